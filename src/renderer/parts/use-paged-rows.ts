import { computed, ref, shallowRef, type Ref, type ShallowRef } from 'vue'
import { createKeyQueue, type KeyQueue } from './key-queue.ts'

/** A page as the engine answers it. */
export interface RowsPage<T> {
  readonly total: number
  readonly rows: readonly T[]
}

/** A long list of which only what is seen is held. */
export interface PagedRows<T> {
  readonly total: Readonly<Ref<number>>
  /** Whether a first answer has come. */
  readonly ready: Readonly<Ref<boolean>>
  readonly pages: Readonly<ShallowRef<ReadonlyMap<number, readonly T[]>>>
  /** Undefined where it has not come yet. */
  at(index: number): T | undefined
  /** These are seen, so they are to be there. */
  see(from: number, to: number): void
  /** Asks again for what is seen. What stands there stays until the answer comes, so that nothing jumps. */
  renew(): Promise<void>
  /** Asks for another list, to another question. Keys that come before it is there wait for it. */
  another(): Promise<void>
  /** Does what a key asks for in this list: at once, or in its turn once the list that was asked for is there. */
  readonly inTurn: KeyQueue
  /** Exchanges a row at once, before the engine says the same. */
  replace(index: number, row: T): void
}

const PAGE = 100

/**
 * @param load asks for rows; undefined where that failed, and what stands there stays
 * @param taken what else an answer says is told here; of one that another question has overtaken nothing is
 */
export function usePagedRows<T, A extends RowsPage<T> = RowsPage<T>>(
  load: (offset: number, limit: number) => Promise<A | undefined>,
  taken: (answer: A) => void = () => undefined,
): PagedRows<T> {
  const total = ref(0)
  const answers = ref(0)
  const pages = shallowRef<ReadonlyMap<number, readonly T[]>>(new Map())
  const asked = new Set<number>()
  let seen = { from: 0, to: 0 }
  /** Counts the lists, so that an answer to an earlier question is not taken for one to this. */
  let version = 0
  /** The list that was asked for last. */
  let renewing: Promise<void> | undefined
  const inTurn = createKeyQueue()

  const pagesSeen = (): readonly number[] => {
    const first = Math.floor(seen.from / PAGE)
    const last = Math.floor(Math.max(seen.from, seen.to - 1) / PAGE)
    return Array.from({ length: last - first + 1 }, (_, index) => first + index)
  }

  async function ask(page: number): Promise<void> {
    if (asked.has(page) || pages.value.has(page)) return
    asked.add(page)
    const mine = version
    const answer = await load(page * PAGE, PAGE)
    if (mine !== version) return
    asked.delete(page)
    if (answer === undefined) return
    taken(answer)
    total.value = answer.total
    answers.value += 1
    pages.value = new Map(pages.value).set(page, answer.rows)
  }

  function renew(): Promise<void> {
    renewing = readAgain()
    return renewed()
  }

  /** Done when the list is there that was asked for last: one that is overtaken is not there when its answer comes. */
  async function renewed(): Promise<void> {
    const last = renewing
    await last
    if (renewing !== last) await renewed()
  }

  async function readAgain(): Promise<void> {
    const mine = ++version
    asked.clear()
    const wanted = pagesSeen()
    const found = await Promise.all(wanted.map((page) => load(page * PAGE, PAGE)))
    if (mine !== version) return
    const fresh = new Map<number, readonly T[]>()
    for (const [index, answer] of found.entries()) if (answer !== undefined) fresh.set(wanted[index] ?? 0, answer.rows)
    const last = found.findLast((answer) => answer !== undefined)
    if (last === undefined) return
    taken(last)
    total.value = last.total
    answers.value += 1
    pages.value = fresh
  }

  return {
    total,
    ready: computed(() => answers.value > 0),
    pages,
    at: (index) => pages.value.get(Math.floor(index / PAGE))?.[index % PAGE],
    see(from, to) {
      seen = { from, to }
      for (const page of pagesSeen()) if (page * PAGE < total.value || !answers.value) void ask(page)
    },
    renew,
    another() {
      const done = renew()
      inTurn.hold(done)
      return done
    },
    inTurn,
    replace(index, row) {
      const page = Math.floor(index / PAGE)
      const rows = pages.value.get(page)
      if (rows === undefined) return
      pages.value = new Map(pages.value).set(page, rows.with(index % PAGE, row))
    },
  }
}
