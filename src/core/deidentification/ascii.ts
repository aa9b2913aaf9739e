/** @param text ASCII only */
export function asciiBytes(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0) & 0x7f)
}

/** Bytes as characters 0 to 255, without the padding around them: enough for UIDs, codes and dates. */
export function asciiText(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += String.fromCharCode(byte)
  return text.replace(/^[ \0]+|[ \0]+$/g, '')
}
