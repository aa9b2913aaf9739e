import type { PathText } from '../dicom/attribute-path.ts'
import { REVIEW } from './texts.ts'

const SAID = REVIEW.gate

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
  const { openReviews, decisionsChanged, collectionChanged, altered, foreign, unfinished, failed, missing, unreadable } = found
  return [
    { kind: 'open-reviews', count: openReviews, message: SAID.openReviews(openReviews) },
    { kind: 'stale', count: decisionsChanged ? 1 : 0, message: SAID.decisionsChanged },
    { kind: 'stale', count: collectionChanged, message: SAID.collectionChanged(collectionChanged) },
    { kind: 'stale', count: altered, message: SAID.altered(altered) },
    { kind: 'stale', count: foreign, message: SAID.foreign(foreign) },
    { kind: 'not-applied', count: unfinished, message: SAID.unfinished(unfinished) },
    { kind: 'not-applied', count: failed, message: SAID.failed(failed) },
    { kind: 'not-applied', count: missing, message: SAID.missing(missing) },
    { kind: 'not-applied', count: unreadable, message: SAID.unreadable(unreadable) },
  ]
}

function aboutItsContent({ leaks, preservation, notCarriedOut, conformance, dciodvfy }: GateFindings): GateSentence[] {
  return [
    { kind: 'leaks', count: leaks.hits, message: SAID.leaks(leaks.hits, leaks.files) },
    {
      kind: 'preservation',
      count: notCarriedOut.files,
      message: SAID.notCarriedOut(notCarriedOut.files, notCarriedOut.examplePath),
    },
    { kind: 'preservation', count: preservation.files, message: SAID.preservation(preservation.files, preservation.examplePath) },
    { kind: 'conformance', count: conformance.files, message: SAID.conformance(conformance.files, conformance.example) },
    { kind: 'conformance', count: dciodvfy.files, message: SAID.dciodvfy(dciodvfy.files, dciodvfy.looked, dciodvfy.example) },
  ]
}

function aboutLooking({ pixels, values }: GateFindings): GateSentence[] {
  const others = pixels.unseen - pixels.unseenAtRisk
  return [
    { kind: 'pixels', count: pixels.unseenAtRisk, message: SAID.pixelsAtRisk(pixels.unseenAtRisk) },
    { kind: 'pixels', count: others, message: SAID.pixels(others) },
    { kind: 'values', count: values.unread, message: SAID.values(values.unread) },
  ]
}

function notes(found: GateFindings): GateNote[] {
  const { deviations, treatedBefore = 0, outsideReferences = 0, unknownClasses = 0, datesKept = 0, leftOut } = found
  const said = REVIEW.notes
  return [
    { kind: 'deviation', count: deviations, message: said.deviations(deviations) },
    { kind: 'treated-before', count: treatedBefore, message: said.treatedBefore(treatedBefore) },
    { kind: 'references', count: outsideReferences, message: said.outsideReferences(outsideReferences) },
    { kind: 'unknown-class', count: unknownClasses, message: said.unknownClasses(unknownClasses) },
    { kind: 'dates-kept', count: datesKept, message: said.datesKept(datesKept) },
    { kind: 'left-out', count: leftOut, message: said.leftOut(leftOut) },
  ]
}
