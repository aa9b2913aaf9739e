/** Files built byte by byte, one for each thing that real files do, with what must be found in them. */
import { DEFLATED_LE, EXPLICIT_BE, EXPLICIT_LE, IMPLICIT_LE, transferSyntax } from '../../src/core/dicom/transfer-syntax.ts'
import {
  BIG,
  bytes,
  concat,
  dataSet,
  element,
  encapsulated,
  EXPLICIT,
  fileMeta,
  IMPLICIT,
  latin,
  numbers,
  part10,
  sequence,
  text,
  type Built,
} from '../fixtures/dicom-bytes.ts'

export interface BuiltFile {
  /** In the words of the field. */
  readonly name: string
  readonly elements: readonly Built[]
  readonly bytes: Uint8Array
  /** Judges that do not find what is in it, and what they do: whatever is not named here finds the same. */
  readonly unlike?: Partial<Record<Judge, string>>
}

export type Judge = 'pydicom' | 'dcmdump' | 'gdcmdump'

const SOP = [text(0x00080016, 'UI', '1.2.840.10008.5.1.4.1.1.7'), text(0x00080018, 'UI', '1.2.3.4')]
const NAME = text(0x00100010, 'PN', 'DOE^JANE')
const ID = text(0x00100020, 'LO', 'ID 17')
const PIXELS = bytes(0x7fe00010, 'OW', new Uint8Array(32).fill(7))
const ITEM = [text(0x00080050, 'SH', 'A123'), text(0x00081155, 'UI', '1.2.3.5')]
const IMAGE: readonly Built[] = [numbers(0x00280010, 'US', 512), numbers(0x00280011, 'US', 512), PIXELS]
const USUAL: readonly Built[] = [
  text(0x00080005, 'CS', 'ISO_IR 100'),
  ...SOP,
  sequence(0x00081140, [ITEM, []]),
  NAME,
  ID,
  numbers(0x00280010, 'US', 512),
  PIXELS,
]
const UNDEFINED = { lengths: 'undefined', itemLengths: 'undefined' } as const
const OPEN_UN = { writtenVr: 'UN', inside: IMPLICIT, lengths: 'undefined', itemLengths: 'undefined' } as const
const CLOSED_UN = { writtenVr: 'UN', inside: IMPLICIT } as const

function creator(tag: number, name: string): Built {
  return text(tag, 'LO', name)
}

/** Sequences in each other around a leaf. */
function nested(depth: number, how: Partial<Built>): Built {
  let inner: Built = ITEM[0] as Built
  for (let level = 0; level < depth; level += 1) inner = sequence(0x00081140, [[inner]], how)
  return inner
}

function file(
  name: string,
  elements: readonly Built[],
  options: Parameters<typeof part10>[1] = {},
  unlike?: BuiltFile['unlike'],
): BuiltFile {
  return { name, elements, bytes: part10(elements, options), ...(unlike === undefined ? {} : { unlike }) }
}

const BARE = dataSet(USUAL, EXPLICIT)

/** What a judge does with a file, where it does not find what is in it. */
const REFUSES = 'refuses it'
const CLOSED = 'leaves the Sequence closed'
const LOSES = 'loses what follows'
const RUBBISH = 'finds elements that are none'
const NOBODY_OPENS = { pydicom: CLOSED, dcmdump: CLOSED, gdcmdump: CLOSED } as const

const ENCODINGS: readonly BuiltFile[] = [
  file('explicit', USUAL),
  file('implicit', USUAL, { syntax: IMPLICIT_LE }),
  file('big endian', USUAL, { syntax: EXPLICIT_BE }),
  file('deflated', USUAL, { syntax: DEFLATED_LE }),
  file(
    'fragments',
    [...USUAL.slice(0, -1), encapsulated(0x7fe00010, [new Uint8Array(0), new Uint8Array(6)])],
    {
      syntax: transferSyntax('1.2.840.10008.1.2.4.50'),
    },
    { gdcmdump: REFUSES },
  ),
]

