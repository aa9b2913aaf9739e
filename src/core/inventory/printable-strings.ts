import { charactersOf } from '../dicom/character-set.ts'

/** Runs of fewer characters are noise more often than text. */
const SHORTEST_RUN = 4

/**
 * What a person could read in bytes of unknown meaning: runs of at least four printable ASCII characters, also where
 * each is followed by a NUL (UTF-16LE), joined by a blank, up to `limit` characters.
 */
export function printableStrings(bytes: Uint8Array, limit: number): string {
  let out = ''
  let at = 0
  while (at < bytes.length && out.length < limit) {
    // Never beyond the end: V8 gives up fast code for a read that finds nothing.
    while (at < bytes.length && PRINTABLE[bytes[at] as number] === 0) at += 1
    if (at >= bytes.length) break
    const step = at + 1 < bytes.length && bytes[at + 1] === 0 ? 2 : 1
    const end = step === 1 ? endOfRun(bytes, at) : endOfWideRun(bytes, at)
    if ((end - at) / step >= SHORTEST_RUN) {
      if (out !== '') out += ' '
      const stop = Math.min(end, at + (limit - out.length) * step)
      out += step === 1 ? charactersOf(bytes.subarray(at, stop)) : everyOther(bytes, at, stop)
    }
    at = end
  }
  return out
}

/**
 * The number of characters in bytes that are all printable ASCII, tabs and line ends, but for padding (blanks and NULs)
 * at the end, which does not count; 0 for other bytes, and for more characters than `most`.
 */
export function lengthOfText(bytes: Uint8Array, most: number): number {
  let end = bytes.length
  while (end > 0 && (bytes[end - 1] === 0x20 || bytes[end - 1] === 0)) end -= 1
  if (end > most) return 0
  for (let index = 0; index < end; index++) {
    const byte = bytes[index] as number
    if (PRINTABLE[byte] === 0 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d) return 0
  }
  return end
}

function everyOther(bytes: Uint8Array, at: number, stop: number): string {
  let out = ''
  for (let index = at; index < stop; index += 2) out += String.fromCharCode(bytes[index] ?? 0)
  return out
}

function endOfRun(bytes: Uint8Array, at: number): number {
  let end = at
  while (end < bytes.length && PRINTABLE[bytes[end] as number] === 1) end += 1
  return end
}

function endOfWideRun(bytes: Uint8Array, at: number): number {
  let end = at
  while (end + 1 < bytes.length && PRINTABLE[bytes[end] as number] === 1 && bytes[end + 1] === 0) end += 2
  return end
}

/** 1 for each byte that is a printable character of ASCII. */
const PRINTABLE = Uint8Array.from({ length: 256 }, (_, byte) => Number(byte >= 0x20 && byte <= 0x7e))
