import type { ByteSource } from '../dicom/byte-source.ts'
import { characterSetsOf } from '../dicom/character-set.ts'
import type { DataSetEdits, HeaderEdits } from '../dicom/edits.ts'
import type { DataElement, Part10File } from '../dicom/element.ts'
import type { PathNode } from '../dicom/path-node.ts'
import { TAG, type Tag } from '../dicom/tag.ts'
import { valueBytes } from '../dicom/value-bytes.ts'
import { isRegisteredUid } from '../dictionary/index.ts'
import { fail, ok, type Result } from '../result.ts'
import { asciiText } from './ascii.ts'
import { documentType } from './blank-document.ts'
import { refersByPlace } from './content-items.ts'
import { earnedCodes } from './earned-codes.ts'
import { editDataSet } from './edit-data-set.ts'
import { ElementsByTag } from './elements-by-tag.ts'
import { newHeader } from './file-meta.ts'
import { methodOf, withMethod } from './method-elements.ts'
import { outputPath } from './output-path.ts'
import { withCharacteristics } from './private-characteristics.ts'
import { REFUSALS, type Problem, type Refusal } from './problem.ts'
import { traitsOf } from './traits.ts'
import { rawText, textOf, Work, type Here, type RunContext } from './work.ts'

/** Old and new identifiers of an instance; empty where the instance has none. */
export interface InstanceIdentity {
  readonly patientOld: string
  readonly patientNew: string
  readonly studyOld: string
  readonly studyNew: string
  readonly seriesOld: string
  readonly seriesNew: string
  readonly sopOld: string
  readonly sopNew: string
}

/** How an instance is to be written. Nothing has been written yet. */
export interface Deidentified {
  readonly dataSet: DataSetEdits
  readonly header: HeaderEdits
  readonly identity: InstanceIdentity
  /** Where it goes, relative to the output folder, before collisions are resolved. */
  readonly path: string
  /** Key of the patient in the inventory. */
  readonly patient: string
  readonly problems: readonly Problem[]
  /** UIDs that were replaced, old → new; the study, series and instance among them also where they were kept. */
  readonly uids: ReadonlyMap<string, string>
  /** Whether the patient's date shift was used. */
  readonly shifted: boolean
}

const STUDY_DATE: Tag = 0x00080020
const MIME_TYPE_OF_DOCUMENT: Tag = 0x00420012
const BURNED_IN_ANNOTATION: Tag = 0x00280301

/**
 * Settles what becomes of one instance by the Operations of a script (PS3.15 E.1.1): pure, the same for the same file,
 * script, settings and secret. An instance that holds an element without an Operation is refused, whatever else.
 * @param source the whole file, which File Meta Information refers to
 * @param paths the root of the interned paths that the run shares
 */
