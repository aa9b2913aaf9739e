import { byCodePoint } from '../../core/inventory/code-point-order.ts'
import type { InstanceContext } from '../../core/inventory/inventory.ts'
import type { Relations } from '../project/relations.ts'

/** Something in a collection that contradicts itself: a sign of files that were mixed up, or treated in different ways. */
export interface Inconsistency {
  readonly kind: InconsistencyKind
  /** The study, series, patient or instance. */
  readonly of: string
  /** What it has several of, and should have one: its patients, its files. */
  readonly has: readonly string[]
}

export type InconsistencyKind =
  | 'same-instance-same-content'
  | 'same-instance-other-content'
  | 'same-instance-not-compared'
  | 'study-of-several-patients'
  | 'series-of-several-studies'
  | 'series-of-several-modalities'
  | 'patient-of-several-names'
  | 'patient-of-several-birth-dates'
  | 'patient-of-several-sexes'

/** Whether files have the same bytes; undefined where nobody looked. */
export type ContentComparison = (files: readonly { readonly path: string; readonly size: number }[]) => boolean | undefined

type Field = 'patient' | 'study' | 'series' | 'modality'

const ONE_OF: readonly (readonly [InconsistencyKind, of: Field, has: Field])[] = [
  ['study-of-several-patients', 'study', 'patient'],
  ['series-of-several-studies', 'series', 'study'],
  ['series-of-several-modalities', 'series', 'modality'],
]

const ONE_A_PATIENT: readonly (readonly [InconsistencyKind, pathKey: string])[] = [
  ['patient-of-several-names', '(0010,0010)'],
  ['patient-of-several-birth-dates', '(0010,0030)'],
  ['patient-of-several-sexes', '(0010,0040)'],
]

/** Everything in a collection that contradicts itself, kind by kind, in the order of what it is about. */
export function* inconsistencies(relations: Relations, isSame: ContentComparison): Generator<Inconsistency> {
  for (const { sopInstance, files } of relations.sharedInstances()) {
    const same = isSame(files)
    const kind = same === undefined ? 'not-compared' : same ? 'same-content' : 'other-content'
    yield {
      kind: `same-instance-${kind}`,
      of: sopInstance,
      has: files.map(({ path }) => path),
    }
  }
  const contexts = relations.contexts()
  for (const [kind, of, has] of ONE_OF) {
    yield* several(
      kind,
      contexts.map(({ context }) => [context[of], context[has]]),
    )
  }
  const byId = new Map<number, InstanceContext>(contexts.map(({ id, context }) => [id, context]))
  for (const [kind, pathKey] of ONE_A_PATIENT) {
    const pairs = relations
      .valuesIn(pathKey)
      .flatMap((each) => each.contexts.map((id) => [byId.get(id)?.patient ?? '', each.value] as const))
    yield* several(kind, pairs)
  }
}

/** Those that have more than one; what is empty is not known, and contradicts nothing. */
function* several(kind: InconsistencyKind, pairs: readonly (readonly [of: string, has: string])[]): Generator<Inconsistency> {
  const found = new Map<string, Set<string>>()
  for (const [of, has] of pairs) {
    if (of === '' || has === '') continue
    const there = found.get(of)
    if (there === undefined) found.set(of, new Set([has]))
    else there.add(has)
  }
  for (const [of, has] of [...found].sort(([a], [b]) => byCodePoint(a, b)))
    if (has.size > 1) yield { kind, of, has: [...has].sort(byCodePoint) }
}
