import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { pathKey } from '../../src/core/dicom/attribute-path.ts'
import { TEXTUAL } from '../../src/core/dicom/vr.ts'
import type { Operation, OperationKind } from '../../src/core/script/operation.ts'
import { appliedFiles } from '../../src/engine/apply/applied-files.ts'
import { createInventoryStore } from '../../src/engine/project/inventory-store.ts'
import type { Project } from '../../src/engine/project/project.ts'
import { applied, newOutput } from '../engine/apply/applying.ts'
import { closeProjects, newProject, scan } from '../engine/scan/scanning.ts'
import { CORPUS, NO_CORPUS } from './corpus.ts'
import { NO_DCMTK, NO_PYDICOM, readWithPydicom, refusedByDcmdump } from './judges.ts'

const OUT = newOutput()

/** A script that does everything somewhere: by VR, and for text and private elements by the last digit of the tag. */
function mixedScript(project: Project): Operation[] {
  return createInventoryStore(project)
    .elements()
    .map(({ path, vrs }) => {
      const how = howFor(path, vrs)
      return { path, when: {}, do: how, because: 'a bit of everything', ...(how === 'shift-date' ? { otherwise: 'empty' as const } : {}) }
    })
}

const TREATED: readonly OperationKind[] = ['keep', 'dummy', 'empty', 'remove']

function howFor(path: string, vrs: readonly string[]): OperationKind {
  if (path === '(0010,0010)' || path === '(0010,0020)') return 'map-patient'
  if (vrs.includes('SQ')) return path.length % 7 === 0 ? 'dummy' : 'process'
  if (vrs.includes('UI')) return 'remap-uid'
  if (vrs.includes('DA') || vrs.includes('DT') || vrs.includes('TM')) return 'shift-date'
  if (path === '(0008,0005)' || path.startsWith('(7FE0')) return 'keep'
  const isText = vrs.some((vr) => [...TEXTUAL].includes(vr as never))
  if (!isText && !pathKey(path).includes('"')) return 'keep'
  return TREATED[path.length % TREATED.length] ?? 'keep'
}

interface Pair {
  readonly source: string
  readonly output: string
}

/** Files of which pydicom reads only the first part, before and after: at (0028,0120) with two blanks for a VR. */
const STOPS_EARLY = ['GH179A.dcm']

async function applyCorpus(): Promise<readonly Pair[]> {
  const project = newProject()
  await scan(project, CORPUS)
  await applied(project, { out: OUT, operations: mixedScript(project), settings: { methodTexts: ['Tagbench', 'PS3.15 Annex E'] } })
  return [...appliedFiles(project)]
    .filter((file) => file.status === 'written')
    .map((file) => ({ source: join(CORPUS, file.sourcePath), output: join(OUT, file.outputPath) }))
}

let pairs: Promise<readonly Pair[]> | undefined
const corpusPairs = (): Promise<readonly Pair[]> => (pairs ??= applyCorpus())

afterAll(closeProjects)

describe.skipIf(NO_CORPUS !== '')(`the corpus, applied with a bit of every Operation${NO_CORPUS}`, () => {
  test.skipIf(NO_PYDICOM !== '')(
    `is read by pydicom as well as it was before${NO_PYDICOM}`,
    async () => {
      const all = await corpusPairs()
      expect(all.length).toBeGreaterThan(500)
      const readings = readWithPydicom(all.flatMap(({ source, output }) => [source, output]))
      const worse = all.filter(
        ({ source, output }) => readings.get(source)?.error === undefined && readings.get(output)?.error !== undefined,
      )
      expect(worse).toEqual([])
      for (const { source, output } of all) {
        const paths = readings.get(output)?.elements?.map(([path]) => path)
        if (paths === undefined || STOPS_EARLY.some((name) => source.endsWith(name))) continue
        const missing = ['00120062', '00120063', '00120064', '00280303'].filter((tag) => !paths.includes(tag))
        expect([source, ...missing]).toEqual([source])
      }
    },
    300_000,
  )

  test.skipIf(NO_DCMTK !== '')(
    `is read by dcmdump as well as it was before${NO_DCMTK}`,
    async () => {
      const all = await corpusPairs()
      const refusedBefore = new Set(refusedByDcmdump(all.map(({ source }) => source)))
      const refused = new Set(refusedByDcmdump(all.map(({ output }) => output)))
      expect(all.filter(({ source, output }) => refused.has(output) && !refusedBefore.has(source))).toEqual([])
    },
    300_000,
  )
})
