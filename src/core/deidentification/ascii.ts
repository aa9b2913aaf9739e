/** @param text ASCII only */
export function asciiBytes(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length)
  for (let index = 0; index < text.length; index += 1) bytes[index] = text.charCodeAt(index) & 0x7f
  return bytes
}

/** Bytes as characters 0 to 255, without the padding around them: enough for UIDs, codes and dates. */
export function asciiText(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += String.fromCharCode(byte)
  return text.replace(/^[ \0]+|[ \0]+$/g, '')
}
