import type { Dcmjs } from 'dcmjs'
import { encodeDataSet } from './encode-data-set.ts'
import { encodeInstance, layoutOf } from './encode-instance.ts'
import { TRANSFER_SYNTAX, type Instance } from './instance.ts'
import type { Plan } from './plan.ts'
import { resolvePlan } from './resolve-plan.ts'

const DIRECTORY_CLASS = '1.2.840.10008.1.3.10'
const ITEM_HEADER = 8

type Kind = 'PATIENT' | 'STUDY' | 'SERIES' | 'IMAGE'

interface Entry {
  readonly kind: Kind
  readonly keys: Plan
  /** Where in the list the next record of the same parent is, and the first one below. */
  readonly next?: number
  readonly below?: number
}

/**
 * The directory of a disk (PS3.3 F.3) with one patient, study and series: it repeats who the patient is.
 * @param folder the root of the disk, with `/` at its end
 */
export function dicomdir(folder: string, images: readonly Instance[], uid: string, dcmjs: Dcmjs): Instance {
  const first = images[0]
  if (first === undefined) throw new Error('a disk holds images')
  const pick = (...keywords: readonly string[]): Plan => Object.fromEntries(keywords.map((keyword) => [keyword, first.dataSet[keyword]]))
  const entries: readonly Entry[] = [
    { kind: 'PATIENT', keys: pick('PatientName', 'PatientID', 'PatientBirthDate', 'PatientSex'), below: 1 },
    {
      kind: 'STUDY',
      keys: pick('StudyInstanceUID', 'StudyDate', 'StudyTime', 'StudyID', 'StudyDescription', 'AccessionNumber', 'ReferringPhysicianName'),
      below: 2,
    },
    { kind: 'SERIES', keys: pick('Modality', 'SeriesInstanceUID', 'SeriesNumber', 'InstitutionName', 'SeriesDescription'), below: 3 },
    ...images.map((image, index) => ({
      kind: 'IMAGE' as const,
      keys: imageKeys(image, folder),
      ...(index + 1 < images.length ? { next: 4 + index } : {}),
    })),
  ]
  const form = {
    ...(first.form.characterSet === undefined ? {} : { characterSet: first.form.characterSet }),
    fileMeta: { MediaStorageSOPClassUID: DIRECTORY_CLASS, MediaStorageSOPInstanceUID: uid },
  }
  const characterSet = first.dataSet['SpecificCharacterSet']
  const build = (offsets: readonly number[]): Instance => ({
    file: `${folder}DICOMDIR`,
    form,
    dataSet: directory(
      entries.map((entry) => record(entry, offsets, characterSet)),
      offsets,
    ),
  })
  // The offsets stand in fields of fixed size, so lengths can be taken from a directory without them; the Sequence ends the file.
  const blank = build(entries.map(() => 0))
  const lengths = entries.map((entry) => {
    const item = resolvePlan(
      record(
        entry,
        entries.map(() => 0),
        characterSet,
      ),
      dcmjs,
    )
    return ITEM_HEADER + encodeDataSet(item, layoutOf(form)).length
  })
  let at = encodeInstance(blank, dcmjs).length - lengths.reduce((sum, length) => sum + length, 0)
  const offsets = lengths.map((length) => {
    const offset = at
    at += length
    return offset
  })
  return build(offsets)
}

function directory(records: readonly Plan[], offsets: readonly number[]): Plan {
  return {
    FileSetID: 'TKMZ_GALAN',
    '0004,1200 UL': offsets[0] ?? 0,
    '0004,1202 UL': offsets[0] ?? 0,
    FileSetConsistencyFlag: 0,
    DirectoryRecordSequence: records,
  }
}

function record(entry: Entry, offsets: readonly number[], characterSet: Plan[string]): Plan {
  const offset = (index: number | undefined): number => (index === undefined ? 0 : (offsets[index] ?? 0))
  return {
    '0004,1400 UL': offset(entry.next),
    RecordInUseFlag: 0xffff,
    '0004,1420 UL': offset(entry.below),
    DirectoryRecordType: entry.kind,
    SpecificCharacterSet: characterSet,
    ...entry.keys,
  }
}

function imageKeys(image: Instance, folder: string): Plan {
  return {
    ReferencedFileID: image.file.slice(folder.length).replaceAll('/', '\\'),
    ReferencedSOPClassUIDInFile: image.dataSet['SOPClassUID'],
    ReferencedSOPInstanceUIDInFile: image.dataSet['SOPInstanceUID'],
    ReferencedTransferSyntaxUIDInFile: TRANSFER_SYNTAX[image.form.transferSyntax ?? 'explicit'],
    InstanceNumber: image.dataSet['InstanceNumber'],
  }
}
