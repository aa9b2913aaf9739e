import {
  COLLECTION_PROBLEMS,
  type CollectionCase,
  type CollectionCases,
  type CollectionProblem,
  type CollectionProblemKind,
} from '../../contract/collection-answers.ts'
import { lookupUid } from '../../core/dictionary/uid-registry.ts'
import { patientOf } from '../../core/inventory/instance-context.ts'
import { collectionFiles } from '../project/collection-files.ts'
import { createInconsistencyTable } from '../project/inconsistency-table.ts'
import type { InconsistencyKind } from '../scan/inconsistencies.ts'
import type { Session } from '../session/session.ts'
import { collectionCells, type CollectionContext } from './collection-cells.ts'
import { COLLECTION } from './texts.ts'

const WEIGHTS: Readonly<Record<CollectionProblemKind, CollectionProblem['weight']>> = {
  'same-instance-other-content': 'bad',
  'same-instance-not-compared': 'warn',
  unreadable: 'bad',
  'patient-of-several-names': 'warn',
  'patient-of-several-birth-dates': 'warn',
  'patient-of-several-sexes': 'warn',
  'study-of-several-patients': 'warn',
  'series-of-several-studies': 'warn',
  'series-of-several-modalities': 'warn',
  'no-patient-id': 'warn',
  'burned-in': 'warn',
  'unknown-sop-class': 'warn',
  'same-instance-same-content': 'soft',
  'not-dicom': 'soft',
}

/** What a person should look at, most serious first; what there is none of is not told. */
export function collectionProblems(session: Session): readonly CollectionProblem[] {
  const { notDicom, unreadable } = session.inventory.counts()
  const contradictions = createInconsistencyTable(session.project).counts()
  const { contexts } = collectionCells(session)
  const instances = (countIn: (context: CollectionContext) => number): number =>
    contexts.reduce((sum, context) => sum + countIn(context), 0)
  const counts: Readonly<Partial<Record<CollectionProblemKind, number>>> = {
    ...Object.fromEntries(contradictions),
    unreadable,
    'not-dicom': notDicom,
    'burned-in': instances(({ burnedIn }) => burnedIn),
    'no-patient-id': instances(withoutPatientId),
    'unknown-sop-class': instances(ofUnknownClass),
  }
  return COLLECTION_PROBLEMS.flatMap((kind) => {
    const count = counts[kind] ?? 0
    const { one, many } = COLLECTION.problems[kind]
    return count === 0 ? [] : [{ kind, count, weight: WEIGHTS[kind], message: count === 1 ? one : many }]
  })
}

/** A DICOMDIR belongs to nobody. */
const withoutPatientId = ({ patient, series, files }: CollectionContext): number => (patient === '' && series !== '' ? files : 0)
const ofUnknownClass = ({ sopClass, files }: CollectionContext): number =>
  sopClass !== '' && lookupUid(sopClass) === undefined ? files : 0

export interface CasesRequest {
  readonly kind: CollectionProblemKind
  readonly reason?: string
  readonly offset?: number
  readonly limit?: number
}

/** A page of the cases of one problem. */
export function collectionCases(session: Session, { kind, reason, offset = 0, limit = 200 }: CasesRequest): CollectionCases {
  const files = collectionFiles(session.project)
  if (kind === 'unreadable' || kind === 'not-dicom') {
    const rows = files.setAside(kind, reason, offset, limit).map((file) => ({ what: file.path, detail: [file.reason] }))
    return { total: files.setAsideCount(kind, reason), rows, reasons: files.reasons(kind) }
  }
  if (kind === 'no-patient-id') return casesOf(seriesCases(session, withoutPatientId), offset, limit)
  if (kind === 'unknown-sop-class') return casesOf(seriesCases(session, ofUnknownClass), offset, limit)
  if (kind === 'burned-in')
    return casesOf(
      seriesCases(session, ({ burnedIn }) => burnedIn),
      offset,
      limit,
    )
  const table = createInconsistencyTable(session.project)
  const rows = table.page(kind satisfies InconsistencyKind, offset, limit).map(({ of, has }): CollectionCase => {
    if (!kind.startsWith('same-instance')) return { what: of, detail: has, search: kind.startsWith('patient') ? patientOf(of).id : of }
    return { what: of, detail: has, files: files.ofInstance(of).map(({ id }) => id) }
  })
  return { total: table.counts().get(kind) ?? 0, rows, reasons: [] }
}

function casesOf(cases: readonly CollectionCase[], offset: number, limit: number): CollectionCases {
  return { total: cases.length, rows: cases.slice(offset, offset + limit), reasons: [] }
}

/** Series that hold such instances, with how many. */
function seriesCases(session: Session, countIn: (context: CollectionContext) => number): readonly CollectionCase[] {
  const series = new Map<string, { readonly first: CollectionContext; instances: number }>()
  for (const context of collectionCells(session).contexts) {
    const instances = countIn(context)
    if (instances === 0) continue
    const there = series.get(context.series)
    if (there === undefined) series.set(context.series, { first: context, instances })
    else there.instances += instances
  }
  return [...series].map(([uid, { first, instances }]) => {
    const { seriesNumber, seriesDescription, modality, sopClass } = first
    const about = [modality, seriesNumber, seriesDescription, lookupUid(sopClass)?.name ?? sopClass].filter((text) => text !== '')
    return {
      what: uid,
      detail: [about.join('  '), COLLECTION.instances(instances)],
      ...(uid === '' ? {} : { search: uid }),
      files: [first.first],
    }
  })
}
