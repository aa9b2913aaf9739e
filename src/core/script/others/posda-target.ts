import { type ElementPath, type PathStep } from '../../dicom/attribute-path.ts'
import { formatTag, hex, isPrivate } from '../../dicom/tag.ts'
import { lookupPrivate } from '../../dictionary/index.ts'
import { isDecided } from '../ctp/ctp-target.ts'
import { ctpRows, operationsByScope, type CtpRow } from '../ctp/rows.ts'
import { decisionText, type ExpressibilityRow } from '../expressibility.ts'
import { someText, type ScriptTarget, type TargetInput, type TargetOutput } from '../script-target.ts'
import { removedInstead, wordContext, wordingOfRow, type Wording } from '../wording.ts'
import { openReviewsOf } from '../operation.ts'
import { POSDA, provenanceLines } from './head.ts'
import { SCRIPT } from '../texts.ts'
import { OTHERS } from './texts.ts'

/**
 * An edit table for Posda's BackgroundEditTp, path by path and creator by creator, with the dispositions of private
 * elements in the form of the TCIA private tag knowledge base.
 */
export const posdaTarget: ScriptTarget = { name: 'posda', write: writePosda }

interface PosdaPlan {
  readonly rows: readonly CtpRow[]
  readonly wordings: ReadonlyMap<CtpRow, Wording>
  goneWith(row: CtpRow): CtpRow | undefined
}

type Cells = readonly [op: string, tag: string, val1: string, val2: string]

function writePosda(input: TargetInput): TargetOutput {
  const context = wordContext(input)
  const rows = ctpRows(input)
  const wordings = new Map(rows.map((row) => [row, narrowed(wordingOfRow(row, context), row, input)]))
  const plan: PosdaPlan = {
    rows,
    wordings,
    goneWith: (row) => row.around.find((sequence) => wordings.get(sequence)?.action.do === 'remove' && posdaPath(sequence) !== undefined),
  }
  const expressibility = rows.flatMap((row): readonly ExpressibilityRow[] => {
    const judgement = judged(row, plan)
    if (!isDecided(row) && judgement.expressed !== 'no') return []
    return [
      {
        path: row.node.element.path,
        decision: isDecided(row) ? decisionText(row.decided) : SCRIPT.creators.goesWithBlock,
        target: 'posda',
        ...judgement,
      },
    ]
  })
  const series = Array.from((input.plain ?? input.inventory).values('(0020,000E)'), ({ value }) => value)
  const edits = [
    ...rows.filter((row) => plan.goneWith(row) === undefined).flatMap((row) => editOf(row, plan, input)),
    ...input.operations.flatMap(({ do: how, path, with: value = '' }): readonly Cells[] =>
      how === 'add' && path !== '(0012,0064)' ? [['set_tag', path.toLowerCase(), quoted(value), '']] : [],
    ),
  ]
  // A creator that goes has to be named.
  const namesPeople = (input.identifyingCreators?.size ?? 0) > 0
  return {
    files: [
      {
        name: 'posda-edits.csv',
        text: [
          csvLine(['series_instance_uid', 'op', 'tag', 'val1', 'val2']),
          ...series.map((uid) => csvLine([uid, '', '', '', ''])),
          ...edits.map((cells) => csvLine(['', ...cells])),
        ],
        // It lists the Series of the originals.
        secret: true,
      },
      { name: 'posda-private-dispositions.csv', text: dispositions(plan), secret: namesPeople },
      {
        name: 'posda-edits.txt',
        text: [...provenanceLines(POSDA, input, expressibility)].map((line) => `${line}\n`),
        secret: namesPeople,
      },
    ],
    expressibility,
    openReviews: openReviewsOf(input),
  }
}

function csvLine(cells: readonly string[]): string {
  return `${cells.map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')}\n`
}

/** Values stand in `<…>`, so that a spreadsheet leaves them alone. */
function quoted(text: string): string {
  return `<${text}>`
}

