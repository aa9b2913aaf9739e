import { describe, expect, it } from 'vitest'
import { drawText } from '../../../src/engine/demo/bitmap-font.ts'
import { rleFrame } from '../../../src/engine/demo/compress.ts'
import { csaHeader } from '../../../src/engine/demo/csa-header.ts'
import { loadDcmjs } from '../../../src/engine/demo/dcmjs.ts'
import { encodeDataSet, type Layout } from '../../../src/engine/demo/encode-data-set.ts'
import { encodeText } from '../../../src/engine/demo/encode-text.ts'
import { PlantFinder } from '../../../src/engine/demo/planted.ts'
import { asUnknown, block, type Plan } from '../../../src/engine/demo/plan.ts'
import { seededRandom } from '../../../src/engine/demo/random.ts'
import { resolvePlan } from '../../../src/engine/demo/resolve-plan.ts'

/** Hexadecimal digits, with blanks for the eye. */
function hex(text: string): string {
  return text.replaceAll(' ', '')
}

const LAYOUT: Layout = { explicitVr: true, littleEndian: true, undefinedLengths: false, groupLengths: false, characterSet: '' }

async function encoded(plan: Plan, layout: Partial<Layout> = {}): Promise<string> {
  return Buffer.from(encodeDataSet(resolvePlan(plan, await loadDcmjs()), { ...LAYOUT, ...layout })).toString('hex')
}

describe('a plan', () => {
  it('becomes elements in the order of tags, whatever order it was said in', async () => {
    const elements = resolvePlan({ Rows: 2, PatientID: 'A', '0009,0010 LO': 'X' }, await loadDcmjs())
    expect(elements.map(({ tag }) => tag)).toEqual([0x00090010, 0x00100020, 0x00280010])
  })

  it('is refused where it names no Attribute, or gives one a value that it cannot have', async () => {
    const dcmjs = await loadDcmjs()
    expect(() => resolvePlan({ PatientNam: 'A' }, dcmjs)).toThrow('no Attribute')
    expect(() => resolvePlan({ Rows: 'two' }, dcmjs)).toThrow('numbers')
    expect(() => resolvePlan({ RequestAttributesSequence: ['text'] }, dcmjs)).toThrow('items')
  })
})

describe('the encoder of the generator', () => {
  it('turns words but not text in big endian', async () => {
    expect(await encoded({ Rows: 2, PatientID: 'AB' }, { littleEndian: false })).toBe(hex('001000204c4f00024142 002800105553 00020002'))
  })

  it('writes a Sequence by length or by delimiters', async () => {
    const plan: Plan = { ReferencedPatientSequence: [{ PatientID: 'AB' }] }
    const inside = '100020004c4f02004142'
    expect(await encoded(plan)).toBe(hex('0800201153510000 12000000 feff00e0 0a000000') + inside)
    expect(await encoded(plan, { undefinedLengths: true })).toBe(
      hex('0800201153510000ffffffff feff00e0ffffffff') + inside + hex('feff0de000000000 feffdde000000000'),
    )
  })

  it('writes a Sequence inside UN in implicit VR', async () => {
    const plan = asUnknown(block(0x0009, 0x10, 'X', { '01 SQ': [{ PatientID: 'AB' }] }))
    expect(await encoded(plan)).toBe(hex('090010004c4f0200 5820 09000110554e0000 12000000 feff00e00a000000 10002000020000004142'))
  })

  it('begins each group with its length where it is told to', async () => {
    expect(await encoded({ PatientID: 'AB' }, { groupLengths: true })).toBe(hex('10000000554c04000a000000 100020004c4f02004142'))
  })

  it('refuses characters that the character set does not have', () => {
    expect(() => encodeText('Ж', 'LO', 'ISO_IR 100')).toThrow()
    expect(() => encodeText('Ж', 'LO', '')).toThrow()
    expect(() => encodeText('Ж', 'CS', 'ISO_IR 192')).toThrow()
  })
})

describe('pixels of the generator', () => {
  it('are compressed as PS3.5 G.3.1 shows: runs, then literals, each row by itself', () => {
    const frame = Buffer.from('01000100010002000300', 'hex')
    const rle = Buffer.from(rleFrame(frame, 5))
    expect([rle.readUInt32LE(0), rle.readUInt32LE(4), rle.readUInt32LE(8)]).toEqual([2, 64, 66])
    expect(rle.subarray(64).toString('hex')).toBe(hex('fc00 fe01 010203 00'))
  })

  it('take text in whole or not at all', () => {
    const image = { width: 40, height: 20, grey: new Float64Array(800) }
    expect(() => drawText(image, 'TOO LONG', 0, 0)).toThrow('fit')
    expect(() => drawText(image, 'ß', 0, 0)).toThrow('character')
    drawText(image, 'I', 0, 0, 1)
    expect([...image.grey.subarray(0, 5)]).toEqual([0, 1, 1, 1, 0])
  })
})

describe('a CSA header', () => {
  it('is a directory of 84-byte entries after SV10, with values padded to four bytes', () => {
    const bytes = Buffer.from(csaHeader([{ name: 'EchoLinePosition', vr: 'IS', values: ['96'] }]))
    expect(bytes.subarray(0, 4).toString()).toBe('SV10')
    expect(bytes.readUInt32LE(8)).toBe(1)
    expect(bytes.length).toBe(16 + 84 + 16 + 4)
    expect(bytes.subarray(116).toString()).toBe('96\0\0')
  })
})

describe('the finder of what was planted', () => {
  const finder = new PlantFinder([{ text: 'Ørsted (x)', kind: 'name' }])
  const texts = (bytes: Uint8Array): readonly string[] => finder.find(bytes).map(({ term, bytes: spelled }) => `${term.text}:${spelled}`)

  it('finds a text in every encoding in which the generator writes', () => {
    expect(texts(Buffer.from('--Ørsted (x)--'))).toEqual(['Ørsted (x):'])
    expect(texts(Buffer.from('Ørsted (x)', 'latin1'))).toEqual([`Ørsted (x):${Buffer.from('Ørsted (x)', 'latin1').toString('hex')}`])
    expect(texts(Buffer.from('Ørsted (x)', 'utf16le'))).toHaveLength(1)
    expect(texts(Buffer.from('Ørsted x'))).toEqual([])
  })

  it('finds the UIDs of the generator, wherever they stand', () => {
    expect(texts(Buffer.from('a1.3.6.1.4.1.32473.7.7.20190304.1.2\0'))).toEqual(['1.3.6.1.4.1.32473.7.7.20190304.1.2:'])
  })
})

describe('the numbers of the generator', () => {
  it('are the same for the same seed and name, and others for another', () => {
    const draw = (seed: number, name: string): readonly number[] => {
      const random = seededRandom(seed, name)
      return Array.from({ length: 50 }, () => random.integer(1000))
    }
    expect(draw(1, 'a')).toEqual(draw(1, 'a'))
    expect(draw(1, 'a')).not.toEqual(draw(2, 'a'))
    expect(draw(1, 'a')).not.toEqual(draw(1, 'b'))
    expect(new Set(draw(1, 'a')).size).toBeGreaterThan(40)
  })
})