export function deidentify(file: Part10File, source: ByteSource, paths: PathNode, run: RunContext): Result<Deidentified, Refusal> {
  const { elements } = file
  const here: Here = {
    source: file.dataSet,
    littleEndian: file.transferSyntax.littleEndian,
    characterSets: characterSetsOf(elements, file.dataSet),
  }
  const byTag = new ElementsByTag(elements)
  const at = (tag: Tag): DataElement | undefined => byTag.last(tag)
  const old = (tag: Tag): string => {
    const element = at(tag)
    return element === undefined || element.items !== undefined ? '' : rawText(here, element)
  }
  const sopClass = old(TAG.sopClassUid) || metaText(file, { ...here, source }, 0x00020002)
  const sopInstance = old(TAG.sopInstanceUid) || metaText(file, { ...here, source }, 0x00020003)
  if (sopClass === '' || sopInstance === '') return fail(REFUSALS.noSop)
  if (file.transferSyntax.uid === '') return fail(REFUSALS.noTransferSyntax)
  const context = traitsOf(elements, here, sopClass)
  const plan = run.patients.get(context.patient)
  if (plan === undefined) return fail(REFUSALS.notPlanned)
  const name = at(TAG.patientName)
  const work = new Work(run, run.operations.forInstance(context), {
    plan,
    patientName: name === undefined ? '' : textOf(here, name),
    sopClass,
    sopInstance,
    studyDate: old(STUDY_DATE),
    documentType: documentType(sopClass, old(MIME_TYPE_OF_DOCUMENT)),
    refersByPlace: once(() => refersByPlace(elements)),
  })
  const named = (tag: Tag, value: string): boolean =>
    work.operations.at(paths.child({ tag, creator: undefined }))?.values?.some((one) => one.named === true && one.value === value) === true
  if (!isRegisteredUid(sopClass) && !named(TAG.sopClassUid, sopClass)) return fail(REFUSALS.privateSopClass)

  const settled = withCharacteristics(elements, byTag, editDataSet(elements, paths, here, work), here)
  if (work.refusal !== undefined) return fail(work.refusal)
  const burnedIn = textAfter(at(BURNED_IN_ANNOTATION), settled, here) === 'YES'
  if (burnedIn && !named(BURNED_IN_ANNOTATION, 'YES')) return fail(REFUSALS.burnedIn)
  if (burnedIn) work.note('identity-not-removed', '(0028,0301)')
  const wasDone = old(TAG.patientIdentityRemoved) === 'YES'
  if (wasDone && work.uids.size > 0) work.note('remapped-before', '(0012,0062)')
  if (work.shifted && old(TAG.longitudinalTemporalInformationModified) === 'MODIFIED') work.note('shifted-before', '(0028,0303)')

  const method = methodOf(work.operations, run.settings)
  const dataSet = withMethod(byTag, settled, here, {
    ...method,
    codes: earnedCodes(method.codes, elements, settled, work),
    identityRemoved: !burnedIn,
  })
  const now = (tag: Tag): string => textAfter(at(tag), dataSet, here)
  const identity: InstanceIdentity = {
    patientOld: old(TAG.patientId),
    patientNew: now(TAG.patientId),
    studyOld: old(TAG.studyInstanceUid),
    studyNew: now(TAG.studyInstanceUid),
    seriesOld: old(TAG.seriesInstanceUid),
    seriesNew: now(TAG.seriesInstanceUid),
    sopOld: sopInstance,
    // The instance must have a UID in the File Meta Information, also where the data set lost or never had one.
    sopNew: now(TAG.sopInstanceUid) || work.remap(sopInstance),
  }
  for (const [was, is] of [
    [identity.studyOld, identity.studyNew],
    [identity.seriesOld, identity.seriesNew],
    [identity.sopOld, identity.sopNew],
  ] as const)
    if (was !== '' && is !== '') work.uids.set(was, is)

  return ok({
    dataSet,
    header: newHeader(sopClass, identity.sopNew, file.transferSyntax.uid),
    identity,
    path: outputPath(run.settings.outputPath, {
      patient: identity.patientNew,
      study: identity.studyNew,
      series: identity.seriesNew,
      sop: identity.sopNew,
      short: (of, length) => {
        const made = { patient: identity.patientNew, study: identity.studyNew, series: identity.seriesNew, sop: identity.sopNew }[of]
        return work.shortName(of, made === '' && of === 'patient' ? plan.key : made, length)
      },
      pseudonym: (of) =>
        work.placeName(of, { patient: plan.key, study: identity.studyOld, series: identity.seriesOld, sop: sopInstance }[of]),
    }),
    patient: plan.key,
    problems: work.problems,
    uids: work.uids,
    shifted: work.shifted,
  })
}

function once(find: () => boolean): () => boolean {
  let found: boolean | undefined
  return () => (found ??= find())
}

function metaText(file: Part10File, here: Here, tag: Tag): string {
  const element = file.fileMeta.find((one) => one.tag === tag)
  return element === undefined ? '' : rawText(here, element)
}

function textAfter(element: DataElement | undefined, edits: DataSetEdits | undefined, here: Here): string {
  if (element === undefined) return ''
  const edit = edits?.elements.get(element)
  if (edit === undefined) return element.items === undefined ? asciiText(valueBytes(here.source, element)) : ''
  return edit.do === 'set' ? asciiText(edit.value) : ''
}