function narrowed(wording: Wording, { node: { element } }: CtpRow, input: TargetInput): Wording {
  const { action } = wording
  switch (action.do) {
    case 'text':
      return /^[\x20-\x7e]*$/.test(action.text) && !/[<>]/.test(action.text) ? wording : removedInstead(OTHERS.posda.value)
    case 'hash-uid':
      return someText(input, element.path, (text) => text.split('\\').some((uid) => uid.startsWith(`${input.settings.uidRoot}.`)))
        ? removedInstead(OTHERS.posda.uidRoot)
        : wording
    case 'cap-age':
      return { action: { do: 'empty' }, loses: SCRIPT.unsaid.emptied(OTHERS.posda.ages) }
    case 'values':
      return action.values.every((value) => value.do === 'keep') ? { action: { do: 'keep' } } : removedInstead(OTHERS.posda.values)
    default:
      return wording
  }
}

/** `(0054,0016)[<0>](0018,1079)`; undefined for what has no spelling: a creator, and what no creator claims. */
function posdaPath({ node: { path } }: CtpRow): string | undefined {
  if (path.kind !== 'element') return undefined
  const texts = (path satisfies ElementPath).steps.map((step, index) => stepText(step, index))
  return texts.includes(undefined) ? undefined : texts.join('')
}

function stepText(step: PathStep, index: number): string | undefined {
  const item = step.item === undefined ? '' : `[<${index}>]`
  switch (step.kind) {
    case 'public':
      return isPrivate(step.tag) ? undefined : formatTag(step.tag).toLowerCase() + item
    case 'private':
      return /^[^"\p{Cc}]+$/u.test(step.creator)
        ? `(${hex(step.group, 4).toLowerCase()},"${step.creator}",${hex(step.element, 2).toLowerCase()})${item}`
        : undefined
    case 'creator':
      return undefined
  }
}

function editOf(row: CtpRow, { wordings }: PosdaPlan, { settings }: TargetInput): readonly Cells[] {
  const tag = posdaPath(row)
  const action = wordings.get(row)?.action
  if (tag === undefined || action === undefined || row.operations.length === 0) return []
  switch (action.do) {
    case 'remove':
      return [['delete_tag', tag, '', '']]
    case 'empty':
      return [['empty_tag', tag, '', '']]
    case 'text':
      return [['set_tag', tag, quoted(action.text), '']]
    case 'hash-uid':
      return [['hash_unhashed_uid', tag, quoted(settings.uidRoot), '']]
    case 'shift':
      return [['shift_date', tag, quoted(String(action.days)), '']]
    default:
      return []
  }
}

/** What is decided of each private element, one line for each signature; where scanners differ, or an edit removes it, it goes. */
function* dispositions({ rows, wordings }: PosdaPlan): Generator<string> {
  yield csvLine(['element_sig_pattern', 'tag_name', 'vr', 'private_disposition'])
  for (const row of rows) {
    const { leaf, element } = row.node
    const signature = posdaPath(row)
    if (row.kind !== 'private' || leaf?.kind !== 'private' || signature === undefined) continue
    const words = new Set(operationsByScope(row).map(({ do: how, values }) => (values === undefined ? (DISPOSITIONS[how] ?? 'd') : 'd')))
    const [word = 'd'] = words
    const name = lookupPrivate(leaf.creator, leaf.group, leaf.element)?.name ?? ''
    yield csvLine([signature, name, element.vrs.join('|'), words.size === 1 && wordings.get(row)?.action.do !== 'remove' ? word : 'd'])
  }
}

const DISPOSITIONS: Readonly<Record<string, string>> = { keep: 'k', process: 'k', 'remap-uid': 'h', 'shift-date': 'o' }

function judged(row: CtpRow, plan: PosdaPlan): Pick<ExpressibilityRow, 'expressed' | 'why'> {
  const hows = operationsByScope(row).map((operation) => operation.do)
  const around = plan.goneWith(row)
  if (around !== undefined)
    return hows.every((how) => how === 'remove')
      ? { expressed: 'yes', why: '' }
      : { expressed: 'stricter', why: SCRIPT.unsaid.around(around.node.element.path) }
  if (row.node.element.path === '(0012,0063)' && hows.some((how) => how !== 'remove'))
    return { expressed: 'stricter', why: SCRIPT.unsaid.newTexts }
  const wording = plan.wordings.get(row)
  if (posdaPath(row) === undefined && row.operations.length > 0 && wording?.action.do !== 'keep' && wording?.action.do !== 'process')
    return {
      expressed: 'no',
      why: row.kind === 'creator' ? OTHERS.posda.creator : OTHERS.posda.unnamed,
    }
  return wording?.loses === undefined ? { expressed: 'yes', why: '' } : { expressed: 'stricter', why: wording.loses }
}
