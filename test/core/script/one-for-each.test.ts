import { describe, expect, it } from 'vitest'
import { annotate } from '../../../src/core/annotation/annotate.ts'
import { decisionTable } from '../../../src/core/decisions/decision-table.ts'
import { compile } from '../../../src/core/script/compile.ts'
import { dicomEditTarget } from '../../../src/core/script/dicomedit/dicomedit-target.ts'
import { runDicomEdit } from '../../../src/core/script/dicomedit/engine.ts'
import { readDicomEdit } from '../../../src/core/script/dicomedit/read.ts'
import { writeForEach } from '../../../src/core/script/one-for-each.ts'
import { deidTarget, kitwareTarget } from '../../../src/core/script/others/index.ts'
import type { ScriptTarget, TargetOutput } from '../../../src/core/script/script-target.ts'
import { inventoryOf, type SmallElement } from '../../fixtures/small-inventory.ts'
import { entriesOf, profileWith, type SmallDecision } from './compiling.ts'

const [GE, OTHER, NONE] = [{ manufacturer: 'GE "x"' }, { manufacturer: 'Acme [1]+' }, { manufacturer: '' }]
const ELEMENTS: readonly SmallElement[] = [
  { path: '(0008,0070)', values: ['GE "x"', 'Acme [1]+'], equipment: [GE, OTHER] },
  { path: '(0018,1030)', values: ['HEAD'], equipment: [GE, OTHER, NONE] },
]
const DECISIONS: readonly SmallDecision[] = [
  { path: '(0008,0070)', is: 'retain' },
  { path: '(0018,1030)', is: 'retain', scope: OTHER },
  { path: '(0018,1030)', is: 'delete', scope: GE },
  { path: '(0018,1030)', is: 'delete', scope: NONE },
]

function each(
  target: ScriptTarget,
  elements = ELEMENTS,
  decisions = DECISIONS,
): TargetOutput & { readonly texts: ReadonlyMap<string, string> } {
  const inventory = inventoryOf(elements)
  const profile = profileWith()
  const table = decisionTable(entriesOf(decisions))
  const { operations, settings } = compile({ inventory, annotations: annotate(inventory, profile), decisions: table, profile })
  const madeFrom = { project: 'p', tables: {}, digest: 'd' }
  const output = writeForEach(target, { operations, settings, inventory, decisions: table, madeFrom, per: 'manufacturer' })
  return { ...output, texts: new Map(output.files.map(({ name, text }) => [name, [...text].join('')])) }
}

describe('one script for each manufacturer', () => {
  it('is named in a table with the scanners whose instances it is for', () => {
    const { texts } = each(dicomEditTarget)
    expect([...texts.keys()]).toEqual(['dicomedit.unnamed.das', 'dicomedit.Acme-1.das', 'dicomedit.GE-x.das', 'routes.csv'])
    expect(texts.get('routes.csv')).toBe(
      'script,manufacturer,model\r\ndicomedit.unnamed.das,,\r\ndicomedit.Acme-1.das,Acme [1]+,\r\ndicomedit.GE-x.das,"GE ""x""",\r\n',
    )
    expect(texts.get('dicomedit.Acme-1.das')).toContain('// For files of Manufacturer "Acme [1]+" only')
    expect(texts.get('dicomedit.Acme-1.das')).toContain('SEE TO IT')
    expect(texts.get('dicomedit.unnamed.das')).toContain('It rejects instances of other scanners.')
    expect([...each(kitwareTarget).texts.keys()].slice(0, 2)).toEqual([
      'kitware-dicom-anonymizer.unnamed.json',
      'kitware-dicom-anonymizer.unnamed.txt',
    ])
  })

  it('says what was decided for it, which one script for all cannot', () => {
    for (const target of [dicomEditTarget, deidTarget, kitwareTarget])
      expect(
        each(target).expressibility.find(({ path }) => path === '(0018,1030)'),
        target.name,
      ).toMatchObject({ expressed: 'yes' })
  })

  it('in DicomEdit rejects the instances of others, in whatever case they write themselves', () => {
    const { texts } = each(dicomEditTarget, [
      { path: '(0008,0070)', values: ['GE', 'Acme 1+'], equipment: [{ manufacturer: 'GE' }, { manufacturer: 'Acme 1+' }] },
      { path: '(0018,1030)', values: ['HEAD'], equipment: [{ manufacturer: 'GE' }, { manufacturer: 'Acme 1+' }, NONE] },
    ])
    const isTaken = (name: string, manufacturer: string | undefined): boolean => {
      const { script, notes } = readDicomEdit(texts.get(name) ?? '')
      expect(notes.filter(({ severity }) => severity === 'fault')).toEqual([])
      const elements = new Map([[0x00180015, { vr: 'CS', value: 'HEAD' }]])
      if (manufacturer !== undefined) elements.set(0x00080070, { vr: 'LO', value: manufacturer })
      return runDicomEdit(script, { elements }).ok
    }
    for (const [name, own] of [
      ['dicomedit.GE.das', ['GE', 'ge ']],
      ['dicomedit.Acme-1.das', ['Acme 1+', 'ACME 1+']],
      ['dicomedit.unnamed.das', ['', ' ', undefined]],
    ] as const)
      for (const manufacturer of ['GE', 'ge ', 'Acme 1+', 'ACME 1+', 'Acme 11', 'GEX', '', ' ', undefined])
        expect(isTaken(name, manufacturer), `${name} ${manufacturer}`).toBe((own as readonly unknown[]).includes(manufacturer))
  })
})
