import { capAge } from '../../../src/core/confidentiality/age-cap.ts'
import type { ExpressibilityRow } from '../../../src/core/script/expressibility.ts'
import type { Operation } from '../../../src/core/script/operation.ts'
import type { byPath } from './ctp/small-instance.ts'
import type { ExportedFiles } from './exporting-for.ts'

type ByPath = ReturnType<typeof byPath>

/** An element of a small instance, beside what an engine made of that instance by a script. */
export interface Became {
  readonly path: string
  readonly before: string
  /** The first Operation that is for it. */
  readonly first: Operation | undefined
  readonly row: ExpressibilityRow | undefined
  /** Whether its value, or what only it says, is anywhere in the result. */
  readonly survives: boolean
  /** Whether it may. */
  readonly keeps: boolean
  /** An age of 90 years and more, which never stays. */
  readonly isOld: boolean
  /** All of this, for a failure. */
  readonly told: string
}

/** What became of each element that has a value. */
export function* whatBecame(before: ByPath, after: ByPath, { operations, rows }: ExportedFiles, script: string): Generator<Became> {
  const said = new Map(rows.map((row) => [row.path, row]))
  const left = new Set([...after.values()].flatMap((element) => (element.items === undefined ? element.value.split('\\') : [])))
  for (const [path, element] of before) {
    if (element.items !== undefined) continue
    const [first] = operations.filter(({ path: of, do: how }) => of === path && how !== 'add')
    const row = said.get(path)
    const token = /SECRET\d+X/.exec(element.value)?.[0]
    const shows = (value: string): boolean => (token === undefined ? element.value.split('\\').includes(value) : value.includes(token))
    const isOld = path.endsWith('(0010,1010)') && capAge(element.value) !== undefined
    // Times stay when dates move.
    const isTime = path.endsWith('(0008,0030)') && first?.do === 'shift-date' && /^[\d\\]*$/.test(element.value)
    yield {
      path,
      before: element.value,
      first,
      row,
      survives: path.endsWith('")') ? after.has(path) : [...left].some(shows),
      keeps:
        isTime ||
        (first?.do === 'keep' && !isOld) ||
        first?.values?.some((value) => value.do === 'keep' && value.value === element.value) === true,
      isOld,
      told: `${path} ${first?.do ?? 'gone'} ${JSON.stringify(row)}\n${script}`,
    }
  }
}
