import { elementOf, groupOf, hex, type Tag } from '../../dicom/tag.ts'
import { isDecided } from '../ctp/ctp-target.ts'
import { ctpRows, operationsByScope, tagOfRow, type CtpRow } from '../ctp/rows.ts'
import { decisionText, type ExpressibilityRow } from '../expressibility.ts'
import { someText, type ScriptTarget, type TargetInput, type TargetOutput } from '../script-target.ts'
import { removedInstead, wordContext, wordingOfRow, type TargetAction, type Wording } from '../wording.ts'
import { openReviewsOf } from '../operation.ts'
import { KITWARE, provenanceLines } from './head.ts'
import { SCRIPT } from '../texts.ts'
import { OTHERS } from './texts.ts'

/**
 * A dictionary for Kitware dicom-anonymizer, which starts from the Basic Profile and overrides it by tag. It acts at the
 * root only: a Sequence stays with everything public in it, or it goes; private elements go.
 */
export const kitwareTarget: ScriptTarget = { name: 'kitware', write: writeKitware }

type Judged = Pick<ExpressibilityRow, 'expressed' | 'why'>

function writeKitware(input: TargetInput): TargetOutput {
  const context = wordContext(input)
  const rows = ctpRows(input)
  const wordings = new Map(rows.map((row) => [row, narrowed(wordingOfRow(row, context), row, input)]))
  const untouched = sequencesLeftWhole(rows, wordings)
  for (const row of rows)
    if (row.node.isSequence && row.level === 'root' && wordings.get(row)?.action.do === 'process')
      wordings.set(row, untouched.has(row) ? { action: { do: 'keep' } } : removedInstead(OTHERS.kitware.inside))
  const table: Record<string, unknown> = {}
  for (const row of rows) {
    if (row.kind !== 'public' || row.level !== 'root') continue
    // What is written anew elsewhere must not stay as it was here, where nothing can be added.
    const action = row.operations.length === 0 ? undefined : wordings.get(row)?.action
    table[tupleText(tagOfRow(row))] = actionJson(action ?? { do: 'remove' })
  }
  const expressibility = rows.filter(isDecided).map((row) => ({
    path: row.node.element.path,
    decision: decisionText(row.decided),
    target: 'kitware',
    ...judged(row, wordings),
  }))
  return {
    files: [
      { name: 'kitware-dicom-anonymizer.json', text: [`${JSON.stringify(table, null, 1)}\n`], secret: false },
      {
        name: 'kitware-dicom-anonymizer.txt',
        text: [...provenanceLines(KITWARE, input, expressibility)].map((line) => `${line}\n`),
        secret: false,
      },
    ],
    expressibility,
    openReviews: openReviewsOf(input),
  }
}

/** `(0x0010,0x0020)`: read by dicom-anonymizer as a pair of numbers. */
function tupleText(tag: Tag): string {
  return `(0x${hex(groupOf(tag), 4)},0x${hex(elementOf(tag), 4)})`
}

function actionJson(action: TargetAction): unknown {
  switch (action.do) {
    case 'keep':
    case 'process':
      return 'keep'
    case 'text':
      return { action: 'replace_with_value', value: action.text }
    case 'empty':
      return { action: 'replace_with_value', value: '' }
    case 'hash-uid':
      return 'replace_UID'
    default:
      return 'delete'
  }
}

function narrowed(wording: Wording, { node: { element } }: CtpRow, input: TargetInput): Wording {
  const { action } = wording
  switch (action.do) {
    case 'hash-uid':
      return someText(input, element.path, (text) => text.includes('\\')) ? removedInstead(OTHERS.kitware.severalUids) : wording
    case 'shift':
      return { action: { do: 'empty' }, loses: SCRIPT.unsaid.emptied(OTHERS.kitware.dates) }
    case 'cap-age':
      return { action: { do: 'empty' }, loses: SCRIPT.unsaid.emptied(OTHERS.kitware.ages) }
    case 'values':
      return action.values.every((value) => value.do === 'keep') ? { action: { do: 'keep' } } : removedInstead(OTHERS.kitware.values)
    default:
      return wording
  }
}

/** Sequences of the root in which everything public stays as it is. */
function sequencesLeftWhole(rows: readonly CtpRow[], wordings: ReadonlyMap<CtpRow, Wording>): ReadonlySet<CtpRow> {
  const touched = new Set<CtpRow | undefined>()
  for (const row of rows) {
    const how = wordings.get(row)?.action.do
    if (row.kind === 'public' && how !== 'keep' && how !== 'process') touched.add(row.around.at(-1))
  }
  return new Set(rows.filter((row) => row.node.isSequence && row.level === 'root' && !touched.has(row)))
}

function judged(row: CtpRow, wordings: ReadonlyMap<CtpRow, Wording>): Judged {
  const yes: Judged = { expressed: 'yes', why: '' }
  if (operationsByScope(row).every((operation) => operation.do === 'remove')) return yes
  const outermost = row.around.at(-1)
  if (outermost !== undefined && (outermost.kind !== 'public' || wordings.get(outermost)?.action.do === 'remove'))
    return { expressed: 'stricter', why: SCRIPT.unsaid.around(outermost.node.element.path) }
  if (row.kind !== 'public' || row.around.some((sequence) => sequence.kind !== 'public'))
    return { expressed: 'stricter', why: SCRIPT.unsaid.removed(OTHERS.kitware.private) }
  const { loses } = wordings.get(row) ?? {}
  return loses === undefined ? yes : { expressed: 'stricter', why: loses }
}
