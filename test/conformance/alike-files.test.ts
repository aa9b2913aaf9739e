import { describe, expect, it } from 'vitest'
import { bytesSource } from '../../src/core/dicom/byte-source.ts'
import { readPart10 } from '../../src/core/dicom/read-part10.ts'
import { Collector } from '../../src/core/inventory/collect.ts'
import type { PartialInventory } from '../../src/core/inventory/partial-inventory.ts'
import { sha256 } from '../../src/engine/files/sha256.ts'
import { READ } from '../fixtures/dicom-bytes.ts'
import { said } from '../fixtures/partial-inventories.ts'
import { changed, random, smallKinds } from './changed-files.ts'
import { corpusBytes, corpusFiles, NO_CORPUS } from './corpus.ts'

/** How many changed files; more for a long run: FUZZ=200000. */
const RUNS = Number(process.env['FUZZ'] ?? 4000)

/** The inventory of files that come one after the other, recognised or each of them read. */
function collected(files: readonly Uint8Array[], recognises: boolean): { inventory: PartialInventory; recognised: number } {
  const collector = new Collector(sha256)
  let recognised = 0
  files.forEach((bytes, index) => {
    const source = bytesSource(bytes)
    const names = { file: `IM${index}`, folders: ['series'] }
    const alike = recognises ? collector.recognise(source) : undefined
    if (alike !== undefined) {
      recognised += 1
      alike(names)
      return
    }
    const read = readPart10(source, READ)
    // A transfer syntax that was seen in the bytes makes a layout that is not recognised: then every element is looked up.
    if (read.ok) collector.add(recognises ? read.value : { ...read.value, transferSyntaxFrom: 'bytes' }, source, names)
  })
  return { inventory: collector.partial(), recognised }
}

describe.skipIf(NO_CORPUS !== '')(`Files that are laid out like the one before${NO_CORPUS}`, () => {
  it('of the corpus give the same inventory whether they are recognised or read', () => {
    const folders = Map.groupBy(corpusFiles(), (name) => name.slice(0, name.lastIndexOf('/')))
    let recognised = 0
    for (const [, names] of folders) {
      const files = names.map(corpusBytes)
      // Twice: then every layout that can be recognised is.
      const twice = [...files.flatMap((bytes) => [bytes, bytes]), ...files]
      const quick = collected(twice, true)
      recognised += quick.recognised
      expect(said(quick.inventory)).toEqual(said(collected(twice, false).inventory))
    }
    expect(recognised).toBeGreaterThan(400)
  })

  it(`give the same inventory, or the same refusal, whatever has changed in them (${RUNS} files)`, () => {
    const kinds = smallKinds()
    const next = random(20261120)
    const AT_ONCE = 12
    let recognised = 0
    let runs = 0
    while (runs < RUNS) {
      const { bytes, elements } = kinds[next(kinds.length)] ?? { bytes: new Uint8Array(1), elements: [] }
      const files = [bytes, ...Array.from({ length: AT_ONCE }, () => changed(bytes, elements, next))]
      const quick = collected(files, true)
      recognised += quick.recognised
      runs += AT_ONCE
      expect(said(quick.inventory)).toEqual(said(collected(files, false).inventory))
    }
    expect(recognised).toBeGreaterThan(RUNS / 10)
    expect(recognised).toBeLessThan(RUNS)
  })
})
