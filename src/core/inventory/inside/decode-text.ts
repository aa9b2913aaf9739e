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

/** Characters up to which putting them together one by one is quicker than asking a decoder. */
const SHORT = 64

/** Text from one offset up to the first NUL, or to another. */
export function zeroTerminated(bytes: Uint8Array, from = 0, to = bytes.length): string {
  let text = ''
  for (let at = from; at < to; at++) {
    const byte = bytes[at] ?? 0
    if (byte === 0) return text
    if (byte > 0x7f || text.length === SHORT) {
      const rest = bytes.subarray(from, to)
      const end = rest.indexOf(0)
      return decodeText(end < 0 ? rest : rest.subarray(0, end))
    }
    text += String.fromCharCode(byte)
  }
  return text
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
  for (let at = 0; at < end; at++) if (isControl(used[at] ?? 0)) return undefined
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
