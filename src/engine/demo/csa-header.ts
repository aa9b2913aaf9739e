/** An entry of a Siemens CSA header: a name, a VR and values as text. */
export interface CsaEntry {
  readonly name: string
  readonly vr: string
  readonly values: readonly string[]
}

const NAME_LENGTH = 64
const CHECK = 77
const SYNGO_TYPE: Readonly<Record<string, number>> = { IS: 6, US: 9, LO: 19, DS: 3, UN: 0, LT: 20, CS: 16, SH: 22, UI: 25, DA: 17 }

/**
 * A CSA header of the second kind (`SV10`), as (0029,"SIEMENS CSA HEADER",10) and 20 hold it: a directory of entries
 * with their values as zero-terminated text, in little endian whatever the data set is in.
 */
export function csaHeader(entries: readonly CsaEntry[]): Uint8Array {
  const head = Buffer.alloc(16)
  head.write('SV10', 0, 'latin1')
  head.set([4, 3, 2, 1], 4)
  head.writeUInt32LE(entries.length, 8)
  head.writeUInt32LE(CHECK, 12)
  return Buffer.concat([head, ...entries.flatMap(entryBytes)])
}

function entryBytes(entry: CsaEntry): readonly Uint8Array[] {
  const head = Buffer.alloc(NAME_LENGTH + 20)
  head.write(entry.name, 0, 'latin1')
  head.writeInt32LE(entry.values.length, NAME_LENGTH)
  head.write(entry.vr, NAME_LENGTH + 4, 'latin1')
  head.writeInt32LE(SYNGO_TYPE[entry.vr] ?? 0, NAME_LENGTH + 8)
  head.writeInt32LE(entry.values.length, NAME_LENGTH + 12)
  head.writeInt32LE(entry.values.length > 0 ? CHECK : 205, NAME_LENGTH + 16)
  return [head, ...entry.values.flatMap(valueBytes)]
}

function valueBytes(value: string): readonly Uint8Array[] {
  const length = value.length + 1
  const head = Buffer.alloc(16)
  for (const [index, word] of [length, length, CHECK, length].entries()) head.writeInt32LE(word, index * 4)
  const text = Buffer.alloc(Math.ceil(length / 4) * 4)
  text.write(value, 0, 'latin1')
  return [head, text]
}
