import { groupOf, hex, isPrivate, tagKey, type Tag } from '../../dicom/tag.ts'
import { isDecided } from '../ctp/ctp-target.ts'
import { dummyText } from '../ctp/dummy-text.ts'
import { ctpRows, operationsByScope, tagOfRow, type CtpRow } from '../ctp/rows.ts'
import { decisionText, type ExpressibilityRow } from '../expressibility.ts'
import { someText, type ScriptTarget, type TargetInput, type TargetOutput } from '../script-target.ts'
import { isSameAction, removedInstead, wordContext, stricter, wordingOfRow, type TargetAction, type Wording } from '../wording.ts'
import { openReviewsOf } from '../operation.ts'
import { oneLine } from '../script-head.ts'
import { DEID, provenanceLines } from './head.ts'
import { SCRIPT } from '../texts.ts'
import { OTHERS } from './texts.ts'

/**
 * A recipe for pydicom/deid. A rule there is for a tag wherever it stands, and private elements can only go by whole
 * groups: their creators have blanks, at which deid's reader of recipes cuts a line.
 */
export const deidTarget: ScriptTarget = { name: 'deid', write: writeDeid }

interface DeidPlan {
  readonly rows: readonly CtpRow[]
  readonly own: ReadonlyMap<CtpRow, Wording>
  readonly rules: ReadonlyMap<Tag, TargetAction>
  goneWith(row: CtpRow): CtpRow | undefined
}

function writeDeid(input: TargetInput): TargetOutput {
  const plan = planOf(input)
  const rows = plan.rows.filter(isDecided).map((row) => ({
    path: row.node.element.path,
    decision: decisionText(row.decided),
    target: 'deid',
    ...judged(row, plan),
  }))
  const text = [
    'FORMAT dicom',
    ...[...provenanceLines(DEID, input, rows)].map((line) => `# ${oneLine(line)}`),
    '%header',
    ...[...plan.rules].sort(([a], [b]) => a - b).flatMap(([tag, action]) => ruleText(tag, action)),
    ...privateGroups(plan.rows).map((group) => `REMOVE select:group:${hex(group, 4)}`),
    ...input.operations.filter((operation) => operation.do === 'add').flatMap(({ path, with: value }) => additionText(path, value ?? '')),
  ]
  return {
    files: [{ name: 'deid.dicom', text: text.map((line) => `${line}\n`), secret: false }],
    expressibility: rows,
    openReviews: openReviewsOf(input),
  }
}

function planOf(input: TargetInput): DeidPlan {
  const context = wordContext(input)
  const rows = ctpRows(input)
  const own = new Map(rows.map((row) => [row, narrowed(wordingOfRow(row, context), row, input)]))
  const rules = new Map<Tag, TargetAction>()
  const ruled = rows.filter((row) => row.kind === 'public' && row.operations.length > 0)
  const add = (row: CtpRow): void => {
    const action = own.get(row)?.action ?? { do: 'remove' }
    const known = rules.get(tagOfRow(row))
    rules.set(tagOfRow(row), known === undefined ? action : stricter(known, action))
  }
  const sequences = new Set(ruled.filter((row) => row.node.isSequence).map(tagOfRow))
  for (const row of ruled) if (sequences.has(tagOfRow(row))) add(row)
  const goneWith = (row: CtpRow): CtpRow | undefined =>
    row.around.find((sequence) => sequence.kind !== 'public' || rules.get(tagOfRow(sequence))?.do === 'remove')
  for (const row of ruled) if (!sequences.has(tagOfRow(row)) && goneWith(row) === undefined) add(row)
  return { rows, own, rules, goneWith }
}

/** Values that the reader of recipes takes as they are: it cuts at `#`, and knows names before a colon. */
const SAYABLE = /^[^\s#:][^#:\r\n\t]*$/

function narrowed(wording: Wording, row: CtpRow, input: TargetInput): Wording {
  const { action } = wording
  const { element } = row.node
  switch (action.do) {
    case 'text':
      return SAYABLE.test(action.text) && /^[\x20-\x7e]*$/.test(action.text) ? wording : removedInstead(OTHERS.deid.value)
    case 'empty': {
      const text = dummyText(element.vrs)
      const loses = SCRIPT.unsaid.all([...(wording.loses === undefined ? [] : [wording.loses]), OTHERS.deid.blankIsDummy])
      return text === undefined || !SAYABLE.test(text) ? removedInstead(OTHERS.deid.blank) : { action: { do: 'text', text }, loses }
    }
    case 'hash-uid':
      return someText(input, element.path, (text) => text.includes('\\')) ? removedInstead(OTHERS.deid.severalUids) : wording
    case 'cap-age':
      return removedInstead(OTHERS.deid.ages)
    case 'values':
      return action.values.every((value) => value.do === 'keep') ? { action: { do: 'keep' } } : removedInstead(OTHERS.deid.values)
    default:
      return wording
  }
}

function ruleText(tag: Tag, action: TargetAction): readonly string[] {
  const key = tagKey(tag)
  switch (action.do) {
    case 'remove':
      return [`REMOVE ${key}`]
    case 'text':
      return [`REPLACE ${key} ${action.text}`]
    case 'hash-uid':
      return [`REPLACE ${key} deid_func:pydicom_uuid`]
    case 'shift':
      return [`JITTER ${key} ${action.days}`]
    default:
      return []
  }
}

function privateGroups(rows: readonly CtpRow[]): readonly number[] {
  const groups = rows.flatMap(({ node: { leaf } }) =>
    leaf === undefined ? [] : leaf.kind === 'public' ? (isPrivate(leaf.tag) ? [groupOf(leaf.tag)] : []) : [leaf.group],
  )
  return [...new Set(groups)].sort((a, b) => a - b)
}

const ADDED: Readonly<Record<string, string>> = {
  '(0012,0062)': 'PatientIdentityRemoved',
  '(0012,0063)': 'DeidentificationMethod',
  '(0028,0303)': 'LongitudinalTemporalInformationModified',
}

/** Of several values the recipe keeps the text; the codes of (0012,0064) are no text. */
function additionText(path: string, value: string): readonly string[] {
  const keyword = ADDED[path]
  const text = value
    .replace(/[#:]/g, ' ')
    .replace(/[^\x20-\x7e]/g, ' ')
    .trim()
  return keyword === undefined || text === '' ? [] : [`ADD ${keyword} ${text}`]
}

function judged(row: CtpRow, plan: DeidPlan): Pick<ExpressibilityRow, 'expressed' | 'why'> {
  const isRemoved = operationsByScope(row).every((operation) => operation.do === 'remove')
  if (isRemoved) return { expressed: 'yes', why: '' }
  const around = plan.goneWith(row)
  if (around !== undefined) return { expressed: 'stricter', why: SCRIPT.unsaid.around(around.node.element.path) }
  if (row.kind !== 'public') return { expressed: 'stricter', why: OTHERS.deid.creators }
  if (row.node.element.path === '(0012,0063)') return { expressed: 'stricter', why: SCRIPT.unsaid.newTexts }
  const own = plan.own.get(row)
  const rule = plan.rules.get(tagOfRow(row))
  if (own === undefined || rule === undefined) return { expressed: 'yes', why: '' }
  if (!isSameAction(rule, own.action)) return { expressed: 'stricter', why: OTHERS.deid.oneRule }
  return own.loses === undefined ? { expressed: 'yes', why: '' } : { expressed: 'stricter', why: own.loses }
}
