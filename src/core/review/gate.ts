import type { PathText } from '../dicom/attribute-path.ts'

/** What the review found out, in numbers. Every number that is not 0 becomes a sentence. */
export interface GateFindings {
  /** Elements, and values of elements to be cleaned, for which nobody has decided. */
  readonly openReviews: number
  /** Files that apply could not write although it was to. */
  readonly failed: number
  /** Files that apply has not come to, because it was broken off. */
  readonly unfinished: number
  /** Files that apply wrote and that are not there any more. */
  readonly missing: number
  /** Files whose bytes are not those that apply wrote. */
  readonly altered: number
  /** Files that lie in the output folder and that apply did not write. */
  readonly foreign: number
  /** Written files that cannot be read, or whose original cannot be read any more. */
  readonly unreadable: number
  /** The decisions, the profile or the inventory are not those that the copy was made with. */
  readonly decisionsChanged: boolean
  /** Files of the collection that were found after, or have changed since, the copy was made. */
  readonly collectionChanged: number
  readonly leaks: { readonly hits: number; readonly files: number }
  /** Elements that are not as they were and that no Operation accounts for. */
  readonly preservation: { readonly files: number; readonly examplePath: PathText }
  /** Elements that an Operation was to remove or to empty, and that are still there. */
  readonly notCarriedOut: { readonly files: number; readonly examplePath: PathText }
  readonly conformance: { readonly files: number; readonly example: string }
  /** The same by dciodvfy, where it is installed, in those files that were shown to it. */
  readonly dciodvfy: { readonly files: number; readonly example: string; readonly looked: number }
  /** Instances with Pixel Data at which nobody has looked since the copy was made. */
  readonly pixels: { readonly unseen: number; readonly unseenAtRisk: number }
  /** Distinct values of the copy that nobody has read. */
  readonly values: { readonly unread: number }
  /** Files of the collection that were left out on purpose or by kind. */
  readonly leftOut: number
  readonly deviations: number
  /** Written files that had been de-identified before, and whose dates or UIDs were replaced a second time. */
  readonly treatedBefore?: number
  /** Instances that the copy refers to and that the collection does not have. */
  readonly outsideReferences?: number
  /** Written instances of SOP Classes whose IOD is not known here. */
  readonly unknownClasses?: number
  /** Dates that an Option keeps which is none for dates, while (0028,0303) says that dates were removed. */
  readonly datesKept?: number
}

export type GateReasonKind =
  'open-reviews' | 'leaks' | 'left-out' | 'conformance' | 'preservation' | 'pixels' | 'values' | 'not-applied' | 'deviation' | 'stale'

/** A count and a sentence that goes on from it: `7 elements are still to be reviewed`. */
export interface GateSentence {
  readonly kind: GateReasonKind
  readonly count: number
  readonly message: string
}

/** A sentence that closes nothing. */
export type GateNote = Omit<GateSentence, 'kind'> & {
  readonly kind: GateReasonKind | 'treated-before' | 'references' | 'unknown-class' | 'dates-kept'
}

export interface Gate {
  readonly gate: 'open' | 'closed'
  /** What keeps it closed, most urgent first; nothing else is listed here. */
  readonly reasons: readonly GateSentence[]
  /** What a person should know and what keeps nothing closed. */
  readonly notes: readonly GateNote[]
}

/** Whether the copy may leave, and what a person has to do before it may. */
export function gate(found: GateFindings): Gate {
  const reasons = [...aboutTheCopy(found), ...aboutItsContent(found), ...aboutLooking(found)].filter((reason) => reason.count > 0)
  return { gate: reasons.length === 0 ? 'open' : 'closed', reasons, notes: notes(found).filter((note) => note.count > 0) }
}

function aboutTheCopy(found: GateFindings): GateSentence[] {
  const file = (count: number, one: string, many: string): string => (count === 1 ? `file ${one}` : `files ${many}`)
  return [
    {
      kind: 'open-reviews',
      count: found.openReviews,
      message: `${found.openReviews === 1 ? 'element or value is' : 'elements or values are'} still to be reviewed: decide, then apply again`,
    },
    {
      kind: 'stale',
      count: found.decisionsChanged ? 1 : 0,
      message: 'change of decisions, profile or inventory since this copy was written: apply again',
    },
    {
      kind: 'stale',
      count: found.collectionChanged,
      message: `${file(found.collectionChanged, 'of the collection is', 'of the collection are')} new or changed since this copy was written: scan and apply again`,
    },
    {
      kind: 'stale',
      count: found.altered,
      message: `${file(found.altered, 'has', 'have')} other bytes than those that were written: something has changed the copy, apply again`,
    },
    {
      kind: 'stale',
      count: found.foreign,
      message: `${file(found.foreign, 'lies', 'lie')} in the output folder and ${found.foreign === 1 ? 'was' : 'were'} not written by apply: nobody has looked inside`,
    },
    {
      kind: 'not-applied',
      count: found.unfinished,
      message: `${file(found.unfinished, 'is', 'are')} still to be written: apply was broken off, go on with it`,
    },
    {
      kind: 'not-applied',
      count: found.failed,
      message: `${file(found.failed, 'was', 'were')} to be written and could not be: see applied.csv for the reason`,
    },
    {
      kind: 'not-applied',
      count: found.missing,
      message: `${file(found.missing, 'was', 'were')} written and ${found.missing === 1 ? 'is' : 'are'} not there any more: apply again`,
    },
    {
      kind: 'not-applied',
      count: found.unreadable,
      message: `${file(found.unreadable, 'could', 'could')} not be read again and compared with the original`,
    },
  ]
}