const HEADERS: readonly BuiltFile[] = [
  {
    name: 'no preamble',
    elements: USUAL,
    bytes: concat(latin('DICM'), fileMeta(EXPLICIT_LE.uid), BARE),
    unlike: { pydicom: RUBBISH, dcmdump: REFUSES, gdcmdump: REFUSES },
  },
  { name: 'no preamble and no prefix', elements: USUAL, bytes: concat(fileMeta(EXPLICIT_LE.uid), BARE) },
  { name: 'no File Meta Information, explicit', elements: USUAL, bytes: BARE },
  { name: 'no File Meta Information, implicit', elements: USUAL, bytes: dataSet(USUAL, IMPLICIT) },
  { name: 'no File Meta Information, big endian', elements: USUAL, bytes: dataSet(USUAL, BIG) },
  { name: 'prefix without File Meta Information', elements: USUAL, bytes: concat(new Uint8Array(128), latin('DICM'), BARE) },
  {
    name: 'File Meta Information without a transfer syntax',
    elements: USUAL,
    bytes: concat(new Uint8Array(128), latin('DICM'), fileMeta(undefined), dataSet(USUAL, IMPLICIT)),
    unlike: { gdcmdump: REFUSES },
  },
  { name: 'a wrong group length of File Meta Information', elements: USUAL, bytes: withWrongMetaLength() },
  file('implicit under a label of explicit', USUAL, { encoding: IMPLICIT }, { dcmdump: REFUSES }),
  file('explicit under a label of implicit', USUAL, { syntax: IMPLICIT_LE, encoding: EXPLICIT }, { dcmdump: REFUSES, gdcmdump: REFUSES }),
  file('big endian under a label of explicit', USUAL, { encoding: BIG }, { pydicom: RUBBISH, dcmdump: REFUSES, gdcmdump: REFUSES }),
]

function withWrongMetaLength(): Uint8Array {
  const content = part10(USUAL)
  content[128 + 4 + 8] = 0x20
  return content
}

const SEQUENCES: readonly BuiltFile[] = [
  file('undefined lengths 30 deep', [...SOP, nested(30, UNDEFINED), ID]),
  file('undefined lengths 30 deep, implicit', [...SOP, nested(30, UNDEFINED), ID], { syntax: IMPLICIT_LE }),
  file('defined lengths 30 deep', [...SOP, nested(30, {}), ID]),
  file('defined Sequences of undefined items', [...SOP, nested(5, { itemLengths: 'undefined' }), ID]),
  file('empty Sequences and empty items', [
    ...SOP,
    sequence(0x00081140, [], UNDEFINED),
    sequence(0x00081115, []),
    sequence(0x00321064, [[], []]),
    sequence(0x00400275, [[], ITEM, []], UNDEFINED),
  ]),
]

const UNKNOWN: readonly BuiltFile[] = [
  file('UN that PS3.6 knows', [...SOP, { ...NAME, writtenVr: 'UN' }, ID]),
  file('UN that nobody knows', [...SOP, creator(0x00090010, 'NOBODY'), bytes(0x00091001, 'UN', [1, 2, 3, 4]), ID]),
  file('a Sequence in UN of undefined length', [...SOP, sequence(0x00081140, [ITEM], OPEN_UN), ID]),
  file('a Sequence in UN of defined length', [...SOP, sequence(0x00081140, [ITEM], CLOSED_UN), ID], {}, { dcmdump: CLOSED }),
  file(
    'a private Sequence in UN of defined length',
    [...SOP, creator(0x00090010, 'NOBODY'), sequence(0x00091001, [ITEM], CLOSED_UN), ID],
    {},
    NOBODY_OPENS,
  ),
  file('a Sequence in a Sequence in UN', [...SOP, sequence(0x00081140, [[sequence(0x00081115, [ITEM])]], OPEN_UN), ID]),
  file(
    'UN of undefined length with explicit items',
    [...SOP, sequence(0x00081140, [ITEM], { ...OPEN_UN, inside: EXPLICIT }), ID],
    {},
    { dcmdump: REFUSES },
  ),
  file(
    'implicit items in an explicit Sequence',
    [...SOP, sequence(0x00081140, [ITEM], { inside: IMPLICIT }), ID],
    {},
    { dcmdump: REFUSES, gdcmdump: REFUSES },
  ),
  file(
    'a Sequence in UN in big endian',
    [...SOP, sequence(0x00081140, [ITEM], OPEN_UN), ID],
    { syntax: EXPLICIT_BE },
    { pydicom: REFUSES, gdcmdump: REFUSES },
  ),
  file('items in OB of defined length, which stay closed', [
    ...SOP,
    creator(0x00090010, 'NOBODY'),
    bytes(0x00091001, 'OB', element(sequence(0x00081140, [ITEM]), EXPLICIT).subarray(12)),
    ID,
  ]),
]

