import { isStructuralUid } from '../confidentiality/structural-uids.ts'
import { TEXTUAL } from '../dicom/vr.ts'
import { isRegisteredUid } from '../dictionary/index.ts'
import { isDecidedApart } from './ctp/element-action.ts'
import { dummyText } from './ctp/dummy-text.ts'
import { isLegibleDate, isLegibleTime } from './ctp/print-action.ts'
import { operationsByScope, type CtpRow } from './ctp/rows.ts'
import type { Operation, ScriptSettings, ValueOperation } from './operation.ts'
import { someText, type Crosswalk, type ReadsTexts, type TargetInput } from './script-target.ts'
import { SCRIPT } from './texts.ts'

/** What engines without a table of their own can be asked to do to an element, as data; each of them writes what it can. */
export type TargetAction =
  | { readonly do: 'keep' }
  /** A Sequence that stays, with what is inside it treated by itself. */
  | { readonly do: 'process' }
  | { readonly do: 'remove' }
  | { readonly do: 'empty' }
  /** A value that is written where the element is: a dummy, or one that a curator gave. */
  | { readonly do: 'text'; readonly text: string }
  | { readonly do: 'hash-uid' }
  /** The same whole days for every patient. */
  | { readonly do: 'shift'; readonly days: number }
  | { readonly do: 'cap-age' }
  | { readonly do: 'values'; readonly values: readonly ValueOperation[]; readonly otherwise: 'remove' | 'empty' }

export interface Wording {
  readonly action: TargetAction
  /** Why the engine does more than was decided; undefined where it does the same. */
  readonly loses?: string
}

export interface WordContext extends ReadsTexts {
  readonly settings: ScriptSettings
  /** The days by which all patients' dates move; undefined where each patient has days of their own. */
  readonly days: number | undefined
}

export function wordContext({ settings, inventory, plain, crosswalk }: TargetInput): WordContext {
  return { settings, inventory, plain, days: sharedShift(crosswalk) }
}

/** The one shift that all patients of a crosswalk share. */
function sharedShift(crosswalk: Crosswalk | undefined): number | undefined {
  const shifts = new Set(crosswalk?.dayShifts.values())
  const [days] = shifts
  return shifts.size === 1 ? days : undefined
}

const KEEP: TargetAction = { do: 'keep' }
const REMOVE: TargetAction = { do: 'remove' }
const EMPTY: TargetAction = { do: 'empty' }

export function removedInstead(because: string): Wording {
  return { action: REMOVE, loses: SCRIPT.unsaid.removed(because) }
}

/** Above so many distinct values nobody looks through them for the few that would matter. */
const LOOKED_THROUGH = 20_000

/** All Operations of an element in one wording: one script is for all scanners, so where they differ the strictest holds. */
export function wordingOfRow(row: CtpRow, context: WordContext): Wording {
  const worded = operationsByScope(row).map((operation) => wordingOf(operation, row, context))
  const [first, ...others] = worded
  if (first === undefined) return { action: KEEP }
  const action = others.reduce((all, one) => stricter(all, one.action), first.action)
  const loses = new Set(worded.flatMap((one) => (one.loses === undefined ? [] : [one.loses])))
  if (worded.some((one) => !isSameAction(one.action, action))) loses.add(SCRIPT.unsaid.scanners)
  return loses.size === 0 ? { action } : { action, loses: SCRIPT.unsaid.all([...loses]) }
}

/** The least that is as strict as both; where two treatments do not go together the element goes. */
export function stricter(one: TargetAction, other: TargetAction): TargetAction {
  if (isSameAction(one, other)) return one
  for (const [a, b] of [
    [one, other],
    [other, one],
  ] as const) {
    if (a.do === 'keep' && (b.do === 'empty' || b.do === 'hash-uid' || b.do === 'shift' || b.do === 'cap-age')) return b
    if (a.do === 'empty' && b.do !== 'remove' && b.do !== 'process') return a
  }
  return REMOVE
}

export function isSameAction(one: TargetAction, other: TargetAction): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

function wordingOf(operation: Operation, row: CtpRow, context: WordContext): Wording {
  const worded = wordedFor(operation, row, context)
  const { do: how } = worded.action
  if (how === 'keep' || how === 'remove') return worded
  const { element } = row.node
  return element.vrs.includes('UN') || element.writtenAsUnknown === true ? removedInstead(SCRIPT.unsaid.unknown) : worded
}

function wordedFor(operation: Operation, { node }: CtpRow, context: WordContext): Wording {
  const { element, isSequence } = node
  switch (operation.do) {
    case 'keep':
      if (operation.withScheme === true) return removedInstead(SCRIPT.unsaid.withScheme)
      return isSequence ? removedInstead(SCRIPT.unsaid.unknownInside) : keepWording(operation, node.element, context)
    case 'process':
      // Content Items are told apart by what they mean, which no script of another engine can say.
      if ('content' in operation) return removedInstead(SCRIPT.unsaid.contentItems)
      return element.vrs.every((vr) => vr === 'SQ') ? { action: { do: 'process' } } : removedInstead(SCRIPT.unsaid.noSequence)
    case 'remove':
      return { action: REMOVE }
    case 'blocked':
      return removedInstead(SCRIPT.unsaid.openReview)
    case 'empty':
      if (isSequence) return removedInstead(SCRIPT.unsaid.emptySequence)
      return isText(element.vrs) ? { action: EMPTY } : removedInstead(SCRIPT.unsaid.emptyBytes)
    case 'dummy':
      return dummyWording(element.vrs, isSequence)
    case 'clean':
      if (operation.withScheme === true) return removedInstead(SCRIPT.unsaid.withScheme)
      return cleanWording(operation, element.vrs)
    case 'shift-date':
      return shiftWording(operation, element, context)
    case 'remap-uid':
      return remapWording(node, context)
    case 'map-patient':
      return isText(element.vrs)
        ? { action: EMPTY, loses: SCRIPT.unsaid.emptied(SCRIPT.unsaid.patient) }
        : removedInstead(SCRIPT.unsaid.patient)
    case 'replace':
      if (isSequence || !isText(element.vrs)) return removedInstead(SCRIPT.unsaid.noValue)
      return (operation.with ?? '').trim() === '' ? { action: EMPTY } : { action: { do: 'text', text: (operation.with ?? '').trim() } }
    case 'add':
      return { action: REMOVE }
  }
}

