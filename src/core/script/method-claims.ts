import type { Annotation } from '../annotation/annotation.ts'
import { BASIC_PROFILE_CODE, OPTION_CODES } from '../confidentiality/context-groups.ts'
import { tableRowOf } from '../confidentiality/effective-code.ts'
import { PROFILE_OPTIONS, type Profile, type ProfileOption } from '../confidentiality/profile.ts'
import type { PathText } from '../dicom/attribute-path.ts'
import type { VR } from '../dicom/vr.ts'
import type { Choice } from '../decisions/decision.ts'
import type { PathDecisions } from '../decisions/decision-table.ts'
import { isDeviation } from '../decisions/deviation.ts'
import { methodTexts } from './method-texts.ts'
import type { Operation } from './operation.ts'
import { SCRIPT } from './texts.ts'

/** What the script may say of itself in (0012,0063), (0012,0064) and (0028,0303), each with its reason. */
export interface MethodClaims {
  /** Codes of CID 7050 that are earned. */
  readonly codes: readonly Claim[]
  /** Codes of chosen Options, and of the Basic Profile, that are not written. */
  readonly withheld: readonly Claim[]
  /** Operations that protect less than the profile asks for. */
  readonly deviations: readonly Deviation[]
  /** Values of (0012,0063), each of at most 64 characters (LO). */
  readonly texts: readonly string[]
  readonly longitudinal: 'REMOVED' | 'UNMODIFIED' | 'MODIFIED'
  readonly longitudinalBecause: string
  /**
   * Dates that stay as they are by an Option that is none for dates (calibration and installation, by
   * RetainDeviceIdentity), although (0028,0303) says REMOVED (PS3.15 E.2).
   */
  readonly contradicting: readonly PathText[]
}

export interface Claim {
  readonly code: string
  readonly because: string
}

export interface Deviation {
  readonly path: PathText
  readonly do: Operation['do']
  /** The code that asks for more. */
  readonly code: string
  readonly options: readonly string[]
}

/** An element with its Operations and what is known of it. */
export interface CompiledElement {
  readonly path: PathText
  readonly vrs: readonly VR[]
  readonly operations: readonly Operation[]
  readonly decided: PathDecisions
  readonly annotation: Annotation | undefined
  /** A Private Creator that stays although nothing of its block does: by a setting, whatever is decided. */
  readonly staysAlone?: true
}

export function methodClaims(elements: readonly CompiledElement[], profile: Profile): MethodClaims {
  const deviations = elements.flatMap(deviationsOf)
  const codes: Claim[] = []
  const withheld: Claim[] = []
  const settle = (code: string, obstacle: string | undefined, because: string): void => {
    if (obstacle === undefined) codes.push({ code, because })
    else withheld.push({ code, because: obstacle })
  }
  settle(BASIC_PROFILE_CODE, weakerIn(deviations), SCRIPT.claims.basic)
  for (const option of PROFILE_OPTIONS) {
    if (!profile.options.includes(option)) continue
    const deviating = deviations.filter((deviation) => deviation.options.includes(option))
    settle(OPTION_CODES[option], weakerIn(deviating) ?? obstacleTo(option, elements, profile), SCRIPT.claims.earned(option))
  }
  const { longitudinal, because } = longitudinalOf(elements, profile)
  return {
    codes: codes.sort(byCode),
    withheld: withheld.sort(byCode),
    deviations,
    texts: methodTexts(deviations, codes, longitudinal, profile),
    longitudinal,
    longitudinalBecause: because,
    contradicting: longitudinal === 'REMOVED' ? elements.filter(isDateKeptByOption).map(({ path }) => path) : [],
  }
}

function isDateKeptByOption(element: CompiledElement): boolean {
  return element.annotation?.effective.code === 'K' && tellsTime(element) && element.operations.some(({ do: how }) => how === 'keep')
}

function byCode(a: Claim, b: Claim): number {
  return a.code < b.code ? -1 : 1
}

const NO_DEVIATION: readonly Deviation[] = []
const known = new WeakMap<CompiledElement, readonly Deviation[]>()

/** A decision that is weaker than the code deviates, where an Operation of it keeps anything. Found out once for an element. */
function deviationsOf(element: CompiledElement): readonly Deviation[] {
  let deviations = known.get(element)
  if (deviations === undefined) known.set(element, (deviations = findDeviations(element)))
  return deviations
}

function findDeviations({ path, vrs, operations, decided, annotation, staysAlone }: CompiledElement): readonly Deviation[] {
  const keeping = operations.find(keepsSomething)
  if (annotation === undefined || keeping === undefined) return NO_DEVIATION
  const choices: readonly Choice[] = staysAlone === true ? [{ decision: 'retain' }] : choicesOf(decided)
  if (!choices.some((choice) => isDeviation(choice, annotation, vrs))) return NO_DEVIATION
  return [{ path, do: keeping.do, code: annotation.effective.code, options: annotation.effective.options }]
}

/** An element of which each value is decided is cleaned by that. */
function choicesOf({ elements, values }: PathDecisions): readonly Choice[] {
  if (elements.length === 0 && values.length > 0) return [{ decision: 'retain', treatment: 'clean' }]
  return elements.map((entry) => entry.choice)
}

