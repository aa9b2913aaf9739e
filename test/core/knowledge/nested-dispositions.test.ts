import { describe, expect, it } from 'vitest'
import { readCsv } from '../../../build/tables/sources.ts'
import { isVR } from '../../../src/core/dicom/vr.ts'
import { tciaDisposition } from '../../../src/core/dictionary/index.ts'
import { nestedDisposition } from '../../../src/core/knowledge/nested-dispositions.ts'

const rows = readCsv('tcia-private-tag-kb.csv.gz', ['depth', 'path', 'vr', 'disposition']).filter((row) => row.depth !== '1')

function textOf(path: string): string {
  return path.replaceAll('>(', '[*](')
}

/** The most restrictive first. */
const RESTRICTIVE: readonly string[] = ['d', '', 'na', 'h', 'o', 'oi', 'k']

describe('what TCIA decided inside Sequences', () => {
  it('is found for each of its 2219 rows by path, and holds for the VR it was decided for', () => {
    expect(rows).toHaveLength(2219)
    for (const [path, decided] of Map.groupBy(rows, (row) => row.path.toUpperCase())) {
      const found = nestedDisposition(textOf(path))
      expect(found, path).toBeDefined()
      if (found === undefined) continue
      const strictest = (words: readonly string[]): string | undefined => RESTRICTIVE.find((word) => words.includes(word))
      expect(tciaDisposition(found, 'UN'), path).toBe(strictest(decided.map((row) => row.disposition)))
      for (const { vr } of decided.filter((row) => isVR(row.vr) && row.vr !== 'UN')) {
        if (!isVR(vr)) continue
        const own = decided.filter((row) => row.vr === vr).map((row) => row.disposition)
        expect(tciaDisposition(found, vr), `${path} ${vr}`).toBe(strictest(own))
      }
    }
  })

  it('does not depend on the case of a creator', () => {
    const path = '(0008,1110)[*](2001,"Philips Imaging DD 001",C1)'
    expect(nestedDisposition(path)).toEqual({ name: 'Linear Modality GL Transform', tcia: 'k', tciaByVr: {} })
    expect(nestedDisposition(path.replace('Philips', 'PHILIPS'))).toEqual(nestedDisposition(path))
  })

  it('covers public elements inside private Sequences', () => {
    expect(nestedDisposition('(0029,"FujiFILM TM",31)[*](0020,0010)')?.tcia).toBe('d')
  })

  it('says nothing of the same element elsewhere', () => {
    expect(nestedDisposition('(2001,"Philips Imaging DD 001",C1)')).toBeUndefined()
    expect(nestedDisposition('(0029,"FujiFILM TM",31)[*](0020,0011)')).toBeUndefined()
  })
})
