import { computed, ref } from 'vue'
import type { PrivateBlock } from '../../../contract/private-answers.ts'
import type { FoundElement } from '../../../core/knowledge/search.ts'
import { focusStays } from '../../parts/focus.ts'
import { useNotices } from '../../state/notices.ts'
import { PRIVATE } from './texts.ts'
import type { Blocks } from './use-blocks.ts'
import type { Knowledge } from './use-knowledge.ts'

/** Where the search leads to. */
interface Ways {
  openBlock(block: PrivateBlock): Promise<boolean>
  goToElement(path: string): Promise<void>
  toElements(): void
}

/** One field for the blocks of the collection and the whole knowledge base; the latter is shown while something stands in it. */
export function usePrivateSearch(blocks: Blocks, knowledge: Knowledge, ways: Ways) {
  const notices = useNotices()
  const isSearching = ref(false)
  const found = computed<FoundElement | undefined>(() => knowledge.found.value.elements[knowledge.current.value])

  function type(text: string): void {
    blocks.search.value = text
    if (!isSearching.value) knowledge.look(-1)
    isSearching.value = text.trim() !== ''
    if (isSearching.value) void knowledge.search(text)
  }

  /** Enter: the element that is looked at in what was found, or else the first block that matches. */
  async function into(): Promise<void> {
    const [text, mayFocus] = [blocks.search.value, focusStays()]
    await knowledge.answered()
    // Whoever has typed on, or gone elsewhere, is not led away from there.
    if (blocks.search.value !== text || !mayFocus()) return
    if (isSearching.value && found.value !== undefined) {
      if (knowledge.isHere(found.value.path)) return ways.goToElement(found.value.path)
      return notices.say(PRIVATE.says.notHere)
    }
    const block = blocks.matching.value.find(({ key }) => key === blocks.current.value?.key) ?? blocks.matching.value[0]
    if (isSearching.value && block !== undefined && block.key !== blocks.current.value?.key) await ways.openBlock(block)
    if (blocks.search.value === text && mayFocus()) ways.toElements()
  }

  /** Esc empties the search first, and then leaves it. */
  function leave(): void {
    if (blocks.search.value === '') return ways.toElements()
    blocks.search.value = ''
    isSearching.value = false
  }

  async function move(by: number): Promise<void> {
    await knowledge.answered()
    if (isSearching.value) knowledge.move(by)
  }

  return { isSearching, found, type, into, leave, move }
}