/** Whether anything of the old information is left. A patient's new ID and a given value say nothing of the old ones. */
function keepsSomething(operation: Operation): boolean {
  switch (operation.do) {
    case 'keep':
    case 'process':
    case 'shift-date':
    case 'remap-uid':
      return true
    case 'clean':
      return operation.values?.some((value) => value.do === 'keep' && value.value !== '') ?? false
    default:
      return false
  }
}

function weakerIn(deviations: readonly Deviation[]): string | undefined {
  return deviations.length === 0 ? undefined : SCRIPT.claims.weaker(deviations.length)
}

/** What stands in the way of an Option's code beside deviations; a code that nothing has earned is not written. */
function obstacleTo(option: ProfileOption, elements: readonly CompiledElement[], profile: Profile): string | undefined {
  switch (option) {
    case 'CleanPixelData':
    case 'CleanRecognizableVisualFeatures':
      return SCRIPT.claims.pixels
    case 'CleanStructuredContent':
      return elements.some(
        (element) =>
          isBy(option, element) &&
          element.operations.some(({ do: how, content }) => (how === 'process' && content !== true) || how === 'keep'),
      )
        ? SCRIPT.claims.contentItems
        : openOf(option, elements)
    case 'CleanGraphics':
      return graphicsText(elements) ?? openOf(option, elements)
    case 'CleanDescriptors':
      return openOf(option, elements)
    case 'RetainSafePrivate':
      return unsafePrivate(elements)
    case 'RetainLongitudinalModifiedDates':
      return profile.settings.dateShift === 'none' ? SCRIPT.blocked.noShift : undefined
    default:
      return undefined
  }
}

/** Whether an Option says C for an element. */
function isBy(option: ProfileOption, { annotation }: CompiledElement): boolean {
  return annotation?.effective.code === 'C' && annotation.effective.options.includes(option)
}

function openOf(option: ProfileOption, elements: readonly CompiledElement[]): string | undefined {
  const open = elements.filter((element) => isBy(option, element) && element.operations.some((operation) => operation.do === 'blocked'))
  return open.length === 0 ? undefined : SCRIPT.claims.open(open.length)
}

/** PS3.15 E.3.10 leaves it to the de-identifier what is known to be safe; what is known not to be is not. */
function unsafePrivate(elements: readonly CompiledElement[]): string | undefined {
  const unsafe = elements.filter(
    ({ annotation, operations }) => annotation?.knowledge === 'delete' && operations.some(({ do: how }) => how === 'keep'),
  )
  return unsafe.length === 0 ? undefined : SCRIPT.claims.unsafePrivate(unsafe.length)
}

const TEXT: ReadonlySet<VR> = new Set<VR>(['LO', 'LT', 'PN', 'SH', 'ST', 'UC', 'UT'])

/** Graphics that stay (Graphic Annotation Sequence) are cleaned only when no text in them stays unread. */
function graphicsText(elements: readonly CompiledElement[]): string | undefined {
  const stay = elements.filter((element) => isBy('CleanGraphics', element) && element.operations.some(({ do: how }) => how === 'process'))
  const unread = elements.some(
    (element) =>
      element.vrs.some((vr) => TEXT.has(vr)) &&
      element.operations.some(({ do: how }) => how === 'keep' || how === 'blocked') &&
      stay.some((sequence) => element.path.startsWith(`${sequence.path}[`)),
  )
  return unread ? SCRIPT.claims.graphics : undefined
}

/** Attributes of Table E.1-1 that tell a date or time of the patient's history: those that the date Options are for. */
function tellsTime({ path }: CompiledElement): boolean {
  return tableRowOf(path)?.options.RetainLongitudinalFullDates !== undefined
}

/** (0028,0303), PS3.15 E.2 and E.3.6. Where dates stay although no Option keeps them it says what is true of them. */
function longitudinalOf(
  elements: readonly CompiledElement[],
  profile: Profile,
): { readonly longitudinal: MethodClaims['longitudinal']; readonly because: string } {
  if (profile.options.includes('RetainLongitudinalFullDates')) return { longitudinal: 'UNMODIFIED', because: 'RetainLongitudinalFullDates' }
  const shifts = profile.options.includes('RetainLongitudinalModifiedDates') && profile.settings.dateShift !== 'none'
  const told = elements.filter((element) => deviationsOf(element).length > 0 && tellsTime(element))
  const kept = told.filter((element) => element.operations.some(({ do: how }) => how === 'keep' || how === 'clean'))
  if (kept.length > 0)
    return {
      longitudinal: 'UNMODIFIED',
      because: SCRIPT.claims.datesStay(shifts ? 'RetainLongitudinalModifiedDates' : undefined, kept.length),
    }
  if (shifts) return { longitudinal: 'MODIFIED', because: 'RetainLongitudinalModifiedDates' }
  if (told.length > 0) return { longitudinal: 'MODIFIED', because: SCRIPT.claims.datesShifted(told.length) }
  return { longitudinal: 'REMOVED', because: SCRIPT.claims.noDateOption }
}
