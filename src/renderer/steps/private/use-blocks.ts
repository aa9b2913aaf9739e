import { computed, ref, shallowRef } from 'vue'
import type { PrivateBlock, PrivateCounts } from '../../../contract/private-answers.ts'
import { keepFresh } from '../../state/keep-fresh.ts'
import { api, noJob, useSession } from '../../state/session.ts'
import { creatorWords, openOf, scannerName } from './block-words.ts'
import { inHeldOrder, successor } from './held-order.ts'

/** The Private Creator blocks of the collection, and the one that is open. */
export function useBlocks() {
  const session = useSession()
  const blocks = shallowRef<readonly PrivateBlock[]>([])
  const counts = shallowRef<PrivateCounts>()
  const current = shallowRef<PrivateBlock>()
  const loaded = ref(false)
  const failure = ref('')
  const search = ref('')

  const load = keepFresh(async () => {
    const { project } = session
    const outcome = await api.privateBlocks({ project }, noJob)
    if (session.project !== project) return
    failure.value = outcome.ok ? '' : outcome.failure.message
    loaded.value = true
    if (!outcome.ok) return
    const { blocks: found, ...totals } = outcome.value
    blocks.value = inHeldOrder(blocks.value, found)
    counts.value = totals
    if (current.value !== undefined) current.value = successor(current.value, blocks.value)
  })

  /** Most work first again, as the collection stands now. */
  async function sortAnew(): Promise<void> {
    blocks.value = []
    await load()
  }

  /** Blocks whose creator, scanners or group hold every word that is searched for. */
  const matching = computed(() => {
    const words = search.value
      .toLowerCase()
      .split(/\s+/)
      .filter((word) => word !== '')
    if (words.length === 0) return blocks.value
    return blocks.value.filter((block) => {
      const text = textOf(block)
      return words.every((word) => text.includes(word))
    })
  })

  /** The block before or after the open one in the list that is seen. */
  function neighbour(back: boolean): PrivateBlock | undefined {
    const list = matching.value.length > 0 ? matching.value : blocks.value
    const at = list.findIndex(({ key }) => key === current.value?.key)
    return list[at < 0 ? (back ? list.length - 1 : 0) : at + (back ? -1 : 1)]
  }

  /** The block of a creator on a scanner ({@link scannerName}), else its first one; undefined where there is none. */
  function named(creator: string, scanner: string): PrivateBlock | undefined {
    const same = blocks.value.filter((block) => block.creator === creator)
    return same.find((one) => scannerName(one) === scanner) ?? same[0]
  }

  /** The next block with open elements after the open one, around the end of the list. */
  function nextOpen(back: boolean): PrivateBlock | undefined {
    const list = back ? blocks.value.toReversed() : blocks.value
    const at = list.findIndex(({ key }) => key === current.value?.key)
    return [...list.slice(at + 1), ...list.slice(0, Math.max(0, at))].find((block) => openOf(block) > 0)
  }

  return { blocks, counts, current, loaded, failure, search, matching, load, sortAnew, neighbour, named, nextOpen }
}

export type Blocks = ReturnType<typeof useBlocks>

const texts = new WeakMap<PrivateBlock, string>()

function textOf(block: PrivateBlock): string {
  const there = texts.get(block)
  if (there !== undefined) return there
  const scanners = block.scanners.flatMap(({ manufacturer, model, software }) => [manufacturer, model, software])
  const groups = block.groups.map((group) => group.toString(16).padStart(4, '0'))
  const text = [creatorWords(block), ...groups, ...scanners].join('\n').toLowerCase()
  texts.set(block, text)
  return text
}
