/**
 * Encoding in GB18030 and its subset GBK, which the platform only decodes. The tables are made from the decoder at
 * first use.
 */
let twoBytes: Map<string, readonly number[]> | undefined
let fourBytes: Map<string, readonly number[]> | undefined

/** @returns undefined where GBK has no such character; GB18030 has all */
export function encodeGb(text: string, only: 'gbk' | 'gb18030'): Uint8Array | undefined {
  const out: number[] = []
  for (const character of text) {
    const code = character.codePointAt(0) as number
    if (code < 0x80) out.push(code)
    else {
      twoBytes ??= makeTwoBytes()
      const bytes = twoBytes.get(character) ?? (only === 'gbk' ? undefined : encodeFour(character, code))
      if (bytes === undefined) return undefined
      out.push(...bytes)
    }
  }
  return Uint8Array.from(out)
}

function makeTwoBytes(): Map<string, readonly number[]> {
  const decoder = new TextDecoder('gb18030')
  const codes = new Map<string, readonly number[]>()
  for (let first = 0x81; first <= 0xfe; first += 1) {
    for (let second = 0x40; second <= 0xfe; second += 1) {
      if (second !== 0x7f) remember(codes, decoder, [first, second])
    }
  }
  return codes
}

/** Beyond the Basic Multilingual Plane the code is a number in mixed base; within it a table. */
function encodeFour(character: string, code: number): readonly number[] | undefined {
  if (code >= 0x10000) return fromLinear(code - 0x10000 + 189_000)
  if (fourBytes === undefined) {
    fourBytes = new Map()
    const decoder = new TextDecoder('gb18030')
    for (let linear = 0; linear < 39_420; linear += 1) remember(fourBytes, decoder, fromLinear(linear))
  }
  return fourBytes.get(character)
}

function fromLinear(linear: number): readonly number[] {
  return [
    0x81 + Math.floor(linear / 12_600),
    0x30 + (Math.floor(linear / 1260) % 10),
    0x81 + (Math.floor(linear / 10) % 126),
    0x30 + (linear % 10),
  ]
}

function remember(codes: Map<string, readonly number[]>, decoder: TextDecoder, bytes: readonly number[]): void {
  const character = decoder.decode(Uint8Array.from(bytes))
  if (!character.includes('\ufffd') && [...character].length === 1 && !codes.has(character)) codes.set(character, bytes)
}
