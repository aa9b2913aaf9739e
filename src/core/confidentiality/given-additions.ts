import { leafOf, parsePath, pathKey, type ElementPath, type PathText } from '../dicom/attribute-path.ts'
import { groupOf, isGroupLength, isPrivate, TAG, type Tag } from '../dicom/tag.ts'
import type { VR } from '../dicom/vr.ts'
import { lookupPrivate, lookupTag, vrOf } from '../dictionary/index.ts'
import { fail, ok, type Result } from '../result.ts'
import { whyIllegal } from './legal-value.ts'
import { CONFIDENTIALITY } from './texts.ts'

/** An element that every instance gets, whatever stood there: PS3.15 E.1.1, step 3, leaves additions to the de-identifier. */
export interface GivenAddition {
  readonly path: PathText
  /** `{patient}` in it stands for the patient's new ID. */
  readonly value: string
}

/** Stands in a given value for the patient's new ID. */
export const NEW_PATIENT_ID = '{patient}'

/** What a de-identified instance has from its treatment alone, and nobody gives. */
const WRITTEN_BY_TREATMENT: ReadonlySet<Tag> = new Set<Tag>([
  TAG.specificCharacterSet,
  TAG.sopClassUid,
  TAG.sopInstanceUid,
  TAG.studyInstanceUid,
  TAG.seriesInstanceUid,
  TAG.patientName,
  TAG.patientId,
  TAG.patientIdentityRemoved,
  TAG.deidentificationMethod,
  TAG.deidentificationMethodCodeSequence,
  TAG.longitudinalTemporalInformationModified,
  // Burned In Annotation, Recognizable Visual Features: what somebody has seen in one image, or has done to it (PS3.15 E.3.1, E.3.2).
  0x00280301,
  0x00280302,
  0x00120052,
  0x00120053,
])

/**
 * Reads the setting `added-elements`: `PATH=VALUE; PATH=VALUE …`. Where attributes of a clinical trial are given, those
 * that its module must have beside them (PS3.3 C.7.1.3) come along: empty, and the patient's new ID as the Subject ID.
 * @returns one sentence on what is wrong, without the value
 * @example readAdditions('(0012,0010)=NCI; (0012,0020)=LIDC; (0013,"CTP",10)=LIDC-IDRI')
 */
export function readAdditions(text: string): Result<readonly GivenAddition[], string> {
  const additions: GivenAddition[] = []
  const known = new Set<string>()
  // A semicolon may stand in a value; one that parts two elements has a path behind it.
  for (const part of text.split(/;(?=\s*(?:\([0-9A-Fa-f]{4},|$))/)) {
    if (part.trim() === '') continue
    const at = part.indexOf(')=')
    const path = at < 0 ? undefined : parsePath(part.slice(0, at + 1).trim())
    if (path?.kind !== 'element') return fail(CONFIDENTIALITY.additions.form)
    const addition = { path: part.slice(0, at + 1).trim(), value: part.slice(at + 2).trim() }
    const wrong = whyNot(path, addition.value)
    if (wrong !== undefined) return fail(CONFIDENTIALITY.additions.wrong(addition.path, wrong))
    if (known.has(pathKey(addition.path))) return fail(CONFIDENTIALITY.additions.twice(addition.path))
    known.add(pathKey(addition.path))
    additions.push(addition)
  }
  if (known.has(SPONSOR) !== known.has(PROTOCOL)) return fail(CONFIDENTIALITY.additions.together(SPONSOR, PROTOCOL))
  return ok(known.has(SPONSOR) ? [...additions, ...clinicalTrial(known)] : additions)
}

function whyNot(path: ElementPath, value: string): string | undefined {
  if (path.steps.length !== 1 || path.inside !== undefined) return CONFIDENTIALITY.additions.notAtRoot
  const leaf = leafOf(path)
  if (leaf.kind === 'creator') return CONFIDENTIALITY.additions.creator
  if (leaf.kind === 'private') return whyIllegal(value, lookupPrivate(leaf.creator, leaf.group, leaf.element)?.vr ?? 'LO')
  const { tag } = leaf
  if (isPrivate(tag)) return CONFIDENTIALITY.additions.noCreator
  if (WRITTEN_BY_TREATMENT.has(tag) || groupOf(tag) <= 0x0002 || isGroupLength(tag)) return CONFIDENTIALITY.additions.byTreatment
  if (lookupTag(tag) === undefined) return CONFIDENTIALITY.additions.unknown
  return whyIllegal(value.replaceAll(NEW_PATIENT_ID, ''), vrOf(tag) ?? ('LO' satisfies VR))
}

const SPONSOR: PathText = '(0012,0010)'
const PROTOCOL: PathText = '(0012,0020)'
const SUBJECT: PathText = '(0012,0040)'
const SUBJECT_READING: PathText = '(0012,0042)'
/** Clinical Trial Protocol Name, Site ID, Site Name: Type 2. */
const MAY_BE_EMPTY: readonly PathText[] = ['(0012,0021)', '(0012,0030)', '(0012,0031)']

function clinicalTrial(given: ReadonlySet<string>): readonly GivenAddition[] {
  const empty = MAY_BE_EMPTY.filter((path) => !given.has(path)).map((path) => ({ path, value: '' }))
  return given.has(SUBJECT) || given.has(SUBJECT_READING) ? empty : [...empty, { path: SUBJECT, value: NEW_PATIENT_ID }]
}