const PRIVATE: readonly BuiltFile[] = [
  file(
    'a private Sequence in implicit VR, undefined length',
    [...SOP, creator(0x00090010, 'NOBODY'), sequence(0x00091001, [ITEM], UNDEFINED), ID],
    {
      syntax: IMPLICIT_LE,
    },
  ),
  file(
    'a private Sequence in implicit VR, defined length',
    [...SOP, creator(0x00090010, 'NOBODY'), sequence(0x00091001, [ITEM]), ID],
    {
      syntax: IMPLICIT_LE,
    },
    NOBODY_OPENS,
  ),
  file(
    'private Sequences in each other in implicit VR',
    [...SOP, creator(0x00090010, 'NOBODY'), sequence(0x00091001, [[creator(0x00090011, 'NOBODY'), sequence(0x00091101, [ITEM])]]), ID],
    { syntax: IMPLICIT_LE },
    NOBODY_OPENS,
  ),
  file('orphans: private elements without a creator', [...SOP, text(0x00091001, 'LO', 'WHOSE'), text(0x00130005, 'LO', 'NO BLOCK'), ID]),
  file('two blocks of one creator', [
    ...SOP,
    creator(0x00090010, 'ACME'),
    creator(0x00090011, 'ACME'),
    text(0x00091001, 'LO', 'FIRST'),
    text(0x00091101, 'LO', 'SECOND'),
    ID,
  ]),
  file('creators in items at other numbers', [
    ...SOP,
    sequence(0x00081140, [
      [creator(0x00090010, 'ACME'), text(0x00091001, 'LO', 'A')],
      [creator(0x00090020, 'ACME'), text(0x00092001, 'LO', 'B')],
    ]),
    creator(0x00090011, 'ACME'),
    text(0x00091101, 'LO', 'C'),
    ID,
  ]),
  file('creators with blanks, NULs, in wrong case and of rubbish', [
    ...SOP,
    creator(0x00090010, 'ACME    '),
    creator(0x00090011, 'acme\0\0\0\0'),
    creator(0x00090012, 'A\x01\xff\x7fB '),
    text(0x00091001, 'LO', 'A'),
    text(0x00091101, 'LO', 'B'),
    text(0x00091201, 'LO', 'C'),
    ID,
  ]),
]

const ODDITIES: readonly BuiltFile[] = [
  file('odd lengths', [...SOP, text(0x00080050, 'SH', '', { bytes: latin('ABC') }), ID]),
  file('odd lengths in implicit VR', [...SOP, text(0x00080050, 'SH', '', { bytes: latin('ABC') }), ID], { syntax: IMPLICIT_LE }),
  file('curves and overlays', [
    ...SOP,
    numbers(0x50000005, 'US', 2),
    bytes(0x50003000, 'OW', [1, 0, 2, 0]),
    numbers(0x50020005, 'US', 2),
    numbers(0x60000010, 'US', 4),
    bytes(0x60003000, 'OW', [1, 0]),
    numbers(0x601e0010, 'US', 4),
    PIXELS,
  ]),
  file('curves and overlays in implicit VR', [...SOP, numbers(0x50000005, 'US', 2), bytes(0x60003000, 'OW', [1, 0]), PIXELS], {
    syntax: IMPLICIT_LE,
  }),
  file('group lengths', [numbers(0x00080000, 'UL', 80), ...SOP, numbers(0x00100000, 'UL', 8), NAME]),
  file('elements after Pixel Data', [
    ...SOP,
    PIXELS,
    creator(0x7fe10010, 'ACME'),
    text(0x7fe11001, 'LO', 'LATE'),
    sequence(0xfffafffa, [ITEM]),
  ]),
  file('Data Set Trailing Padding', [...SOP, PIXELS, bytes(0xfffcfffc, 'OB', new Uint8Array(20))]),
  file(
    'zeros after the data set',
    [...SOP, PIXELS],
    { after: new Uint8Array(100) },
    { pydicom: RUBBISH, dcmdump: REFUSES, gdcmdump: REFUSES },
  ),
  file(
    'tags that stand twice',
    [...SOP, ID, { ...ID }, NAME].toSorted((a, b) => a.tag - b.tag),
  ),
  file('tags out of order', [...SOP, ID, NAME, text(0x00080050, 'SH', 'LATE')]),
  file(
    'an encapsulated document',
    [...SOP, text(0x00420012, 'LO', 'application/pdf'), bytes(0x00420011, 'OB', latin('%PDF-1.4 of Jane'))].toSorted(
      (a, b) => a.tag - b.tag,
    ),
  ),
]