function aboutItsContent(found: GateFindings): GateSentence[] {
  const { leaks, preservation, notCarriedOut, conformance, dciodvfy } = found
  const files = (count: number): string => (count === 1 ? '1 file' : `${count.toLocaleString('en')} files`)
  return [
    {
      kind: 'leaks',
      count: leaks.hits,
      message: `leak ${leaks.hits === 1 ? 'hit has' : 'hits have'} no explanation, in ${files(leaks.files)}: see leaks.csv`,
    },
    {
      kind: 'preservation',
      count: notCarriedOut.files,
      message: `${notCarriedOut.files === 1 ? 'file still has' : 'files still have'} an element that was to be removed or emptied: ${notCarriedOut.examplePath}`,
    },
    {
      kind: 'preservation',
      count: preservation.files,
      message: `${preservation.files === 1 ? 'file has' : 'files have'} an element that changed without an Operation for it: ${preservation.examplePath}`,
    },
    {
      kind: 'conformance',
      count: conformance.files,
      message: `${conformance.files === 1 ? 'file has' : 'files have'} a conformance error that the original does not have: ${conformance.example}`,
    },
    {
      kind: 'conformance',
      count: dciodvfy.files,
      message: `of ${files(dciodvfy.looked)} shown to dciodvfy ${dciodvfy.files === 1 ? 'has' : 'have'} an error that the original does not have: ${dciodvfy.example}`,
    },
  ]
}

function aboutLooking({ pixels, values }: GateFindings): GateSentence[] {
  const others = pixels.unseen - pixels.unseenAtRisk
  return [
    {
      kind: 'pixels',
      count: pixels.unseenAtRisk,
      message: `${pixels.unseenAtRisk === 1 ? 'instance' : 'instances'} likely to have text burned in, and nobody has looked at the pixels: look at these first`,
    },
    {
      kind: 'pixels',
      count: others,
      message: `${others === 1 ? 'other instance' : 'other instances'} with pixels that nobody has looked at`,
    },
    {
      kind: 'values',
      count: values.unread,
      message: `${values.unread === 1 ? 'value' : 'values'} of the copy that nobody has read: see final-values.csv`,
    },
  ]
}

function notes(found: GateFindings): GateNote[] {
  return [
    {
      kind: 'deviation',
      count: found.deviations,
      message: `${found.deviations === 1 ? 'decision is' : 'decisions are'} weaker than the profile asks for, and the copy says so in (0012,0063)`,
    },
    {
      kind: 'treated-before',
      count: found.treatedBefore ?? 0,
      message: `${found.treatedBefore === 1 ? 'file was' : 'files were'} de-identified before, and dates were shifted or UIDs replaced a second time: see applied.csv`,
    },
    {
      kind: 'references',
      count: found.outsideReferences ?? 0,
      message: `${found.outsideReferences === 1 ? 'instance is' : 'instances are'} referred to and not in the collection; the references have new UIDs like all others: see outside-references.csv`,
    },
    {
      kind: 'unknown-class',
      count: found.unknownClasses ?? 0,
      message: `${found.unknownClasses === 1 ? 'instance is of a SOP Class' : 'instances are of SOP Classes'} whose IOD is not known here: of compound codes the most compatible action was taken, a dummy before an empty value before removal`,
    },
    {
      kind: 'dates-kept',
      count: found.datesKept ?? 0,
      message: `${found.datesKept === 1 ? 'date of calibration or installation is' : 'dates of calibration or installation are'} kept by RetainDeviceIdentity, which contradicts (0028,0303) REMOVED: choose an Option for dates, or delete them`,
    },
    {
      kind: 'left-out',
      count: found.leftOut,
      message: `${found.leftOut === 1 ? 'file' : 'files'} of the collection left out, each with its reason in not-applied.csv: nothing of them is in the copy`,
    },
  ]
}
