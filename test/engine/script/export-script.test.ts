import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { annotate } from '../../../src/core/annotation/annotate.ts'
import { decisionTable } from '../../../src/core/decisions/decision-table.ts'
import { compile } from '../../../src/core/script/compile.ts'
import { readNative } from '../../../src/core/script/read-native.ts'
import { exportScript, type ExportRequest } from '../../../src/engine/script/index.ts'
import { entriesOf, profileWith, type SmallDecision } from '../../core/script/compiling.ts'
import { inventoryOf, type SmallElement } from '../../fixtures/small-inventory.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tagbench-script-'))
})
afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

const ELEMENTS: readonly SmallElement[] = [
  { path: '(0018,1030)', values: ['HEAD'] },
  { path: '(7FE0,0010)', vr: 'OW' },
  { path: '(0019,"ACME")' },
  { path: '(0019,"ACME",01)' },
]
const DECISIONS: readonly SmallDecision[] = [
  { path: '(0018,1030)', is: 'retain:clean' },
  { path: '(0018,1030)', value: 'HEAD', is: 'retain' },
  { path: '(7FE0,0010)', is: 'retain' },
  { path: '(0019,"ACME",01)', is: 'retain' },
]

function request(decisions = DECISIONS, more: Partial<ExportRequest> = {}): ExportRequest {
  const inventory = inventoryOf(ELEMENTS)
  const profile = profileWith()
  const table = decisionTable(entriesOf(decisions))
  const compiled = compile({ inventory, annotations: annotate(inventory, profile), decisions: table, profile })
  return { project: 'delivery', compiled, inventory, decisions: table, target: 'ctp', out: folder, ...more }
}
const read = (name: string): string => readFileSync(join(folder, name), 'utf8')
const modeOf = (name: string): number => statSync(join(folder, name)).mode & 0o777

describe('a script that is written', () => {
  it('stands in the folder with its companions, those that identify people for their owner only', () => {
    const result = exportScript(request())
    if (!result.ok) throw new Error(result.failure.message)
    const names = ['PrivateTagDictionary.xml', 'ctp-anonymizer.script', 'ctp-lookup.properties', 'expressibility.csv']
    expect(readdirSync(folder).sort()).toEqual(names)
    expect([...result.value.files].sort()).toEqual(names.map((name) => join(folder, name)))
    expect(modeOf('ctp-lookup.properties')).toBe(0o600)
    expect(result.value).toMatchObject({ openReviews: 0, weaker: [], expressed: { yes: 3, stricter: 0, no: 0 } })
  })

  it('has a report of what the target can say, with the settled columns', () => {
    exportScript(request())
    const [header, ...rows] = read('expressibility.csv').trim().split('\r\n')
    expect(header).toBe('path,decision,target,expressed,why')
    expect(rows).toContain('"(7FE0,0010)",retain,ctp,yes,')
  })

  it('is the same for the same decisions', () => {
    exportScript(request())
    const first = ['ctp-anonymizer.script', 'PrivateTagDictionary.xml', 'ctp-lookup.properties', 'expressibility.csv'].map(read)
    exportScript(request())
    expect(['ctp-anonymizer.script', 'PrivateTagDictionary.xml', 'ctp-lookup.properties', 'expressibility.csv'].map(read)).toEqual(first)
  })

  it('names what is weaker than decided unless that is accepted by name', () => {
    const decisions = DECISIONS.map((one) => (one.path === '(7FE0,0010)' ? { ...one, is: 'delete:remove' } : one))
    expect(exportScript(request(decisions))).toMatchObject({ ok: true, value: { weaker: ['(7FE0,0010)'] } })
    expect(exportScript(request(decisions, { acceptWeaker: ['(7fe0,0010)'.toUpperCase()] }))).toMatchObject({
      ok: true,
      value: { weaker: [] },
    })
  })

  it('leaves nothing of an earlier one beside it', () => {
    exportScript(request())
    exportScript(request(DECISIONS, { per: 'manufacturer' }))
    expect(readdirSync(folder).sort()).toEqual([
      'PrivateTagDictionary.xml',
      'ctp-anonymizer.ACME.script',
      'ctp-filter.ACME.txt',
      'ctp-lookup.properties',
      'expressibility.csv',
    ])
    exportScript(request(DECISIONS, { target: 'tagbench' }))
    expect(readdirSync(folder).sort()).toEqual(['expressibility.csv', 'tagbench.script.json'])
  })

  it('is written nowhere where somebody else has a file of its name', () => {
    writeFileSync(join(folder, 'PrivateTagDictionary.xml'), '<dictionary/>')
    expect(exportScript(request())).toMatchObject({ ok: false, failure: { code: 'refused' } })
    expect(read('PrivateTagDictionary.xml')).toBe('<dictionary/>')
    expect(readdirSync(folder)).toEqual(['PrivateTagDictionary.xml'])
  })

  it('goes neither into the collection nor into the copy', () => {
    const inside = join(folder, 'inside')
    mkdirSync(inside)
    expect(exportScript(request(DECISIONS, { out: inside, places: { collection: folder } }))).toMatchObject({
      ok: false,
      failure: { code: 'refused' },
    })
    expect(exportScript(request(DECISIONS, { out: inside, places: { collection: tmpdir() + '/x', copy: folder } }))).toMatchObject({
      ok: false,
      failure: { code: 'refused' },
    })
    expect(readdirSync(inside)).toEqual([])
  })

  it('is refused where the folder is a file', () => {
    writeFileSync(join(folder, 'file'), '')
    expect(exportScript(request(DECISIONS, { out: join(folder, 'file') }))).toMatchObject({ ok: false, failure: { code: 'refused' } })
  })
})

