import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { formatApprovals, parseApprovals } from '../../src/core/knowledge/approvals-file.ts'
import { hasChromium, withChromium } from '../main/chromium.ts'
import { demoProject, temporaryFolder, type DemoProject } from './demo-project.ts'
import { eventually } from './eventually.ts'
import { heldAnswers } from './held-answers.ts'
import { privatePage, type PrivatePage } from './private-page.ts'
import { toStep } from './to-step.ts'
import type { ShellUnderTest, WindowUnderTest } from './window-under-test.ts'

const B_VALUE = '(2001,"Philips Imaging DD 001",03)'
const B_VALUE_WORDS = '"philips imaging dd 001" 2001,03'
const CSA = '(0029,"SIEMENS CSA HEADER",20)'

/** The private elements of the demonstration, settled with the keyboard alone, over any shell; each step goes on from the one before. */
export function privateSuite(shell: ShellUnderTest): void {
  describe.skipIf(!hasChromium)(`Private elements with the keyboard, in ${shell.name}${withChromium}`, () => {
    const held = heldAnswers()
    let demo: DemoProject
    let window: WindowUnderTest
    let page: Page
    let room: PrivatePage
    let state: string

    const settled = async (): Promise<number> =>
      Number(/^([\d,]+) of/.exec(await room.progress.innerText())?.[1]?.replaceAll(',', '') ?? Number.NaN)
    const decided = (path: string): Promise<string | null> =>
      room.decision(path).locator('.dec[role=img]').first().getAttribute('aria-label')
    const focusIsOnTheLines = (): Promise<boolean> => room.elements.evaluate((grid) => grid === document.activeElement)

    beforeAll(async () => {
      demo = await demoProject()
      state = join(temporaryFolder(), 'state')
      window = await shell.open({ state, project: demo.project, heldAnswers: held })
      page = window.page
      room = privatePage(page)
    })
    afterAll(async () => {
      await window?.close()
      await shell.end()
    })

    it('lists the blocks, most work first, and opens the first of them', async () => {
      await toStep(page, 'Private')
      await room.ready()
      await eventually(settled).toBe(0)
      expect(await room.progress.innerText()).toMatch(/^0 of [\d,]+ elements settled, 0 of [\d,]+ values$/)
      const work = await room.blocks
        .locator('[role="row"]:not(.head)')
        .evaluateAll((rows) =>
          rows.map((row) => [...row.querySelectorAll('.num')].slice(1).reduce((sum, cell) => sum + Number(cell.textContent), 0)),
        )
      expect(work.length).toBeGreaterThan(5)
      expect(await room.title.innerText()).toBe(await room.block.locator('.creator').innerText())
      await eventually(focusIsOnTheLines).toBe(true)
    })

    it('finds an element through the knowledge base, and goes to its block', async () => {
      await room.goTo(B_VALUE_WORDS, B_VALUE)
      await eventually(() => room.title.innerText()).toBe('Philips Imaging DD 001')
      await eventually(() => page.getByRole('note').first().innerText()).toContain('diffusion b-values')
      await eventually(() => room.panel.getByRole('table', { name: 'Statements' }).innerText()).toMatch(/TCIA 2024-02-01\s+k/)
      await eventually(() => room.panel.getByRole('region', { name: 'Evidence' }).innerText()).toContain('Constant in')
      expect(await room.panel.innerText()).toContain('FL found')
      expect(await focusIsOnTheLines()).toBe(true)
    })

    it('marks it for the scanner it was found on, takes that back and makes it again; the focus stays', async () => {
      await page.keyboard.press('d')
      await eventually(() => decided(B_VALUE)).toBe('Delete')
      await eventually(settled).toBe(1)
      await eventually(() => room.panel.getByRole('region', { name: 'History' }).innerText()).toMatch(
        /Delete[\s\S]*for Philips Medical Systems · Ingenia/,
      )
      await page.keyboard.press('Control+z')
      await eventually(settled).toBe(0)
      await eventually(() => decided(B_VALUE)).toBe('Proposed: Retain')
      await page.keyboard.press('a')
      await eventually(settled).toBe(1)
      await eventually(() => decided(B_VALUE)).toBe('Retain')
      expect(await focusIsOnTheLines()).toBe(true)
      await eventually(() => existsSync(join(state, 'knowledge', 'approvals.json'))).toBe(true)
    })

    it('selects several and marks them together; they stay where they are until it is asked to group again', async () => {
      await page.keyboard.press('ArrowDown')
      await page.keyboard.press('Space')
      await page.keyboard.press('Shift+ArrowDown')
      await page.keyboard.press('Shift+ArrowDown')
      await eventually(() => room.bar.innerText()).toContain('3 selected')
      await page.keyboard.press('v')
      const selected = room.elements.locator('[aria-selected="true"]')
      await eventually(() => selected.locator('.decision [aria-label="Review"]').count()).toBe(3)
      const heads = await room.elements.locator('.grp').allInnerTexts()
      expect(heads.some((head) => head.startsWith('Settled'))).toBe(false)
      await page.keyboard.press('Escape')
      await eventually(() => room.bar.innerText()).toContain('This element')
      await page.keyboard.press('g')
      await page.keyboard.press('End')
      await eventually(() => room.elements.locator('.grp').last().innerText()).toMatch(/^Settled 1\s+1 Retain, 0 Delete/)
      await page.keyboard.press('Control+z')
    })

    it('treats a value otherwise, and says for which scanners', async () => {
      await room.goTo(B_VALUE_WORDS, B_VALUE)
      await page.keyboard.press('t')
      await page.getByRole('menu', { name: 'Treatment' }).waitFor()
      await page.getByRole('menuitemradio', { name: /^empty/ }).press('Enter')
      await eventually(() => decided(B_VALUE)).toBe('Delete')
      await eventually(() => room.panel.getByRole('region', { name: 'Decision' }).innerText()).toContain('empty')
      await page.keyboard.press('s')
      await page.getByRole('menuitemradio', { name: /^this collection/ }).press('Enter')
      await eventually(() => room.bar.innerText()).toContain('this collection')
      await page.keyboard.press('r')
      await eventually(() => room.panel.getByRole('region', { name: 'Decision' }).innerText()).toContain('this collection, all equipment')
      await page.keyboard.press('s')
      await page.getByRole('menu', { name: 'Scope' }).getByRole('menuitemradio').first().press('Enter')
      await page.keyboard.press('r')
      await eventually(() => decided(B_VALUE)).toBe('Retain')
    })

    it('shows what is inside an opaque value, entry by entry with its values', async () => {
      await room.goTo('"siemens csa header" 0029,20', CSA)
      const inside = room.panel.getByRole('region', { name: 'Inside' })
      await inside.getByRole('button', { name: 'MrPhoenixProtocol' }).first().waitFor()
      await inside.getByRole('button', { name: 'MrPhoenixProtocol' }).first().press('Enter')
      await eventually(() => inside.locator('table.values').count()).toBe(1)
    })

    it('goes from block to block, and to the next open element wherever it is', async () => {
      const first = await room.title.innerText()
      await page.keyboard.press(']')
      await eventually(() => room.title.innerText()).not.toBe(first)
      await page.keyboard.press('[')
      await eventually(() => room.title.innerText()).toBe(first)
      await page.keyboard.press('n')
      await eventually(() => room.current.locator('.dec-none').count()).toBe(1)
      expect(await focusIsOnTheLines()).toBe(true)
    })

    it('decides the elements that a block lists, at once', async () => {
      const block = await room.title.innerText()
      await page.keyboard.press('b')
      await page.getByRole('menuitem', { name: /^Delete the [\d,]+ listed/ }).press('Enter')
      await eventually(() => page.locator('.centre .foot').innerText()).toMatch(/, 0 open/)
      expect(await room.title.innerText()).toBe(block)
      await page.keyboard.press('Control+z')
      await eventually(() => page.locator('.centre .foot').innerText()).not.toMatch(/, 0 open/)
    })

    it('settles all private elements of the collection without the mouse', async () => {
      const total = Number(/of ([\d,]+) elements/.exec(await room.progress.innerText())?.[1]?.replaceAll(',', ''))
      const openHere = async (): Promise<number> => Number(/, ([\d,]+) open/.exec(await page.locator('.centre .foot').innerText())?.[1])
      for (let blocks = 0; blocks < 60 && (await settled()) < total; blocks++) {
        await page.keyboard.press('n')
        await eventually(async () => (await openHere()) > 0 || (await settled()) === total).toBe(true)
        if ((await settled()) === total) break
        const block = await room.title.innerText()
        await page.keyboard.press('b')
        const accept = page.getByRole('menuitem', { name: /^Accept what is proposed/ })
        await accept.waitFor()
        const before = await openHere()
        const isProposed = (await accept.getAttribute('aria-disabled')) === 'false'
        await (isProposed ? accept.press('Enter') : page.keyboard.press('Escape'))
        if (isProposed) await eventually(openHere).toBeLessThan(before)
        // What nobody has published, and what the sources contradict each other on, is decided one by one.
        while ((await openHere()) > 0 && (await room.title.innerText()) === block) {
          await page.keyboard.press('Home')
          await page.keyboard.press('n')
          await page.keyboard.press('d')
        }
      }
      await eventually(settled).toBe(total)
      await eventually(() => page.getByRole('navigation', { name: 'Steps' }).getByRole('link', { name: 'Private' }).innerText()).toContain(
        'done',
      )
    })

    it('writes the approvals, and takes them up again where they are gone', async () => {
      const out = join(temporaryFolder(), 'team')
      const own = join(state, 'knowledge', 'approvals.json')
      const approved = parseApprovals(readFileSync(own, 'utf8'))
      const menu = page.getByRole('button', { name: 'Approvals file' })
      await menu.press('Enter')
      await window.chooseFolder(() => page.getByRole('menuitem', { name: /^Write as JSON/ }).press('Enter'), out)
      await eventually(() => existsSync(join(out, 'approvals.json'))).toBe(true)
      rmSync(own)
      await menu.press('Enter')
      await page.getByRole('menuitem', { name: /^Compare with a file/ }).press('Enter')
      await page.getByRole('textbox', { name: 'Their file' }).fill(join(out, 'approvals.json'))
      await page.keyboard.press('Enter')
      await eventually(() => page.getByRole('dialog').getByRole('status').innerText()).toMatch(
        /[\d,]+ new, 0 changed, 0 removed, 0 in conflict/,
      )
      await page.getByRole('button', { name: /^Take up [\d,]+/ }).press('Enter')
      await eventually(() => page.getByRole('dialog').count()).toBe(0)
      await eventually(() => existsSync(own)).toBe(true)
      const written = readFileSync(join(out, 'approvals.json'), 'utf8')
      expect(readFileSync(own, 'utf8')).toBe(written)
      expect(approved.ok && [...formatApprovals(approved.value)].join('')).toBe(written)
    })

    it('records a profile of somebody’s own as decisions, in one act that can be taken back', async () => {
      const profile = join(temporaryFolder(), 'profile.csv')
      writeFileSync(profile, 'path,disposition\n"(2001,""Philips Imaging DD 001"",03)",Delete\n"(0029,""NOBODY"",01)",Delete\n')
      await room.goTo(B_VALUE_WORDS, B_VALUE)
      const history = room.panel.getByRole('region', { name: 'History' })
      await page.getByRole('button', { name: 'Approvals file' }).press('Enter')
      await page.getByRole('menuitem', { name: /^Record a profile/ }).press('Enter')
      await page.getByRole('dialog').getByLabel('Folder path').fill(profile)
      await page.keyboard.press('Enter')
      await page.getByText(/^Modality Software Profile: recorded 2 decisions; .* 1 row for elements that this collection/).waitFor()
      await eventually(() => history.innerText()).toContain('Modality Software Profile, imported')
      await eventually(focusIsOnTheLines).toBe(true)
      await page.keyboard.press('Control+z')
      await page.getByText(/^Modality Software Profile: recorded/).waitFor({ state: 'detached' })
    })

    it('leaves who searches before a block is here in the search: what is typed there decides nothing', async () => {
      await toStep(page, 'Script')
      const answer = held.hold('privateBlock')
      await toStep(page, 'Private')
      await room.search.focus()
      await page.keyboard.type('grad')
      answer()
      await eventually(() => page.evaluate(() => location.hash)).toContain('search=grad')
      await page.keyboard.type('ient')
      expect(await room.search.inputValue()).toBe('gradient')
      await page.getByRole('region', { name: 'Knowledge base' }).waitFor()
    })

    it('has said nothing to the console that is an error', () => {
      expect(window.errors).toEqual([])
    })
  })
}