/** Elements that are not written as their VR says, or without one, in an explicit data set. */
function withHeader(name: string, header: string, unlike: BuiltFile['unlike'] = {}): BuiltFile {
  const odd = concat(latin(`\x08\x00\x50\x00${header}ABCDEFGH`), dataSet([NAME, ID, PIXELS], EXPLICIT))
  return { name, elements: [...SOP, text(0x00080050, 'SH', 'ABCDEFGH'), NAME, ID, PIXELS], bytes: concat(part10(SOP), odd), unlike }
}

const ODD_HEADERS: readonly BuiltFile[] = [
  withHeader('a VR of NULs', '\0\0\x08\0', { pydicom: LOSES }),
  withHeader('a VR of blanks', '  \x08\0', { pydicom: LOSES }),
  withHeader('a VR that is none, with 32 bits of length', '??\0\0\x08\0\0\0', { pydicom: LOSES, dcmdump: REFUSES }),
  withHeader('UN with 16 bits of length', 'UN\x08\0', { pydicom: LOSES, dcmdump: REFUSES }),
  withHeader('an element without VR', '\x08\0\0\0', { dcmdump: REFUSES }),
  {
    name: 'a data set that goes on without VRs',
    elements: [...SOP, NAME, ID, PIXELS],
    bytes: concat(part10(SOP), dataSet([NAME, ID, PIXELS], IMPLICIT)),
    unlike: { dcmdump: REFUSES },
  },
  file(
    'a Sequence whose items are big endian in little endian',
    [...SOP, creator(0x00090010, 'NOBODY'), sequence(0x00091001, [ITEM], { inside: BIG }), ID],
    {},
    { pydicom: RUBBISH, dcmdump: REFUSES },
  ),
  { name: 'no File Meta Information, begun with the image', elements: IMAGE, bytes: dataSet(IMAGE, EXPLICIT) },
]

/** A data set as it came over the network, with the command that it came with (PS3.7 6.3.1). */
function withCommand(): BuiltFile {
  const command = [text(0x00000002, 'UI', '1.2.840.10008.5.1.4.1.1.7'), numbers(0x00000100, 'US', 1), numbers(0x00000110, 'US', 1)]
  const elements = [numbers(0x00000000, 'UL', dataSet(command, IMPLICIT).length), ...command, ...SOP, ID]
  return { name: 'a command before the data set', elements, bytes: dataSet(elements, IMPLICIT), unlike: { gdcmdump: REFUSES } }
}

/** A DICOMDIR of one patient with one study; its offsets are those of its records. */
function dicomdir(): BuiltFile {
  const record = (type: string, next: number, lower: number, more: readonly Built[]): readonly Built[] => [
    numbers(0x00041400, 'UL', next),
    numbers(0x00041410, 'US', 0xffff),
    numbers(0x00041420, 'UL', lower),
    text(0x00041430, 'CS', type),
    ...more,
  ]
  const make = (first: number, second: number): readonly Built[] => [
    text(0x00041130, 'CS', 'TAGBENCH'),
    numbers(0x00041200, 'UL', first),
    numbers(0x00041202, 'UL', first),
    numbers(0x00041212, 'US', 0),
    sequence(0x00041220, [
      record('PATIENT', 0, second, [NAME, ID]),
      record('STUDY', 0, 0, [text(0x00080020, 'DA', '20010203'), text(0x0020000d, 'UI', '1.2.3')]),
    ]),
  ]
  const start = part10([]).length
  const until = dataSet(make(0, 0).slice(0, 4), EXPLICIT).length + 12
  const firstAt = start + until
  const secondAt = firstAt + 8 + dataSet(record('PATIENT', 0, 0, [NAME, ID]), EXPLICIT).length
  const elements = make(firstAt, secondAt)
  return file('DICOMDIR', elements)
}

export const BUILT_FILES: readonly BuiltFile[] = [
  ...ENCODINGS,
  ...HEADERS,
  ...SEQUENCES,
  ...UNKNOWN,
  ...PRIVATE,
  ...ODDITIES,
  ...ODD_HEADERS,
  withCommand(),
  dicomdir(),
]
