import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { UNDEFINED_LENGTH } from '../../src/core/dicom/element.ts'
import { SIGNED_LIKE_PIXELS } from '../../src/core/dicom/understand.ts'
import { valueBytes } from '../../src/core/dicom/value-bytes.ts'
import { read } from '../fixtures/dicom-bytes.ts'
import { CORPUS, corpusBytes, corpusFiles, NO_CORPUS } from './corpus.ts'
import { NO_GDCM, readWithDcmdump, readWithGdcmdump, type DumpedElement } from './dumps.ts'
import { NO_DCMTK } from './judges.ts'
import { mustAgreeOnVr, ourTree, type OurElement } from './our-tree.ts'
import { agrees } from './printed-value.ts'

const FO = 'fo-dicom+fo-dicom/Tests/FO-DICOM.Tests/Test Data/'
const PYDICOM = 'pydicom+pydicom/src/pydicom/data/test_files/'
const PYDICOM_DATA = 'pydicom+pydicom-data/data_store/data/'

/** Each file in which we and a judge differ, and why. */
interface Differences {
  /** We read it, the judge does not. */
  readonly onlyOurs: Readonly<Record<string, string>>
  /** The judge prints it, we refuse it. */
  readonly onlyTheirs: Readonly<Record<string, string>>
  /** We find elements in addition to all that the judge finds. */
  readonly more: Readonly<Record<string, string>>
  /** Elements whose length or value the judge gives otherwise. */
  readonly other: Readonly<Record<string, string>>
}

const DAMAGED = 'damaged at its end: the judge shows what there is, we say what is wrong and show nothing as whole'
const UN_OF_DEFINED_LENGTH = 'Sequences in UN of defined length, which dcmtk leaves closed: items fill the value exactly'
const NO_DICTIONARY = 'a private Sequence in implicit VR that no dictionary knows: items fill its value exactly'

const DCMDUMP: Differences = {
  onlyOurs: { [`${PYDICOM}SC_rgb_jpeg.dcm`]: 'implicit VR under a label that says explicit: dcmtk believes the label' },
  onlyTheirs: { [`${PYDICOM}dicomdirtests/DICOMDIR-nooffset`]: DAMAGED },
  more: {
    [`${FO}GH064.dcm`]: UN_OF_DEFINED_LENGTH,
    [`${PYDICOM_DATA}bad_sequence.dcm`]: UN_OF_DEFINED_LENGTH,
    [`${PYDICOM}rtdose_rle.dcm`]: UN_OF_DEFINED_LENGTH,
    [`${PYDICOM}rtdose_rle_1frame.dcm`]: UN_OF_DEFINED_LENGTH,
    [`${PYDICOM}priv_SQ.dcm`]: NO_DICTIONARY,
  },
  other: {
    'ivmartel+dwv/tests/data/bbmri.dcmdir': 'Referenced File IDs with a dot and lower case, which dcmtk cuts to 14 of 18 characters',
    'ivmartel+dwv/tests/data/gdcm-CT-MONO2-8-abdo.dcm': 'a UI with blanks in it, which dcmtk takes out',
  },
}

const GDCMDUMP: Differences = {
  onlyOurs: {
    [`${FO}GH177_D_CLUNIE_CT1_IVRLE_BigEndian_undefined_length.dcm`]: 'UN of undefined length in big endian; dcmtk reads it as we do',
    'ivmartel+dwv/tests/data/bbmri.dcmdir': 'odd lengths, on which gdcm ends with an assertion; dcmtk and pydicom read it',
    [`${PYDICOM_DATA}HTJ2KLossless_08_RGB.dcm`]: 'a transfer syntax younger than this gdcm; dcmtk and pydicom read it',
    [`${PYDICOM_DATA}HTJ2K_08_RGB.dcm`]: 'a transfer syntax younger than this gdcm; dcmtk and pydicom read it',
    [`${PYDICOM_DATA}liver_deflate.dcm`]: 'deflated; dcmtk and pydicom read it',
    [`${PYDICOM_DATA}liver_nonbyte_aligned_deflate.dcm`]: 'deflated; dcmtk and pydicom read it',
    [`${PYDICOM}SC_rgb_jpeg.dcm`]: 'implicit VR under a label that says explicit; pydicom reads it',
    [`${PYDICOM}meta_missing_tsyntax.dcm`]: 'File Meta Information without a transfer syntax; dcmtk and pydicom read it',
  },
  onlyTheirs: {
    [`${FO}GH1339.dcm`]: DAMAGED,
    [`${PYDICOM_DATA}emri_small_jpeg_2k_lossless_too_short.dcm`]: DAMAGED,
    [`${PYDICOM}MR_truncated.dcm`]: DAMAGED,
  },
  more: { [`${PYDICOM}priv_SQ.dcm`]: NO_DICTIONARY },
  other: {},
}

