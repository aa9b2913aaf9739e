import { describe, expect, it } from 'vitest'
import { OperationIndex } from '../../src/core/deidentification/operation-index.ts'
import { uidRemapper } from '../../src/core/deidentification/remap-uid.ts'
import type { RunContext } from '../../src/core/deidentification/work.ts'
import { bytesSource } from '../../src/core/dicom/byte-source.ts'
import { readPart10 } from '../../src/core/dicom/read-part10.ts'
import { appliedInTurn } from '../core/deidentification/applied-in-turn.ts'
import { keyedBy } from '../core/deidentification/keyed-for-tests.ts'
import { SETTINGS } from '../core/deidentification/one-instance.ts'
import { READ } from '../fixtures/dicom-bytes.ts'
import { changed, random, smallKinds } from './changed-files.ts'
import { corpusBytes, corpusFiles, NO_CORPUS } from './corpus.ts'
import { patientOf, randomScript, randomSettings } from './random-script.ts'

/** How many changed files; more for a long run: FUZZ=200000. */
const RUNS = Number(process.env['FUZZ'] ?? 6000)

/** A run that knows every element of a file, with a bit of every Operation; undefined for what is no file. */
function runFor(bytes: Uint8Array, next: (below: number) => number): RunContext | undefined {
  const read = readPart10(bytesSource(bytes), READ)
  if (!read.ok) return undefined
  const settings = randomSettings(SETTINGS, next)
  const keyed = keyedBy('one secret')
  const patient = patientOf(read.value)
  return {
    operations: new OperationIndex(randomScript(read.value, next)),
    settings,
    keyed,
    uids: uidRemapper(keyed, settings.uidRoot),
    patients: new Map([[patient.key, patient]]),
  }
}

describe.skipIf(NO_CORPUS !== '')(`Files of a series that are laid out alike${NO_CORPUS}`, () => {
  it('of the corpus are de-identified to the same bytes whether they are recognised or read', () => {
    const next = random(20261129)
    let recognised = 0
    for (const name of corpusFiles()) {
      const bytes = corpusBytes(name)
      const run = runFor(bytes, next)
      if (run === undefined) continue
      const files = [bytes, bytes, bytes, bytes]
      const quick = appliedInTurn(files, run, true)
      recognised += quick.recognised
      expect(quick.all, name).toEqual(appliedInTurn(files, run, false).all)
    }
    expect(recognised).toBeGreaterThan(600)
  })

  it(`are de-identified to the same bytes, or refused the same, whatever has changed in them (${RUNS} files)`, () => {
    const kinds = smallKinds()
    const next = random(20261130)
    const AT_ONCE = 12
    let recognised = 0
    let runs = 0
    while (runs < RUNS) {
      const { bytes, elements } = kinds[next(kinds.length)] ?? { bytes: new Uint8Array(1), elements: [] }
      const run = runFor(bytes, next)
      if (run === undefined) continue
      const files = [bytes, bytes, ...Array.from({ length: AT_ONCE }, () => changed(bytes, elements, next))]
      const quick = appliedInTurn(files, run, true)
      recognised += quick.recognised
      runs += AT_ONCE
      expect(quick.all).toEqual(appliedInTurn(files, run, false).all)
    }
    expect(recognised).toBeGreaterThan(RUNS / 10)
    expect(recognised).toBeLessThan(RUNS)
  })
})
