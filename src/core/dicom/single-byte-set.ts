/** A set whose upper half (A0 to FF) is one character a byte. The controls 80 to 9F are never text in DICOM (PS3.5 6.1.3). */
export interface SingleByteSet {
  /** Characters of A0 to FF; undefined where the set has none. */
  readonly characters: readonly (string | undefined)[]
  readonly bytes: ReadonlyMap<string, number>
}

/** ISO-IR number → the label under which the platform knows a table with the same A0 to FF. */
const LABELS: Readonly<Record<string, string>> = {
  '100': 'windows-1252',
  '101': 'iso-8859-2',
  '109': 'iso-8859-3',
  '110': 'iso-8859-4',
  '126': 'iso-8859-7',
  '127': 'iso-8859-6',
  '138': 'iso-8859-8',
  '144': 'iso-8859-5',
  '148': 'windows-1254',
  '166': 'windows-874',
  '203': 'iso-8859-15',
}

const sets = new Map<string, SingleByteSet>()

/** The set with an ISO-IR registration number, for those of PS3.3 C.12.1.1.2 with one byte a character. */
export function singleByteSet(isoIr: string): SingleByteSet | undefined {
  const known = sets.get(isoIr)
  if (known !== undefined) return known
  const label = LABELS[isoIr]
  const characters = isoIr === '13' ? katakana() : label === undefined ? undefined : upperHalf(label)
  if (characters === undefined) return undefined
  const bytes = new Map<string, number>()
  characters.forEach((character, index) => {
    if (character !== undefined && !bytes.has(character)) bytes.set(character, 0xa0 + index)
  })
  const set = { characters, bytes }
  sets.set(isoIr, set)
  return set
}

function upperHalf(label: string): (string | undefined)[] {
  const decoder = new TextDecoder(label)
  return Array.from({ length: 0x60 }, (_, index) => {
    const character = decoder.decode(Uint8Array.of(0xa0 + index))
    return character === '\ufffd' ? undefined : character
  })
}

/** JIS X 0201: half-width katakana, A1 to DF. */
function katakana(): (string | undefined)[] {
  return Array.from({ length: 0x60 }, (_, index) => (index >= 0x01 && index <= 0x3f ? String.fromCodePoint(0xff60 + index) : undefined))
}

/** Decodes bytes of which the lower half is ASCII; undefined where one of them is no character. */
export function decodeSingleByte(bytes: Uint8Array, set: SingleByteSet): string | undefined {
  let text = ''
  for (const byte of bytes) {
    if (byte === 0x1b) return undefined
    const character = byte < 0x80 ? String.fromCharCode(byte) : set.characters[byte - 0xa0]
    if (character === undefined) return undefined
    text += character
  }
  return text
}

export function encodeSingleByte(text: string, set: SingleByteSet): Uint8Array | undefined {
  const bytes: number[] = []
  for (const character of text) {
    const code = character.charCodeAt(0)
    const byte = code < 0x80 && character.length === 1 ? code : set.bytes.get(character)
    if (byte === undefined) return undefined
    bytes.push(byte)
  }
  return Uint8Array.from(bytes)
}
