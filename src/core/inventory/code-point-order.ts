/**
 * Compares texts by code point: the order of paths and values in every list and report. It differs from `<`, which
 * compares UTF-16 units, only where characters beyond U+FFFF meet those from U+E000 to U+FFFF; it is the order of
 * UTF-8 bytes, hence SQLite's.
 */
export function byCodePoint(a: string, b: string): number {
  const shorter = Math.min(a.length, b.length)
  for (let index = 0; index < shorter; index++) {
    const left = a.charCodeAt(index)
    const right = b.charCodeAt(index)
    if (left !== right) return inCodePointOrder(left) - inCodePointOrder(right)
  }
  return a.length - b.length
}

/** Surrogates, which stand for code points above U+FFFF, go behind all other units. */
function inCodePointOrder(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit
}
