/** Whether a value as a tool prints it is the value that stands in the file. */
import { DEFAULT_CHARACTER_SETS } from '../../src/core/dicom/character-set.ts'
import { valueToText } from '../../src/core/dicom/value-text.ts'
import { isVR, TEXTUAL, type VR } from '../../src/core/dicom/vr.ts'
import type { DumpedElement } from './dumps.ts'

/** gdcm prints 256 characters of a text, a dot for what is not printable, and the first bytes of bytes. */
const LONGEST_IN_GDCM = 256

/** `(SH) `, `(US or SS => SS) `: what gdcm's dictionary has to say where the file says otherwise or nothing. */
const REMARK = /^\((?:[A-Z]{2} or )?[A-Z]{2}(?: => ([A-Z]{2,3}))?\) ?/

/** @returns undefined where what is printed is not the whole value, or is no value */
export function agrees(tool: 'dcmdump' | 'gdcmdump', dumped: DumpedElement, bytes: Uint8Array, littleEndian: boolean): boolean | undefined {
  const remark = tool === 'gdcmdump' ? REMARK.exec(dumped.value) : null
  const value = remark === null ? dumped.value : dumped.value.slice(remark[0].length)
  const vr = remark?.[1] ?? (remark?.[0].includes(' or O') === true ? 'OW' : dumped.vr)
  if (value === '(no value available)' || value === '(no value)' || value === '[]') return isPadding(bytes)
  if (value === '(not loaded)') return undefined
  if (value.startsWith('[') && value.endsWith(']')) return textAgrees(tool, value.slice(1, -1), bytes)
  if (/^[0-9a-f]{2}(\\[0-9a-f]{2})*$/.test(value) && (!isVR(vr) || !isNumber(vr))) {
    return bytesAgree(value, bytes, tool === 'gdcmdump' && vr === 'OW' && !littleEndian)
  }
  if (vr === 'OW' && /^[0-9a-f]{4}(\\[0-9a-f]{4})*$/.test(value)) return bytesAgree(value, bytes, littleEndian)
  return isVR(vr) && isNumber(vr) ? numbersAgree(value, bytes, vr, littleEndian) : undefined
}

function isNumber(vr: VR): boolean {
  return !TEXTUAL.has(vr) && !vr.startsWith('O') && vr !== 'UN' && vr !== 'SQ'
}

function isPadding(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte === 0 || byte === 0x20)
}

/** Characters are bytes here; padding is printed by one tool and not by another. */
function textAgrees(tool: 'dcmdump' | 'gdcmdump', printed: string, bytes: Uint8Array): boolean | undefined {
  const own = Buffer.from(bytes).toString('latin1')
  if (tool === 'dcmdump') return trimmed(printed) === trimmed(own)
  if (own.length >= LONGEST_IN_GDCM || own.includes('\n')) return undefined
  if (isPadding(bytes)) return /^[. ]*$/.test(printed)
  const dotted = (text: string): string => trimmed(text).replace(/[\x01-\x1f\x7f-\xff]/g, '.')
  return dotted(printed) === dotted(own)
}

function trimmed(text: string): string {
  return text.replaceAll('\0', ' ').replace(/^ +| +$/g, '')
}

/** A value of odd length is padded by one tool when it reads it; the other prints the first bytes only. */
function bytesAgree(value: string, bytes: Uint8Array, turned: boolean): boolean | undefined {
  const printed = Buffer.from(value.replaceAll('\\', ''), 'hex')
  if (printed.length < bytes.length) return undefined
  return (turned ? printed.swap16() : printed).subarray(0, bytes.length).equals(bytes)
}

function numbersAgree(value: string, bytes: Uint8Array, vr: VR, littleEndian: boolean): boolean | undefined {
  const { text, exact } = valueToText(bytes, vr, littleEndian, DEFAULT_CHARACTER_SETS)
  if (!exact) return undefined
  const printed = value.split('\\')
  const ours = text.split('\\')
  if (printed.length !== ours.length) return false
  return printed.every((one, index) => {
    const own = ours[index] ?? ''
    // Floating point is printed with six digits or more.
    return one.toUpperCase() === own || Math.abs(Number(one) - Number(own)) <= 1e-5 * Math.abs(Number(own))
  })
}