interface Comparison {
  readonly missing: readonly string[]
  readonly more: readonly string[]
  readonly other: readonly string[]
  /** Values that the judge prints whole. */
  readonly values: number
}

function compare(
  tool: 'dcmdump' | 'gdcmdump',
  dumped: readonly DumpedElement[],
  ours: ReadonlyMap<string, readonly OurElement[]>,
): Comparison {
  const missing: string[] = []
  const other: string[] = []
  const seen = new Set<string>()
  let values = 0
  for (const theirs of dumped) {
    const own = ours.get(theirs.path)
    seen.add(theirs.path)
    if (own === undefined) {
      missing.push(theirs.path)
      continue
    }
    // Of an element that stands twice in one data set a judge may keep either.
    const verdicts = own.map((one) => differenceOf(tool, theirs, one))
    const verdict = verdicts.includes('same') ? 'same' : (verdicts[0] ?? '')
    if (verdict === 'same') values += 1
    else if (verdict !== '') other.push(`${verdict} ${theirs.path}`)
  }
  return { missing, more: [...ours.keys()].filter((path) => !seen.has(path)), other, values }
}

/** @returns `same` where the value was compared, nothing where it was not, otherwise what is different */
function differenceOf(tool: 'dcmdump' | 'gdcmdump', theirs: DumpedElement, { element, source, littleEndian }: OurElement): string {
  const length = element.length === UNDEFINED_LENGTH ? undefined : element.length
  // dcmtk pads odd values as it reads them.
  const padded = length !== undefined && length % 2 === 1 ? length + 1 : length
  if (length !== theirs.length && padded !== theirs.length) return `length ${String(length)}, not ${String(theirs.length)}`
  if (element.items !== undefined) return ''
  const isSure = mustAgreeOnVr(element) || (tool === 'dcmdump' && SIGNED_LIKE_PIXELS.has(element.tag))
  if (isVrLetters(theirs.vr) && element.fragments === undefined && isSure && !isWritten(theirs, element)) {
    return `VR ${element.vr}, not ${theirs.vr}`
  }
  if (element.fragments !== undefined) return ''
  const same = agrees(tool, theirs, valueBytes(source, element), littleEndian)
  return same === undefined ? '' : same ? 'same' : 'value'
}

/** The tools print `??`, `up`, `xs`, `ox` where they know nothing or mean a kind. */
function isVrLetters(vr: string): boolean {
  return /^[A-Z]{2}$/.test(vr)
}

function isWritten(theirs: DumpedElement, { vr, writtenVr }: OurElement['element']): boolean {
  return theirs.vr === vr || theirs.vr === writtenVr
}

const FILES = corpusFiles()

describe.each([
  ['dcmdump', DCMDUMP, NO_CORPUS + NO_DCMTK, readWithDcmdump],
  ['gdcmdump', GDCMDUMP, NO_CORPUS + NO_GDCM, readWithGdcmdump],
] as const)('On the corpus we find the tree of %s', (tool, named, notHere, readWith) => {
  describe.skipIf(notHere !== '')(`and more${notHere}`, () => {
    const onlyOurs: string[] = []
    const onlyTheirs: string[] = []
    const compared = new Map<string, Comparison>()

    beforeAll(() => {
      const dumps = readWith(FILES.map((name) => join(CORPUS, name)))
      for (const name of FILES) {
        const bytes = corpusBytes(name)
        const result = read(bytes)
        const dumped = dumps.get(join(CORPUS, name))
        if (dumped === undefined) {
          if (result.ok) onlyOurs.push(name)
        } else if (!result.ok) onlyTheirs.push(name)
        else compared.set(name, compare(tool, dumped, ourTree(bytes, result.value)))
      }
    })

    const filesWith = (what: 'missing' | 'more' | 'other'): readonly string[] =>
      [...compared].filter(([, one]) => one[what].length > 0).map(([name]) => name)

    test('a file that only one of us reads is named', () => {
      expect(onlyOurs).toEqual(Object.keys(named.onlyOurs).toSorted())
      expect(onlyTheirs).toEqual(Object.keys(named.onlyTheirs).toSorted())
    })

    test('nothing that it finds is missing', () => {
      expect([...compared].filter(([, { missing }]) => missing.length > 0)).toEqual([])
    })

    test('what we find in addition is named', () => {
      expect(filesWith('more')).toEqual(Object.keys(named.more).toSorted())
    })

    test('VRs, lengths and values are the same', () => {
      const unlike = [...compared].filter(([name, { other }]) => other.length > 0 && !(name in named.other))
      expect(unlike.map(([name, { other }]) => [name, other.slice(0, 5)])).toEqual([])
      expect(filesWith('other')).toEqual(Object.keys(named.other).toSorted())
    })

    test('the comparison is about something', () => {
      expect(compared.size).toBeGreaterThan(570)
      expect([...compared.values()].reduce((sum, { values }) => sum + values, 0)).toBeGreaterThan(150_000)
    })
  })
})
