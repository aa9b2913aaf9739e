import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import type { ReadFailure } from '../../src/core/dicom/element.ts'
import { valueBytes } from '../../src/core/dicom/value-bytes.ts'
import { read } from '../fixtures/dicom-bytes.ts'
import { CORPUS, corpusBytes, corpusFiles, NO_CORPUS } from './corpus.ts'
import { NO_PYDICOM, readWithPydicom, type PydicomReading } from './judges.ts'
import { mustAgreeOnVr, ourTree } from './our-tree.ts'

const FO = 'fo-dicom+fo-dicom/Tests/FO-DICOM.Tests/Test Data/'
const PYDICOM = 'pydicom+pydicom/src/pydicom/data/test_files/'

/** Every file of the corpus that we refuse, and why that is right. */
const REFUSED: Readonly<Record<string, readonly [ReadFailure['kind'], string]>> = {
  [`${FO}FreezePattern.dcm`]: ['bad-item', 'empty Sequences followed by items that belong to none; pydicom, dcmtk and gdcm refuse it too'],
  [`${FO}GH1339.dcm`]: [
    'truncated',
    'the delimiter of the pixel fragments is missing at the end, so that nobody knows whether fragments are too; dcmtk refuses it, pydicom and gdcm show what there is',
  ],
  [`${FO}GH179B.dcm`]: [
    'bad-vr',
    'one element has neither VR nor length; dcmtk and gdcm refuse it, pydicom gives values of other elements for its value',
  ],
  [`${FO}GH364.dcm`]: ['bad-item', 'an item stands where no Sequence is; dcmtk and gdcm refuse it, pydicom stops there'],
  [`${FO}GH626.dcm`]: ['truncated', 'a Sequence is four bytes longer than declared; dcmtk and gdcm refuse it, pydicom stops there'],
  'pydicom+pydicom-data/data_store/data/emri_small_jpeg_2k_lossless_too_short.dcm': [
    'truncated',
    'cut inside the pixel fragments; dcmtk refuses it, pydicom and gdcm show what there is',
  ],
  [`${PYDICOM}MR_truncated.dcm`]: ['truncated', 'cut inside the pixels; dcmtk refuses it, pydicom and gdcm show what there is'],
  [`${PYDICOM}dicomdirtests/DICOMDIR-nooffset`]: [
    'truncated',
    'the last item declares 24 bytes more than its Sequence and the file have; dcmtk and pydicom show what there is, gdcm ends with an assertion',
  ],
  [`${PYDICOM}rtplan_truncated.dcm`]: ['truncated', 'cut inside a Sequence; dcmtk and gdcm refuse it, pydicom gives what there is'],
}

/** Files that pydicom cannot read and we can. */
const ONLY_OURS: Readonly<Record<string, string>> = {
  [`${FO}GH177_D_CLUNIE_CT1_IVRLE_BigEndian_undefined_length.dcm`]:
    'VR UN of undefined length in a big-endian file: its items are implicit little endian (CP-246), as dcmtk reads them too; pydicom takes them for big endian',
}

/** Files in which the two find different elements, and who is right. */
const OTHER_ELEMENTS: Readonly<Record<string, string>> = {
  [`${FO}GH179A.dcm`]: 'VR of two blanks: pydicom takes the four bytes for an implicit length and loses the rest; dcmtk reads on as we do',
  ...Object.fromEntries(
    Array.from({ length: 11 }, (_, index) => [
      `${FO}_unz/adb1_${index + 1}.dcm`,
      'private Sequences in implicit VR of a creator that pydicom does not know in this spelling: we open them, items fill their values exactly',
    ]),
  ),
  [`${PYDICOM}priv_SQ.dcm`]: 'a private Sequence in implicit VR that no dictionary knows: we open it because items fill its value exactly',
}

function sha1(bytes: Uint8Array): string {
  return createHash('sha1').update(bytes).digest('hex').slice(0, 16)
}

/** What differs between our reading and pydicom's, as short lines. */
function differences(name: string, { elements = [] }: PydicomReading): string[] {
  const bytes = corpusBytes(name)
  const result = read(bytes)
  if (!result.ok) return [`refused: ${result.failure.kind}`]
  const ours = ourTree(bytes, result.value)
  const seen = new Set<string>()
  const found: string[] = []
  for (const [path, vr, length, digest] of elements) {
    // pydicom keeps the last of those that stand twice in one data set.
    const own = ours.get(path)?.at(-1)
    seen.add(path)
    if (own === undefined) {
      found.push(`missing ${path}`)
      continue
    }
    const { element, source } = own
    if (mustAgreeOnVr(element) && element.vr !== vr) found.push(`VR ${path}: ${element.vr}, pydicom ${vr}`)
    if (length !== null && element.length !== length) found.push(`length ${path}: ${element.length}, pydicom ${length}`)
    if (digest !== null && element.items === undefined && sha1(valueBytes(source, element)) !== digest) found.push(`value ${path}`)
  }
  return [...found, ...[...ours.keys()].filter((path) => !seen.has(path)).map((path) => `only ours ${path}`)]
}

const NOT_HERE = NO_CORPUS + NO_PYDICOM
const FILES = corpusFiles()

describe.skipIf(NOT_HERE !== '')(`On the corpus we find the elements that pydicom finds${NOT_HERE}`, () => {
  let readings: ReadonlyMap<string, PydicomReading>
  const readingOf = (name: string): PydicomReading => readings.get(join(CORPUS, name)) ?? { file: name, error: 'not read' }

  beforeAll(() => {
    readings = readWithPydicom(FILES.map((name) => join(CORPUS, name)))
  })

  test('every file is read, but for those that are named with a reason', () => {
    const refused = FILES.flatMap((name) => {
      const result = read(corpusBytes(name))
      return result.ok ? [] : [[name, result.failure.kind]]
    })
    expect(refused).toEqual(
      Object.entries(REFUSED)
        .map(([name, [kind]]) => [name, kind])
        .toSorted(),
    )
  })

  test('every file that pydicom refuses is named', () => {
    const refused = FILES.filter((name) => readingOf(name).error !== undefined)
    expect(refused.toSorted()).toEqual([...Object.keys(ONLY_OURS), `${FO}FreezePattern.dcm`].toSorted())
  })

  test('paths, VRs, lengths and values are the same in every other file', () => {
    const different = FILES.flatMap((name) => {
      if (name in REFUSED || name in ONLY_OURS) return []
      const found = differences(name, readingOf(name))
      return found.length === 0 ? [] : [[name, found] as const]
    })
    expect(different.filter(([name]) => !(name in OTHER_ELEMENTS))).toEqual([])
    // In those that are named we find more, never less and nothing else; but for one, as it says.
    const unlike = different.filter(([, found]) => found.some((line) => !line.startsWith('only ours')))
    expect(unlike.map(([name]) => name)).toEqual([`${FO}GH179A.dcm`])
    expect(different.map(([name]) => name).toSorted()).toEqual(Object.keys(OTHER_ELEMENTS).toSorted())
  })

  test('the comparison is about something: hundreds of files, more than 200,000 elements', () => {
    const elements = FILES.reduce((sum, name) => sum + (readingOf(name).elements?.length ?? 0), 0)
    expect(elements).toBeGreaterThan(200_000)
  })
})
