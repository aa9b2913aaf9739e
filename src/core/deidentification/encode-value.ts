import { encodeText, type CharacterSets } from '../dicom/character-set.ts'
import { NUMBER_SIZE, TEXTUAL, type VR } from '../dicom/vr.ts'

/**
 * A value given as text, the way the inventory shows values (numbers and tags joined by `\`), as bytes of a VR.
 * @returns bytes in little endian, not padded; undefined where the VR or the character set cannot hold the text
 */
export function encodeValue(text: string, vr: VR, characterSets: CharacterSets): Uint8Array | undefined {
  if (text === '') return new Uint8Array(0)
  if (TEXTUAL.has(vr)) return encodeText(text, vr, characterSets)
  const size = NUMBER_SIZE[vr]
  if (size === undefined) return undefined
  const values = text.split('\\')
  const bytes = new Uint8Array(size * values.length)
  const view = new DataView(bytes.buffer)
  return values.every((value, index) => setNumber(view, index * size, value.trim(), vr)) ? bytes : undefined
}

const TAG_TEXT = /^\(?([0-9A-Fa-f]{4}),?([0-9A-Fa-f]{4})\)?$/

function setNumber(view: DataView, at: number, text: string, vr: VR): boolean {
  if (vr === 'AT') {
    const match = TAG_TEXT.exec(text)
    if (match === null) return false
    view.setUint16(at, parseInt(match[1] ?? '', 16), true)
    view.setUint16(at + 2, parseInt(match[2] ?? '', 16), true)
    return true
  }
  if (vr === 'FD' || vr === 'FL') {
    const number = Number(text)
    if (text === '' || !Number.isFinite(number)) return false
    if (vr === 'FD') view.setFloat64(at, number, true)
    else view.setFloat32(at, number, true)
    return true
  }
  return /^[+-]?\d{1,20}$/.test(text) && setInteger(view, at, BigInt(text), vr)
}

const BITS: Partial<Record<VR, number>> = { SL: 32, SS: 16, SV: 64, UL: 32, US: 16, UV: 64 }

function setInteger(view: DataView, at: number, number: bigint, vr: VR): boolean {
  const bits = BITS[vr]
  if (bits === undefined) return false
  const signed = vr.startsWith('S')
  const within = signed ? BigInt.asIntN(bits, number) === number : BigInt.asUintN(bits, number) === number
  if (!within) return false
  const raw = BigInt.asUintN(bits, number)
  if (bits === 64) view.setBigUint64(at, raw, true)
  else if (bits === 32) view.setUint32(at, Number(raw), true)
  else view.setUint16(at, Number(raw), true)
  return true
}
