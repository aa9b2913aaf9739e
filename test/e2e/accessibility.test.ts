import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hasChromium, withChromium } from '../main/chromium.ts'
import { browserShell } from './browser-shell.ts'
import { demoProject, temporaryFolder, type DemoProject } from './demo-project.ts'
import { eventually } from './eventually.ts'
import { inventoryPage } from './inventory-page.ts'
import { privatePage } from './private-page.ts'
import { toStep } from './to-step.ts'

/** axe, put into the page as text: the page's policy lets no other script in. */
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

interface Finding {
  readonly impact: string
  readonly id: string
  readonly where: string
}

async function findings(page: Page): Promise<readonly Finding[]> {
  await page.evaluate(AXE)
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: { run(options: object): Promise<{ violations: { impact: string; id: string; nodes: { target: string[] }[] }[] }> }
    }
    const { violations } = await axe.run({ resultTypes: ['violations'] })
    return violations.map(({ impact, id, nodes }) => ({
      impact,
      id,
      where: nodes
        .slice(0, 3)
        .map((node) => node.target.join(' '))
        .join(' | '),
    }))
  })
}

const scriptPart = (page: Page, name: string): Promise<void> => page.getByRole('tab', { name }).press('Enter')

/** A screen, and what brings it up from the one before. */
const SCREENS: readonly (readonly [screen: string, show: (page: Page) => Promise<unknown>])[] = [
  ['the inventory', (page) => inventoryPage(page).ready()],
  ['the inventory with a selection', (page) => page.keyboard.press('Space')],
  [
    'the inventory in groups, with a menu open',
    async (page) => {
      await page.getByRole('button', { name: 'Group' }).press('Enter')
      await page.getByRole('menuitemradio', { name: 'Private Creator' }).press('Enter')
      await page.getByText('Public elements').waitFor()
      await page.getByRole('button', { name: 'Columns' }).press('Enter')
    },
  ],
  [
    'the question for all that match',
    async (page) => {
      await page.keyboard.press('Escape')
      await page.getByRole('button', { name: 'Group' }).press('Enter')
      await page.getByRole('menuitemradio', { name: 'none' }).press('Enter')
      await eventually(() => page.locator('.total').innerText()).toContain('elements')
      await page.getByRole('searchbox').press('Enter')
      await page.keyboard.press('Control+a')
      await page.getByRole('button', { name: /^Select \d+/ }).waitFor()
    },
  ],
  [
    'the list of keys',
    async (page) => {
      await page.keyboard.press('Escape')
      await page.keyboard.press('?')
      await page.getByRole('dialog').waitFor()
    },
  ],
  [
    'the palette',
    async (page) => {
      await page.keyboard.press('Escape')
      await page.keyboard.press('Control+k')
      await page.getByRole('combobox', { name: 'All actions' }).fill('go')
      await page.getByRole('option').first().waitFor()
    },
  ],
  [
    'the settings',
    async (page) => {
      await page.keyboard.press('Escape')
      await page.keyboard.press('Control+,')
      await page.getByRole('dialog', { name: 'Settings' }).waitFor()
    },
  ],
  [
    'the problems',
    async (page) => {
      await page.keyboard.press('Escape')
      await page.keyboard.press('g')
      await page
        .getByText(/values of the copy that nobody has read/)
        .first()
        .waitFor()
    },
  ],
  [
    'the history',
    async (page) => {
      await page.keyboard.press('h')
      await page
        .getByRole('button', { name: /^Take back/ })
        .first()
        .waitFor()
    },
  ],
  [
    'the tour',
    async (page) => {
      await page.keyboard.press('Escape')
      await page.keyboard.press('Control+k')
      await page.getByRole('combobox', { name: 'All actions' }).fill('tour')
      await page.keyboard.press('Enter')
      await page.getByRole('region', { name: 'Tour' }).waitFor()
    },
  ],
  [
    'the collection',
    async (page) => {
      await page.getByRole('button', { name: 'Leave the tour' }).press('Enter')
      await page.keyboard.press('Escape')
      await toStep(page, 'Collection')
      await page.getByRole('treegrid').waitFor()
      await page.getByRole('heading', { name: 'Study Date' }).waitFor()
    },
  ],
  [
    'the header of an instance',
    async (page) => {
      await page.getByRole('treegrid').focus()
      await page.keyboard.press('x')
      await page.getByRole('dialog').getByText('(0002,0010)').first().waitFor()
    },
  ],
  [
    'the values by word',
    async (page) => {
      await page.keyboard.press('Escape')
      await toStep(page, 'Values')
      await page.getByRole('treegrid').waitFor()
      await page.keyboard.press('w')
      await page.getByText('For example').first().waitFor()
    },
  ],
  [
    'the values by element',
    async (page) => {
      await page.keyboard.press('e')
      await page.getByText('Element, value').waitFor()
    },
  ],
  [
    'the private elements',
    async (page) => {
      await toStep(page, 'Private')
      await privatePage(page).ready()
      // Where there is little room the panel is put away.
      if ((page.viewportSize()?.width ?? 0) < 1360) await page.keyboard.press('i')
      await page.getByRole('region', { name: 'Evidence' }).waitFor()
    },
  ],
  [
    'the knowledge base',
    async (page) => {
      await page.keyboard.press('/')
      await page.keyboard.type('siemens')
      await page
        .getByRole('grid', { name: /^Elements of the knowledge base/ })
        .getByRole('rowheader')
        .first()
        .waitFor()
      await page.keyboard.press('ArrowDown')
    },
  ],
  ['the profile', (page) => toStep(page, 'Profile').then(() => page.getByRole('switch').first().waitFor())],
  [
    'the decisions of a script',
    async (page) => {
      await toStep(page, 'Script')
      await page.getByRole('radio', { name: /CTP/ }).press('Space')
      await page.getByRole('gridcell', { name: '(0008,0020)' }).first().waitFor()
    },
  ],
  [
    'the text of a script',
    (page) =>
      scriptPart(page, 'Script text').then(() => page.getByText('Written by Tagbench').or(page.getByText('<script>')).first().waitFor()),
  ],
  [
    'the simulation of a script',
    (page) => scriptPart(page, 'Simulation').then(() => page.getByText(/made-up instances|Nothing comes out/).waitFor()),
  ],
  ['the values of a script', (page) => scriptPart(page, 'Preview of values').then(() => page.getByText('Study Date').first().waitFor())],
  [
    'a script that is checked',
    async (page) => {
      await scriptPart(page, 'Check a script')
      await page
        .getByRole('textbox', { name: 'Script', exact: true })
        .fill('<script>\n<e en="T" t="0010,0010" n="">@remove()</e>\n</script>')
      await page.getByRole('button', { name: /Line 2, column 1/ }).waitFor()
    },
  ],
  ['two scripts', (page) => scriptPart(page, 'Compare').then(() => page.getByText(/differences, those/).waitFor())],
  [
    'a script to take over',
    (page) => scriptPart(page, 'Import').then(() => page.getByRole('button', { name: 'Record as decisions' }).waitFor()),
  ],
  ['the apply step', (page) => toStep(page, 'Apply').then(() => page.getByText('What will happen').waitFor())],
  [
    'the chooser of folders',
    async (page) => {
      await page.getByRole('button', { name: 'De-identify into a new folder' }).press('Enter')
      await page.getByRole('dialog').waitFor()
    },
  ],
  [
    'the review',
    async (page) => {
      await page.keyboard.press('Escape')
      await toStep(page, 'Review')
      await page
        .getByText('312 rows')
        .or(page.getByText(/rows, in changes.csv/))
        .first()
        .waitFor()
    },
  ],
  [
    'a report',
    async (page) => {
      await page.getByRole('button', { name: 'review.html' }).press('Enter')
      await page.frameLocator('dialog iframe').locator('h1').waitFor()
    },
  ],
  [
    'the start, with a project that could not be opened',
    async (page) => {
      await page.keyboard.press('Escape')
      await page.getByRole('button', { name: 'Home: projects' }).press('Enter')
      await page.getByRole('button', { name: 'Open a project' }).press('Enter')
      await page.getByRole('dialog').getByLabel('Folder path').fill('/')
      await page.getByRole('dialog').locator('footer .primary').press('Enter')
      await page.getByRole('alert').filter({ hasText: 'not a Tagbench project' }).waitFor()
    },
  ],
]

describe.skipIf(!hasChromium)(`Accessibility of every screen${withChromium}`, () => {
  const shell = browserShell()
  let demo: DemoProject
  beforeAll(async () => {
    demo = await demoProject(true)
  })
  afterAll(() => shell.end())

  it.each([
    ['light', 1280, 800],
    ['dark', 1920, 1080],
  ] as const)('axe finds nothing on any screen in the %s theme', async (theme, width, height) => {
    const window = await shell.open({ state: join(temporaryFolder(), 'state'), project: demo.project, theme, width, height })
    const found: Record<string, readonly Finding[]> = {}
    for (const [screen, show] of SCREENS) {
      await show(window.page)
      const here = await findings(window.page)
      if (here.length > 0) found[screen] = here
    }
    expect(found).toEqual({})
    expect(window.errors).toEqual([])
    await window.close()
  })

  it('nothing moves: no transition and no animation is left running anywhere', async () => {
    const window = await shell.open({ state: join(temporaryFolder(), 'state'), project: demo.project })
    await inventoryPage(window.page).ready()
    await window.page.keyboard.press('ArrowDown')
    const running = await window.page.evaluate(() => document.getAnimations().length)
    expect(running).toBe(0)
    await window.close()
  })
})