describe('the native script', () => {
  it('reads back to the Operations that apply runs', () => {
    const asked = request(DECISIONS, { target: 'tagbench' })
    exportScript(asked)
    const script = readNative(read('tagbench.script.json'))
    expect(script).toMatchObject({
      ok: true,
      value: { openReviews: 0, operations: asked.compiled.operations, settings: asked.compiled.settings },
    })
    expect(modeOf('tagbench.script.json')).toBe(0o600)
  })

  it('writes an open Review as deletion, says at its top how many, and the result does too', () => {
    const result = exportScript(request(DECISIONS.slice(2), { target: 'tagbench' }))
    expect(result).toMatchObject({ ok: true, value: { openReviews: 1, expressed: { stricter: 1 } } })
    const script = readNative(read('tagbench.script.json'))
    if (!script.ok) throw new Error(script.failure.message)
    expect(script.value.operations.find(({ path }) => path === '(0018,1030)')).toMatchObject({ do: 'remove' })
    expect(
      read('tagbench.script.json')
        .split('\n')
        .findIndex((line) => line.includes('"openReviews": 1')),
    ).toBeLessThan(5)
  })
})

describe('every target', () => {
  const FILES = {
    dicomedit: ['dicomedit.das'],
    posda: ['posda-edits.csv', 'posda-edits.txt', 'posda-private-dispositions.csv'],
    deid: ['deid.dicom'],
    kitware: ['kitware-dicom-anonymizer.json', 'kitware-dicom-anonymizer.txt'],
  } as const

  it('has its files and its expressibility, and is written again over its own', () => {
    for (const target of ['dicomedit', 'posda', 'deid', 'kitware'] as const)
      for (let times = 0; times < 2; times += 1) {
        expect(exportScript(request(DECISIONS, { target }))).toMatchObject({ ok: true })
        expect(readdirSync(folder).sort()).toEqual(['expressibility.csv', ...FILES[target]].sort())
        expect(read('expressibility.csv')).toContain(`,${target},`)
      }
  })

  it('says at its top what it was made from', () => {
    for (const [target, file] of [
      ['dicomedit', 'dicomedit.das'],
      ['posda', 'posda-edits.txt'],
      ['deid', 'deid.dicom'],
      ['kitware', 'kitware-dicom-anonymizer.txt'],
    ] as const) {
      exportScript(request(DECISIONS, { target }))
      expect(read(file)).toMatch(/written by Tagbench[\s\S]*Project: [\s\S]*Digest of settings and Operations: [0-9a-f]{64}/)
      expect(read(file)).toContain('Private elements: TCIA 2024-02-01, CTP/WUSTL 2015')
      expect(read(file)).not.toContain('Knowledge of the team')
    }
  })

  it('says at its top what the team knew', () => {
    const team = { approvals: [], imported: [{ kind: 'tcia' as const, date: '2025-03-01', statements: [] }] }
    exportScript(request(DECISIONS, { team }))
    expect(read('ctp-anonymizer.script')).toContain('Knowledge of the team: TCIA, imported (2025-03-01)')
  })

  it('says why the creator of a block that was retained goes when its last element does', () => {
    const decisions = [...DECISIONS.slice(0, 3), { path: '(0019,"ACME")', is: 'retain', source: 'standard' as const }]
    for (const target of ['tagbench', 'ctp', 'dicomedit'] as const) {
      exportScript(request([...decisions, { path: '(0019,"ACME",01)', is: 'delete' }], { target }))
      expect(read('expressibility.csv'), target).toContain(
        `"(0019,""ACME"")",retain,${target},yes,its block is emptied; emptied-creators=drop`,
      )
    }
  })
})

describe('one script for each manufacturer', () => {
  it('is wrong usage where the target has none, and nothing is written', () => {
    for (const target of ['tagbench', 'posda'] as const)
      expect(exportScript(request(DECISIONS, { target, per: 'manufacturer' }))).toMatchObject({ ok: false, failure: { code: 'usage' } })
    expect(readdirSync(folder)).toEqual([])
  })

  it('takes the place of an earlier export, and gives it up again', () => {
    for (const [target, files] of [
      ['dicomedit', ['dicomedit.ACME.das']],
      ['deid', ['deid.ACME.dicom']],
      ['kitware', ['kitware-dicom-anonymizer.ACME.json', 'kitware-dicom-anonymizer.ACME.txt']],
    ] as const)
      for (let times = 0; times < 2; times += 1) {
        expect(exportScript(request(DECISIONS, { target, per: 'manufacturer' }))).toMatchObject({ ok: true })
        expect(readdirSync(folder).sort()).toEqual([...files, 'expressibility.csv', 'routes.csv'].sort())
      }
    exportScript(request(DECISIONS, { target: 'dicomedit' }))
    expect(readdirSync(folder).sort()).toEqual(['dicomedit.das', 'expressibility.csv'])
  })
})
