import { CHARACTER_SET_DEPENDENT, type VR } from '../../core/dicom/vr.ts'

/** The Specific Character Sets that the generator writes (PS3.3 C.12.1.1.2): single-byte, UTF-8, and Japanese by escapes. */
export type CharacterSet = '' | 'ISO_IR 100' | 'ISO_IR 144' | 'ISO_IR 192' | '\\ISO 2022 IR 87'

/**
 * Characters as bytes.
 * @throws where the character set or the VR has no such character: a defect of the plan
 */
export function encodeText(text: string, vr: VR, characterSet: CharacterSet): Uint8Array {
  if (isAscii(text)) return Buffer.from(text, 'latin1')
  if (!CHARACTER_SET_DEPENDENT.has(vr)) throw new Error(`${vr} holds only the default characters`)
  return encodeIn(text, characterSet)
}

export function encodeIn(text: string, characterSet: CharacterSet): Uint8Array {
  switch (characterSet) {
    case '':
      throw new Error('no character set is named for these characters')
    case 'ISO_IR 100':
      return Uint8Array.from(text, (character) => within(character.codePointAt(0) ?? 0, 0xff))
    case 'ISO_IR 144':
      return Uint8Array.from(text, cyrillic)
    case 'ISO_IR 192':
      return Buffer.from(text, 'utf8')
    case '\\ISO 2022 IR 87':
      return encodeJapanese(text)
  }
}

export function isAscii(text: string): boolean {
  for (let index = 0; index < text.length; index++) if (text.charCodeAt(index) > 0x7f) return false
  return true
}

function within(code: number, limit: number): number {
  if (code > limit) throw new Error('the character set has no such character')
  return code
}

/** ISO 8859-5: the Cyrillic letters stand in the order of Unicode from 0xA1. */
function cyrillic(character: string): number {
  const code = character.codePointAt(0) ?? 0
  return code < 0xa0 ? code : within(code - 0x401 + 0xa1, 0xff)
}

const TO_JIS = [0x1b, 0x24, 0x42]
const TO_ASCII = [0x1b, 0x28, 0x42]

/** JIS X 0208 between escapes; the escape back stands before the delimiters `^`, `=` and at the end (PS3.5 6.1.2.5.3). */
function encodeJapanese(text: string): Uint8Array {
  const bytes: number[] = []
  let inJis = false
  for (const character of text) {
    const ascii = character.charCodeAt(0) < 0x80
    if (ascii === inJis) bytes.push(...(ascii ? TO_ASCII : TO_JIS))
    inJis = !ascii
    const code = ascii ? character.charCodeAt(0) : jis(character)
    bytes.push(...(ascii ? [code] : [code >> 8, code & 0xff]))
  }
  if (inJis) bytes.push(...TO_ASCII)
  return Uint8Array.from(bytes)
}

let jisCodes: Map<string, number> | undefined

/** The JIS code of a character, from the machine's own EUC-JP table read backwards. */
function jis(character: string): number {
  if (jisCodes === undefined) {
    jisCodes = new Map()
    const decoder = new TextDecoder('euc-jp')
    for (let row = 0x21; row <= 0x74; row++)
      for (let cell = 0x21; cell <= 0x7e; cell++) {
        const decoded = decoder.decode(Uint8Array.of(row | 0x80, cell | 0x80))
        if (decoded.length === 1 && decoded !== '\ufffd') jisCodes.set(decoded, (row << 8) | cell)
      }
  }
  const code = jisCodes.get(character)
  if (code === undefined) throw new Error('JIS X 0208 has no such character')
  return code
}
