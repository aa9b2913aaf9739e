import type { ByteSource } from '../dicom/byte-source.ts'
import { characterSetsOf } from '../dicom/character-set.ts'
import type { DataSetEdits, ElementEdit, HeaderEdits } from '../dicom/edits.ts'
import type { DataElement, Part10File } from '../dicom/element.ts'
import type { PathNode } from '../dicom/path-node.ts'
import { TAG, type Tag } from '../dicom/tag.ts'
import type { TransferSyntax } from '../dicom/transfer-syntax.ts'
import { isPrivateSopClass, modulesOf } from '../dictionary/index.ts'
import { fail, ok, type Result } from '../result.ts'
import { isSeenNotBurnedIn } from '../script/burned-in.ts'
import { asciiText } from './ascii.ts'
import { documentType } from './blank-document.ts'
import { refersByPlace } from './content-items.ts'
import { earnedCodes } from './earned-codes.ts'
import { editDataSet } from './edit-data-set.ts'
import { ElementsByTag } from './elements-by-tag.ts'
import { newHeader } from './file-meta.ts'
import { listedReferences } from './listed-references.ts'
import { methodOf, withMethod } from './method-elements.ts'
import { outputPath } from './output-path.ts'
import { folderOf } from './plan-patients.ts'
import { withCharacteristics } from './private-characteristics.ts'
import { REFUSALS, type Problem, type Refusal } from './problem.ts'
import { isLegalUid } from './remap-uid.ts'
import { traitsOf } from './traits.ts'
import { rawText, textOf, Work, type Here, type RunContext, type Subject } from './work.ts'

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
/** Its place at the root; only the key of a place matters to Operations. */
const BURNED_IN_PLACE = { key: '(0028,0301)' }
const MEDIA_STORAGE_SOP_CLASS: Tag = 0x00020002
export const MEDIA_STORAGE_SOP_INSTANCE: Tag = 0x00020003

/**
 * Settles what becomes of one instance by the Operations of a script (PS3.15 E.1.1): pure, the same for the same file,
 * script, settings and secret. An instance that holds an element without an Operation is refused, whatever else.
 * @param source the whole file, which File Meta Information refers to
 * @param paths the root of the interned paths that the run shares
 */
export function deidentify(file: Part10File, source: ByteSource, paths: PathNode, run: RunContext): Result<Deidentified, Refusal> {
  const begun = beginInstance(file, source, paths, run)
  if (!begun.ok) return begun
  const { here, work } = begun.value
  const settled = editDataSet(file.elements, paths, here, work)
  return work.refusal === undefined ? finishInstance(begun.value, settled) : fail(work.refusal)
}

/** An instance of which is known what it belongs to, and of which no element has been settled yet. */
export interface Begun {
  readonly file: Part10File
  readonly here: Here
  readonly byTag: ElementsByTag
  readonly work: Work
  /** Whether somebody has decided to keep this very value of a root element by name. */
  readonly named: (tag: Tag, value: string) => boolean
  /** (0002,0003) as it was; empty where there is none. */
  readonly sopInMeta: () => string
}

/** The first part of {@link deidentify}: what holds for the instance as a whole. */
export function beginInstance(file: Part10File, source: ByteSource, paths: PathNode, run: RunContext): Result<Begun, Refusal> {
  const { elements } = file
  const here: Here = {
    source: file.dataSet,
    littleEndian: file.transferSyntax.littleEndian,
    characterSets: characterSetsOf(elements, file.dataSet),
  }
  const byTag = new ElementsByTag(elements)
  const sopClass = textBefore(byTag, here, TAG.sopClassUid) || metaText(file, { ...here, source }, MEDIA_STORAGE_SOP_CLASS)
  const sopInMeta = (): string => metaText(file, { ...here, source }, MEDIA_STORAGE_SOP_INSTANCE)
  const sopInstance = textBefore(byTag, here, TAG.sopInstanceUid) || sopInMeta()
  if (sopClass === '' || sopInstance === '') return fail(REFUSALS.noSop)
  if (file.transferSyntax.uid === '' || isNoSyntax(file.transferSyntax)) return fail(REFUSALS.noTransferSyntax)
  const context = traitsOf(elements, here, sopClass)
  const plan = run.patients.get(context.patient)
  if (plan === undefined) return fail(REFUSALS.notPlanned)
  const operations = run.operations.forInstance(context)
  const name = byTag.last(TAG.patientName)
  const subject: Subject = {
    plan,
    patientName: name === undefined ? '' : textOf(here, name),
    sopClass,
    studyDate: textBefore(byTag, here, STUDY_DATE),
    documentType: documentType(sopClass, textBefore(byTag, here, MIME_TYPE_OF_DOCUMENT)),
    refersByPlace: once(() => refersByPlace(elements)),
    listedReferences: once(() => listedReferences(elements, here, operations)),
  }
  const work = new Work(run, operations, subject, sopInstance)
  const named = (tag: Tag, value: string): boolean =>
    work.operations.at(paths.child({ tag, creator: undefined }))?.values?.some((one) => one.named === true && one.value === value) === true
  if (isPrivateSopClass(sopClass) && !named(TAG.sopClassUid, sopClass)) return fail(REFUSALS.privateSopClass)
  return ok({ file, here, byTag, work, named, sopInMeta })
}

/** Compressed pixels stand in explicit little endian (PS3.5 A.4): a file that has them otherwise is one that few can read. */
function isNoSyntax({ encapsulated, explicitVr, littleEndian }: TransferSyntax): boolean {
  return encapsulated && !(explicitVr && littleEndian)
}