function isText(vrs: readonly string[]): boolean {
  return vrs.length > 0 && vrs.every((vr) => (TEXTUAL as ReadonlySet<string>).has(vr))
}

const LEGAL_AGE = /^ *\d{1,3} *[DWMYdwmy]? *$/
const AGE_90 = /^[ 0]*(?:9\d|[1-9]\d\d) *[Yy]? *$/

function keepWording(_operation: Operation, { vrs, path, distinctValues }: CtpRow['node']['element'], context: WordContext): Wording {
  if (!vrs.includes('AS') || !context.settings.ageCap) return { action: KEEP }
  if (distinctValues > LOOKED_THROUGH || someText(context, path, (text) => text !== '' && !LEGAL_AGE.test(text)))
    return vrs.length === 1 ? { action: EMPTY, loses: SCRIPT.unsaid.emptied(SCRIPT.unsaid.ages) } : removedInstead(SCRIPT.unsaid.ages)
  if (!someText(context, path, (text) => AGE_90.test(text))) return { action: KEEP }
  return vrs.length === 1 ? { action: { do: 'cap-age' } } : removedInstead(SCRIPT.unsaid.ageCap)
}

function dummyWording(vrs: readonly CtpRow['node']['element']['vrs'][number][], isSequence: boolean): Wording {
  if (isSequence) return removedInstead(SCRIPT.unsaid.dummySequence)
  if (vrs.length > 0 && vrs.every((vr) => vr === 'UI')) return { action: { do: 'hash-uid' } }
  const text = dummyText(vrs)
  return text === undefined ? removedInstead(SCRIPT.unsaid.noDummy) : { action: { do: 'text', text } }
}

function cleanWording(operation: Operation, vrs: readonly string[]): Wording {
  if (!isText(vrs)) return removedInstead(SCRIPT.unsaid.bytes)
  const values = operation.values ?? []
  const action: TargetAction = { do: 'values', values, otherwise: operation.otherwise === 'empty' ? 'empty' : 'remove' }
  return operation.otherwise === 'dummy' && values.some((value) => value.do === 'remove')
    ? { action, loses: SCRIPT.unsaid.dummyOfValue }
    : { action }
}

function shiftWording(operation: Operation, { vrs, path, distinctValues }: CtpRow['node']['element'], context: WordContext): Wording {
  if (isDecidedApart(operation, (text) => isLegibleTime(text) || isLegibleDate(text, 'day') || isLegibleDate(text, 'moment')))
    return removedInstead(SCRIPT.unsaid.apart)
  // Times stay, and what is no time does not.
  if (vrs.length > 0 && vrs.every((vr) => vr === 'TM'))
    return distinctValues <= LOOKED_THROUGH && !someText(context, path, (text) => !isLegibleTime(text))
      ? { action: KEEP }
      : { action: EMPTY, loses: SCRIPT.unsaid.emptied(SCRIPT.unsaid.times) }
  if (!isText(vrs)) return removedInstead(vrs.includes('UN') ? SCRIPT.unsaid.unknown : SCRIPT.unsaid.dates)
  const { days } = context
  if (days === undefined) return { action: EMPTY, loses: SCRIPT.unsaid.emptied(SCRIPT.unsaid.shiftOfEach) }
  if (!vrs.every((vr) => vr === 'DA' || vr === 'DT'))
    return removedInstead(vrs.includes('UN') ? SCRIPT.unsaid.unknown : SCRIPT.unsaid.dates)
  // An engine keeps whatever stands behind the day.
  const form = vrs.includes('DT') ? 'moment' : 'day'
  const isOdd = (text: string): boolean => text.includes('\\') || (text !== '' && !isLegibleDate(text, form))
  if (distinctValues > LOOKED_THROUGH || someText(context, path, isOdd))
    return { action: EMPTY, loses: SCRIPT.unsaid.emptied(SCRIPT.unsaid.singleDates) }
  return { action: { do: 'shift', days } }
}

function remapWording({ element, leaf }: CtpRow['node'], context: WordContext): Wording {
  if (leaf?.kind === 'public' && isStructuralUid(leaf.tag)) return { action: KEEP }
  if (!element.vrs.every((vr) => vr === 'UI'))
    return removedInstead(element.vrs.includes('UN') ? SCRIPT.unsaid.unknown : SCRIPT.unsaid.uids)
  const registered =
    element.distinctValues <= LOOKED_THROUGH &&
    someText(context, element.path, (text) => text.split('\\').some((uid) => isRegisteredUid(uid)))
  return registered ? { action: { do: 'hash-uid' }, loses: SCRIPT.unsaid.standardUids } : { action: { do: 'hash-uid' } }
}
