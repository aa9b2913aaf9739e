import type { OutputPart } from './edits.ts'

/** What a piece of a file will be: ranges of the source and new bytes in order, ranges that touch made one. */
export class Output {
  readonly parts: OutputPart[] = []
  /** In bytes. */
  length = 0

  copy(offset: number, length: number): void {
    if (length === 0) return
    const last = this.parts[this.parts.length - 1]
    if (last !== undefined && last.from === 'file' && last.offset + last.length === offset) {
      this.parts[this.parts.length - 1] = { from: 'file', offset: last.offset, length: last.length + length }
    } else this.parts.push({ from: 'file', offset, length })
    this.length += length
  }

  write(bytes: Uint8Array): void {
    if (bytes.length === 0) return
    this.parts.push({ from: 'bytes', bytes })
    this.length += bytes.length
  }

  append(other: Output): void {
    for (const part of other.parts) {
      if (part.from === 'file') this.copy(part.offset, part.length)
      else this.write(part.bytes)
    }
  }
}
