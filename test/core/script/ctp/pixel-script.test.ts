import { describe, expect, it } from 'vitest'
import { pixelScript, regionsRow } from '../../../../src/core/script/ctp/pixel-script.ts'
import { readRegions, type RedactionRegion } from '../../../../src/core/script/redaction-regions.ts'
import { writeWithRegions } from '../../../../src/core/script/unsaid-regions.ts'
import { kitwareTarget } from '../../../../src/core/script/others/index.ts'
import { inventoryOf } from '../../../fixtures/small-inventory.ts'

const region = (of: RedactionRegion['of'], x: number): RedactionRegion => ({ of, region: { x, y: 0, width: 100, height: 20 } })

/** What CTP reads: every `{…}` with the `(…)` up to the next one. */
function signaturesOf(script: string): readonly (readonly [string, readonly string[]])[] {
  const parts = script.split(/\{([^}]*)\}/)
  return parts.flatMap((part, index) =>
    index % 2 === 1 ? [[part.trim(), (parts[index + 1] ?? '').match(/\([^)]*\)/g) ?? []] as const] : [],
  )
}
const written = (regions: readonly RedactionRegion[], head: readonly string[] = []): string => [...pixelScript(regions, head)].join('')

describe('the pixel script for CTP', () => {
  it('has a signature for the images of a kind, and their regions behind it', () => {
    const of = { manufacturer: 'GE', model: 'LOGIQ', modality: 'US', rows: 480, columns: 640 }
    expect(signaturesOf(written([region(of, 0), region(of, 500)]))).toEqual([
      [
        '[0008,0070].equalsIgnoreCase("GE") * [0008,1090].equalsIgnoreCase("LOGIQ") * [0008,0060].equalsIgnoreCase("US") * [0028,0010].equals("480") * [0028,0011].equals("640")',
        ['(0, 0, 100, 20)', '(500, 0, 100, 20)'],
      ],
    ])
  })

  it('leaves out no region of a wider signature, because CTP takes the first that matches and no other', () => {
    const found = signaturesOf(written([region({ manufacturer: 'GE' }, 1), region({ manufacturer: 'GE', rows: 480 }, 2)]))
    expect(found.map(([, regions]) => regions)).toEqual([['(1, 0, 100, 20)', '(2, 0, 100, 20)'], ['(1, 0, 100, 20)']])
  })

  it('has what two signatures have in common before both', () => {
    const found = signaturesOf(
      written([region({ manufacturer: 'GE' }, 1), region({ modality: 'US' }, 2), region({ manufacturer: 'ACME' }, 3)]),
    )
    expect(found[0]?.[0]).toMatch(/0008,0070.*0008,0060/)
    expect(found.filter(([, regions]) => regions.length === 2)).toHaveLength(2)
    expect(found).toHaveLength(5)
  })

  it('cannot be misled by braces and parentheses of names', () => {
    const script = written([region({ manufacturer: 'A {1} "B"' }, 1)], ['Project: {evil} (0, 0, 1, 1)'])
    expect(signaturesOf(script)).toEqual([['[0008,0070].matches("A .1. .B.")', ['(1, 0, 100, 20)']]])
  })

  it('is weaker than it looks where images are compressed, and that is said', () => {
    const regions = [region({ modality: 'US' }, 0)]
    const inventory = (uid: string): ReturnType<typeof inventoryOf> => inventoryOf([{ path: '(0002,0010)', vr: 'UI', values: [uid] }])
    expect(regionsRow(regions, inventory('1.2.840.10008.1.2.1'))).toMatchObject({ path: '(7FE0,0010)', expressed: 'yes' })
    expect(regionsRow(regions, inventory('1.2.840.10008.1.2.4.50'))).toMatchObject({ expressed: 'yes' })
    expect(regionsRow(regions, inventory('1.2.840.10008.1.2.4.90'))).toMatchObject({ expressed: 'no' })
  })
})

describe('redaction regions', () => {
  it('are read from rows, and what is none is refused by its line', () => {
    const row = { manufacturer: 'GE', model: '', modality: 'US', rows: '480', columns: '', x: '0', y: '1', width: '640', height: '20' }
    expect(readRegions([row])).toEqual({
      ok: true,
      value: [{ of: { manufacturer: 'GE', modality: 'US', rows: 480 }, region: { x: 0, y: 1, width: 640, height: 20 } }],
    })
    for (const wrong of [{ x: '-1' }, { width: '0' }, { height: '' }, { rows: 'all' }, { manufacturer: '', modality: '', rows: '' }])
      expect(readRegions([row, { ...row, ...wrong }]), JSON.stringify(wrong)).toMatchObject({
        ok: false,
        failure: expect.stringMatching(/^line 3: /) as string,
      })
  })

  it('are said not to be in the script of any other engine', () => {
    const settings = { options: [], methodCodes: [], methodTexts: [] } as unknown as Parameters<typeof writeWithRegions>[1]['settings']
    const { expressibility } = writeWithRegions(kitwareTarget, {
      operations: [],
      settings,
      inventory: inventoryOf([]),
      decisions: { lookup: () => undefined, forPath: () => [], at: () => ({ elements: [], values: [] }) } as unknown as Parameters<
        typeof writeWithRegions
      >[1]['decisions'],
      madeFrom: { project: 'p', tables: {}, digest: 'd' },
      regions: [region({ modality: 'US' }, 0)],
    })
    expect(expressibility).toMatchObject([{ path: '(7FE0,0010)', expressed: 'no', decision: 'redact 1 region' }])
  })
})