/** The last part of {@link deidentify}: what follows from its elements, which are settled. */
export function finishInstance(begun: Begun, edits: DataSetEdits | undefined): Result<Deidentified, Refusal> {
  const { file, here, byTag, work, named } = begun
  const { elements } = file
  const { run, subject } = work
  const old = (tag: Tag): string => textBefore(byTag, here, tag)
  const settled = withCharacteristics(elements, byTag, edits, here)
  const burnedIn = burnedInText(begun)
  if (burnedIn !== undefined && !named(BURNED_IN_ANNOTATION, burnedIn)) return fail(REFUSALS.burnedIn)
  if (burnedIn !== undefined) work.note('identity-not-removed', '(0028,0301)')
  if (modulesOf(subject.sopClass) === undefined) work.note('unknown-class', '(0008,0016)')
  const wasDone = old(TAG.patientIdentityRemoved) === 'YES'
  if (wasDone && work.uids.size > 0) work.note('remapped-before', '(0012,0062)')
  if (work.shifted && old(TAG.longitudinalTemporalInformationModified) === 'MODIFIED') work.note('shifted-before', '(0028,0303)')

  const method = methodOf(work.operations, run.settings)
  const dataSet = withMethod(byTag, settled, here, {
    ...method,
    codes: earnedCodes(method.codes, elements, settled, work),
    identityRemoved: burnedIn === undefined,
  })
  const now = (tag: Tag): string => textAfter(byTag, dataSet, here, tag)
  const identity = identityWith(
    {
      patientOld: old(TAG.patientId),
      patientNew: now(TAG.patientId),
      studyOld: old(TAG.studyInstanceUid),
      studyNew: now(TAG.studyInstanceUid),
      seriesOld: old(TAG.seriesInstanceUid),
      seriesNew: now(TAG.seriesInstanceUid),
    },
    now(TAG.sopInstanceUid),
    work,
  )
  // The old File Meta Information, which names another or none, does not say it: nobody can tell which instance this is.
  if (!isLegalUid(identity.sopNew) && identity.sopNew !== begun.sopInMeta()) return fail(REFUSALS.sopIsNoUid)
  return ok({
    dataSet,
    header: newHeader(subject.sopClass, identity.sopNew, file.transferSyntax.uid),
    identity,
    path: pathOf(identity, work),
    patient: subject.plan.key,
    problems: work.problems,
    uids: work.uids,
    shifted: work.shifted,
  })
}

/**
 * The identity of an instance whose SOP Instance UID has become `sopNew`; empty where the data set has none. Old and new
 * UIDs of the three are noted, also where they were kept.
 */
export function identityWith(entities: Omit<InstanceIdentity, 'sopOld' | 'sopNew'>, sopNew: string, work: Work): InstanceIdentity {
  const sopOld = work.sopInstance
  // The instance must have a UID in the File Meta Information, also where the data set lost or never had one.
  const identity: InstanceIdentity = { ...entities, sopOld, sopNew: sopNew || work.remap(sopOld) }
  for (const [was, is] of [
    [identity.studyOld, identity.studyNew],
    [identity.seriesOld, identity.seriesNew],
    [identity.sopOld, identity.sopNew],
  ] as const)
    if (was !== '' && is !== '') work.uids.set(was, is)
  return identity
}

/**
 * Where an instance goes by its new identifiers, relative to the output folder.
 * @param pattern whole segments of the output path that is set, by default all of it
 */
export function pathOf(
  { patientNew: patient, studyNew, studyOld, seriesNew, seriesOld, sopNew, sopOld }: InstanceIdentity,
  work: Work,
  pattern = work.run.settings.outputPath,
): string {
  const { plan } = work.subject
  const names = { patient, study: studyNew, series: seriesNew, sop: sopNew }
  return outputPath(pattern, {
    ...names,
    patientTaken: plan.folderTaken === true && patient.trim() === folderOf(plan, plan.newId),
    short: (of, length) => work.shortName(of, names[of] === '' && of === 'patient' ? plan.key : names[of], length),
    pseudonym: (of) => work.placeName(of, { patient: plan.key, study: studyOld, series: seriesOld, sop: sopOld }[of]),
  })
}

/**
 * What (0028,0301) says where it says that text is burned in, also where it stands twice, and whatever becomes of the
 * element: without it the pixels are the same. Undefined where it says so nowhere, or where somebody who has looked
 * replaced that value by NO.
 */
function burnedInText({ file, here, work }: Begun): string | undefined {
  const said = file.elements
    .filter(({ tag, items }) => tag === BURNED_IN_ANNOTATION && items === undefined)
    .map((element) => rawText(here, element).trim())
    .filter((text) => text.toUpperCase() === 'YES')
  return said.find((text) => !isSeenNotBurnedIn(text, work.operations.at(BURNED_IN_PLACE)))
}

function once<T extends object | boolean>(find: () => T): () => T {
  let found: T | undefined
  return () => (found ??= find())
}

function metaText(file: Part10File, here: Here, tag: Tag): string {
  const element = file.fileMeta.find((one) => one.tag === tag)
  return element === undefined ? '' : rawText(here, element)
}

/** A root element's text as it was; empty where there is none. */
export function textBefore(byTag: ElementsByTag, here: Here, tag: Tag): string {
  const element = byTag.last(tag)
  return element === undefined || element.items !== undefined ? '' : rawText(here, element)
}

function textAfter(byTag: ElementsByTag, edits: DataSetEdits | undefined, here: Here, tag: Tag): string {
  const element = byTag.last(tag)
  return element === undefined ? '' : textWith(edits?.elements.get(element), element, here)
}

/** The text of an element that was settled. */
export function textWith(edit: ElementEdit | undefined, element: DataElement, here: Here): string {
  if (edit === undefined) return element.items === undefined ? rawText(here, element) : ''
  return edit.do === 'set' ? asciiText(edit.value) : ''
}
