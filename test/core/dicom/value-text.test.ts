import { describe, expect, test } from 'vitest'
import { characterSets, DEFAULT_CHARACTER_SETS } from '../../../src/core/dicom/character-set.ts'
import { valueToText } from '../../../src/core/dicom/value-text.ts'
import type { VR } from '../../../src/core/dicom/vr.ts'
import { latin, numbers } from '../../fixtures/dicom-bytes.ts'

const shown = (vr: VR, value: string | Uint8Array, littleEndian = true): { text: string; exact: boolean } =>
  valueToText(typeof value === 'string' ? latin(value) : value, vr, littleEndian, DEFAULT_CHARACTER_SETS)

describe('A value as text', () => {
  test.each<[VR, string, string]>([
    ['PN', 'DOE^JANE ', 'DOE^JANE'],
    ['LO', '  A  B  ', 'A  B'],
    ['CS', 'ORIGINAL \\ PRIMARY', 'ORIGINAL\\PRIMARY'],
    ['UI', '1.2.3\0', '1.2.3'],
    ['DS', ' 1.50\\2 ', '1.50\\2'],
    ['LT', '  indented \\ kept  ', '  indented \\ kept'],
    ['UT', 'line\r\n', 'line\r\n'],
    ['DA', '', ''],
    ['SH', '   ', ''],
    ['LO', 'A\\\\B', 'A\\\\B'],
    ['AE', 'STATION\0', 'STATION'],
  ])('%s %j is %j', (vr, value, expected) => {
    expect(shown(vr, value)).toEqual({ text: expected, exact: true })
  })

  test('outer blanks of characters that are no blanks stay', () => {
    expect(valueToText(latin('\xa0A'), 'LO', true, characterSets('ISO_IR 100')).text).toBe('\u00a0A')
  })

  test.each<[VR, number[], string]>([
    ['US', [1, 65535], '1\\65535'],
    ['SS', [-1, 2], '-1\\2'],
    ['UL', [4294967295], '4294967295'],
    ['SL', [-5], '-5'],
    ['UV', [7], '7'],
    ['SV', [-7], '-7'],
    ['FD', [0.1, -2], '0.1\\-2'],
    ['FL', [0.1, 1e-30, 16777216], '0.1\\1e-30\\16777216'],
    ['AT', [0x00100010, 0x7fe00010], '(0010,0010)\\(7FE0,0010)'],
    ['US', [], ''],
  ])('numbers of VR %s %j are %s', (vr, values, expected) => {
    expect(shown(vr, numbers(0, vr, ...values).bytes ?? new Uint8Array(0))).toEqual({ text: expected, exact: true })
  })

  test('big endian is read as such', () => {
    expect(shown('US', Uint8Array.of(0x01, 0x02), false).text).toBe('258')
    expect(shown('AT', Uint8Array.of(0x00, 0x10, 0x00, 0x20), false).text).toBe('(0010,0020)')
  })

  test('a 32-bit float is shown by the fewest digits that give it back', () => {
    for (const value of [1 / 3, Math.PI, 1.17549435e-38, 3.4028234e38, -0.00012345678, 8388609]) {
      const { text } = shown('FL', numbers(0, 'FL', value).bytes ?? new Uint8Array(0))
      expect(Math.fround(Number(text))).toBe(Math.fround(value))
      expect(text.replace(/[^0-9]/g, '').length).toBeLessThanOrEqual(13)
    }
  })

  test('a length that fits no number is shown as bytes', () => {
    expect(shown('US', Uint8Array.of(1, 2, 3))).toEqual({ text: '\\x01\\x02\\x03', exact: false })
  })

  test('bulk and unknown bytes are text only if they look like it', () => {
    expect(shown('UN', 'JANE DOE ')).toEqual({ text: 'JANE DOE', exact: true })
    expect(shown('OB', Uint8Array.of(0, 1))).toEqual({ text: '\\x00\\x01', exact: false })
    expect(shown('OW', new Uint8Array(0))).toEqual({ text: '', exact: true })
  })
})
