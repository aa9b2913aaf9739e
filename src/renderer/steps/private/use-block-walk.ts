import { nextTick } from 'vue'
import type { PrivateBlock } from '../../../contract/private-answers.ts'
import { leafOf, parsePath } from '../../../core/dicom/attribute-path.ts'
import { focusStays } from '../../parts/focus.ts'
import { useNotices } from '../../state/notices.ts'
import { PRIVATE } from './texts.ts'
import type { BlockRows } from './use-block-rows.ts'
import type { Blocks } from './use-blocks.ts'

/** What is walked over. */
export interface Walked {
  readonly blocks: Blocks
  readonly rows: BlockRows
  /** Something of a block is about to be looked at: whatever else is shown in its place goes. */
  opening(): void
  /** Keys wait for this: what they ask for is for a block that was asked for before. */
  hold(until: Promise<unknown>): void
}

/** The lines of the open block, as they are drawn. */
export interface DrawnLines {
  /** Brings a line into sight. */
  show(index: number): void
  focus(): void
}

const { says } = PRIVATE

/**
 * The way from block to block and from element to element.
 * @param drawn undefined while nothing is drawn
 */
export function useBlockWalk({ blocks, rows, opening, hold }: Walked, drawn: () => DrawnLines | null) {
  const notices = useNotices()

  async function openBlock(block: PrivateBlock, path = ''): Promise<boolean> {
    opening()
    blocks.current.value = block
    const opened = rows.open(block, path)
    hold(opened)
    if (!(await opened)) return false
    await nextTick()
    drawn()?.show(rows.current.value)
    return true
  }

  async function openFirst(): Promise<void> {
    const [block] = blocks.blocks.value
    if (block !== undefined) await openBlock(block)
  }

  function toElements(): void {
    opening()
    void nextTick(() => drawn()?.focus())
  }

  async function nextBlock(back: boolean): Promise<void> {
    const block = blocks.neighbour(back)
    if (block === undefined) return notices.say(back ? says.firstBlock : says.lastBlock)
    const mayFocus = focusStays()
    if ((await openBlock(block)) && mayFocus()) toElements()
  }

  async function nextOpen(back: boolean): Promise<void> {
    const mayFocus = focusStays()
    const path = rows.nextOpen(back)
    if (path !== undefined) rows.goToPath(path)
    else {
      const block = blocks.nextOpen(back)
      if (block === undefined && !goToLeft()) return
      if (block !== undefined) {
        if (!(await openBlock(block))) return
        const first = rows.rows.value.map(({ row }) => row).filter(({ state }) => state !== 'settled')
        const to = back ? first.at(-1) : first[0]
        if (to !== undefined) rows.goToPath(to.row.element.path)
      }
    }
    await nextTick()
    drawn()?.show(rows.current.value)
    if (mayFocus()) toElements()
  }

  /** Where no other block is open: what was passed over in this one, or a word that nothing else is. */
  function goToLeft(): boolean {
    const left = rows.leftOpen()
    if (left !== undefined) return rows.goToPath(left)
    const looked = rows.looked.value
    notices.say(looked !== undefined && looked.state !== 'settled' ? says.nothingElse : says.nothing)
    return false
  }

  /** Opens the block that an element stands in, on that element. */
  async function goToElement(path: string): Promise<void> {
    const mayFocus = focusStays()
    const parsed = parsePath(path)
    const leaf = parsed?.kind === 'element' ? leafOf(parsed) : undefined
    const creator = leaf?.kind === 'private' ? leaf.creator.toUpperCase() : ''
    const group = leaf?.kind === 'private' ? leaf.group : -1
    for (const block of blocks.blocks.value) {
      if (block.creator.toUpperCase() !== creator || !block.groups.includes(group)) continue
      if (!(await openBlock(block, path)) || rows.looked.value?.row.element.path !== path) continue
      blocks.search.value = ''
      if (mayFocus()) toElements()
      return
    }
    notices.say(says.noBlock)
  }

  /** Elements from one line to another, whichever comes first. */
  function pathsBetween(one: number, other: number): readonly string[] {
    const [from, to] = one < other ? [one, other] : [other, one]
    return rows.lines.value.slice(Math.max(0, from), to + 1).flatMap((line) => (line.kind === 'element' ? [line.row.row.element.path] : []))
  }

  return { openBlock, openFirst, toElements, nextBlock, nextOpen, goToElement, pathsBetween }
}

export type BlockWalk = ReturnType<typeof useBlockWalk>
