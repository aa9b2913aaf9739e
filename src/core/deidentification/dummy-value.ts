import { standIns } from '../confidentiality/defined-terms.ts'
import { TAG, type Tag } from '../dicom/tag.ts'
import { NUMBER_SIZE, SINGLE_VALUED_TEXT, type VR } from '../dicom/vr.ts'
import { lookupTag } from '../dictionary/index.ts'
import { asciiBytes } from './ascii.ts'
import { blankDocument, type DocumentType } from './blank-document.ts'
import { TEXT_DUMMIES } from '../script/text-dummies.ts'
import { dummyTerms } from './enumerated-dummies.ts'

/** What a dummy may be made from: of the old value only a keyed pseudonym of a UID or a name, an Enumerated Value on which others hang, and how many numbers there were. */
export interface DummyContext {
  /** Old UID → new one, never the old one itself. */
  readonly newUid: (uid: string) => string
  /** The value that goes, as text: read for UIDs, Image Type and the flags of an SR Document only. */
  readonly oldText: string
  /** How many numbers go: a circle has its points whatever they are. */
  readonly oldCount: number
  /** A keyed pseudonym for Patient ID, so that two patients never become one; made only where it is asked for. */
  readonly patient: () => string
  /** A keyed pseudonym for a name by which something is referred to, the same for the same name. */
  readonly identifier: () => string
  /** The kind of document that the instance must have, which its MIME Type and its blank document agree on. */
  readonly documentType: DocumentType
}

const ENCAPSULATED_DOCUMENT = 0x00420011
const MIME_TYPE_OF_DOCUMENT = 0x00420012

/** Attributes of coded entries (PS3.3 8.8): a private scheme, so that the dummy claims no real code. */
const CODES: ReadonlyMap<Tag, string> = new Map([
  [0x00080100, '0'],
  [0x00080102, '99TAGBENCH'],
  [0x00080104, 'ANONYMIZED'],
])

/** Numbers of which 0 is none: where something begins to count, or the one value that there is. */
const LEAST: ReadonlyMap<Tag, number> = new Map([
  [0x00081160, 1], // Referenced Frame Number
  [0x0040a0b0, 1], // Referenced Waveform Channels
  [0x0040a180, 1], // Annotation Group Number
  [0x0062000b, 1], // Referenced Segment Number
  [0x00700020, 2], // Graphic Dimensions
  [0x00700021, 1], // Number of Graphic Points
])

/** Names by which one part of an instance refers to another: if all were called the same, nobody could tell which is meant. */
const REFERRED_TO: ReadonlySet<Tag> = new Set<Tag>([
  0x00209056, // Stack ID
  0x00400512, // Container Identifier
  0x00400551, // Specimen Identifier
  0x00480106, // Optical Path Identifier
])

/**
 * A value that is legal for the VR and the attribute and says nothing (Action Code D, PS3.15 E.1.1): as many values as
 * the attribute must have, a defined term where a code is wanted, a blank document for a document.
 * @returns bytes in little endian, not padded
 */
export function dummyValue(tag: Tag, vr: VR, context: DummyContext): Uint8Array {
  if (tag === ENCAPSULATED_DOCUMENT) return blankDocument(context.documentType)
  if (tag === MIME_TYPE_OF_DOCUMENT) return asciiBytes(context.documentType)
  const count = fewestValues(tag)
  const size = NUMBER_SIZE[vr]
  const least = LEAST.get(tag)
  if (size !== undefined) return numbersOf(least ?? 0, size, Math.max(count, Math.min(context.oldCount, MOST_NUMBERS)))
  if (vr === 'UI') return asciiBytes(dummyUids(context))
  if (tag === TAG.patientId) return asciiBytes(context.patient())
  const terms = dummyTerms(tag, context.oldText.split('\\'))
  if (terms !== undefined) return asciiBytes(terms.join('\\'))
  if (least !== undefined) return asciiBytes(String(least))
  if (REFERRED_TO.has(tag)) return asciiBytes(context.identifier())
  const text = standIns(tag)?.[0] ?? CODES.get(tag) ?? TEXT_DUMMIES[vr]
  if (text !== undefined) return asciiBytes(SINGLE_VALUED_TEXT.has(vr) ? text : Array.from({ length: count }, () => text).join('\\'))
  return new Uint8Array(BULK_WORD[vr] ?? 2)
}

/** Zeros in place of numbers are as many as there were, up to here. */
const MOST_NUMBERS = 64

function numbersOf(number: number, size: number, count: number): Uint8Array {
  const bytes = new Uint8Array(size * count)
  for (let at = 0; at < bytes.length; at += size) bytes[at] = number
  return bytes
}

/** Smallest whole value of the VRs of bulk bytes; an OB or UN needs an even length. */
const BULK_WORD: Partial<Record<VR, number>> = { OD: 8, OF: 4, OL: 4, OV: 8 }

function dummyUids(context: DummyContext): string {
  return context.oldText
    .split('\\')
    .map((uid) => context.newUid(uid.trim()))
    .join('\\')
}

const fewest = new Map<Tag, number>()

/** The lower bound of the Value Multiplicity: 3 for `3` and `3-3n`, 1 where nothing is known. */
function fewestValues(tag: Tag): number {
  let known = fewest.get(tag)
  if (known === undefined) {
    const bound = parseInt(lookupTag(tag)?.vm ?? '1', 10)
    known = bound >= 1 && bound <= 64 ? bound : 1
    fewest.set(tag, known)
  }
  return known
}
