/** @param text ASCII only */
export function asciiBytes(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length)
  for (let index = 0; index < text.length; index += 1) bytes[index] = text.charCodeAt(index) & 0x7f
  return bytes
}

function isPadding(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0
}

/** Bytes as characters 0 to 255, without the padding around them: enough for UIDs, codes and dates. */
export function asciiText(bytes: Uint8Array): string {
  let start = 0
  let end = bytes.length
  while (start < end && isPadding(bytes[start])) start += 1
  while (end > start && isPadding(bytes[end - 1])) end -= 1
  let text = ''
  for (let at = start; at < end; at += 1) text += String.fromCharCode(bytes[at] as number)
  return text
}
