/** UTF-8 where the bytes are that, else one byte a character, as machines in the West write. */
export function decodeText(bytes: Uint8Array): string {
  return utf8(bytes) ?? new TextDecoder('latin1').decode(bytes)
}

function utf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

/** Text up to the first NUL. */
export function zeroTerminated(bytes: Uint8Array): string {
  const end = bytes.indexOf(0)
  return decodeText(end < 0 ? bytes : bytes.subarray(0, end))
}

/** Bytes behind the NUL that ends a text: some writers pad with whatever is in memory. */
const LONGEST_REST = 8

/**
 * The text that bytes are, padding at their end apart; undefined where they hold what no text does. UTF-16 is told by
 * its mark, or by the markup it begins with.
 * @returns `sure` false where the bytes are no UTF-8 and may be text of another character set, or none
 */
export function wholeText(bytes: Uint8Array): { readonly text: string; readonly sure: boolean } | undefined {
  if (isUtf16(bytes)) return checked(new TextDecoder('utf-16le').decode(bytes.subarray(0, bytes.length & ~1)), true)
  const zero = bytes.indexOf(0, Math.max(0, bytes.length - LONGEST_REST))
  let end = zero < 0 ? bytes.length : zero
  while (end > 0 && isPadding(bytes[end - 1])) end -= 1
  const used = bytes.subarray(0, end)
  for (const byte of used) if (isControl(byte)) return undefined
  const text = utf8(used)
  return text === undefined ? { text: new TextDecoder('latin1').decode(used), sure: false } : { text, sure: true }
}

function checked(text: string, sure: boolean): { readonly text: string; readonly sure: boolean } | undefined {
  let end = text.length
  while (end > 0 && isPadding(text.charCodeAt(end - 1))) end -= 1
  for (let index = 0; index < end; index++) if (isControl(text.charCodeAt(index))) return undefined
  return { text: text.slice(0, end), sure }
}

function isUtf16(bytes: Uint8Array): boolean {
  const [first, second, third, fourth] = bytes
  if (first === 0xff && second === 0xfe) return true
  return first === 0x3c && second === 0 && third !== undefined && third > 0x20 && fourth === 0
}

/** NULs and blanks, also with line ends among them. */
function isPadding(code: number | undefined): boolean {
  return code === 0 || code === 0x20 || code === 0x0a || code === 0x0d
}

function isControl(code: number): boolean {
  return (code < 0x20 && code !== 0x09 && code !== 0x0a && code !== 0x0c && code !== 0x0d) || code === 0x7f
}
