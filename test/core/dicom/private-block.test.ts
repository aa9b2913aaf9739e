import { describe, expect, test } from 'vitest'
import { EXPLICIT_LE, IMPLICIT_LE } from '../../../src/core/dicom/transfer-syntax.ts'
import { bytes, latin, part10, read, sequence, text, type Built } from '../../fixtures/dicom-bytes.ts'
import { everyElement } from '../../fixtures/element-tree.ts'

/** Creators of all elements in the order of the file. */
function creators(elements: readonly Built[], syntax = EXPLICIT_LE): (string | undefined)[] {
  const result = read(part10(elements, { syntax }))
  if (!result.ok) throw new Error(result.failure.kind)
  return everyElement(result.value.elements).map(({ creator }) => creator)
}

const creator = (tag: number, name: string): Built => text(tag, 'LO', name)

describe('A private element belongs to the creator of its block (PS3.5 7.8.1)', () => {
  test('two blocks, two creators; the creator element belongs to itself', () => {
    const elements = [creator(0x00090010, 'ONE'), creator(0x00090011, 'TWO'), text(0x00091001, 'LO', 'x'), text(0x00091101, 'LO', 'y')]
    for (const syntax of [EXPLICIT_LE, IMPLICIT_LE]) expect(creators(elements, syntax)).toEqual(['ONE', 'TWO', 'ONE', 'TWO'])
  })

  test('blocks of one group say nothing about another', () => {
    expect(creators([creator(0x00090010, 'ONE'), text(0x00111001, 'LO', 'x')])).toEqual(['ONE', undefined])
  })

  test('blanks and NULs around the name go, those inside stay', () => {
    expect(creators([creator(0x00090010, ' A  B \0'), text(0x00091001, 'LO', 'x')])).toEqual(['A  B', 'A  B'])
  })

  test.each(['', '    ', '\0\0'])('a blank creator claims nothing', (name) => {
    expect(creators([creator(0x00090010, name), text(0x00091001, 'LO', 'x')])).toEqual([undefined, undefined])
  })

  test('what is outside every block has no creator', () => {
    expect(creators([creator(0x00090010, 'ONE'), text(0x00090100, 'LO', 'x'), text(0x00090fff, 'LO', 'x')])).toEqual([
      'ONE',
      undefined,
      undefined,
    ])
  })

  test('an orphan has none, a creator of later place claims it all the same', () => {
    expect(creators([text(0x00091001, 'LO', 'x')])).toEqual([undefined])
    expect(creators([text(0x00091001, 'LO', 'x'), creator(0x00090010, 'LATE')])).toEqual(['LATE', 'LATE'])
  })

  test('of two creators of one block the later one holds for what follows', () => {
    const elements = [creator(0x00090010, 'ONE'), text(0x00091001, 'LO', 'x'), creator(0x00090010, 'TWO'), text(0x00091002, 'LO', 'x')]
    expect(creators(elements)).toEqual(['ONE', 'ONE', 'TWO', 'TWO'])
  })

  test('each item has blocks of its own', () => {
    const inside = [creator(0x00090012, 'ONE'), text(0x00091201, 'LO', 'x'), text(0x00091001, 'LO', 'x')]
    const elements = [creator(0x00090010, 'ONE'), sequence(0x00091001, [inside, [text(0x00091201, 'LO', 'x')]])]
    for (const syntax of [EXPLICIT_LE, IMPLICIT_LE]) {
      expect(creators(elements, syntax)).toEqual(['ONE', 'ONE', 'ONE', 'ONE', undefined, undefined])
    }
  })

  test('a creator that is a Sequence, numbers or far too long claims nothing', () => {
    const odd = [sequence(0x00090010, [[]]), bytes(0x00090011, 'US', [65, 66]), text(0x00090012, 'UT', 'A'.repeat(5000))]
    const claimed = [text(0x00091001, 'LO', 'x'), text(0x00091101, 'LO', 'x'), text(0x00091201, 'LO', 'x')]
    expect(creators([...odd, ...claimed])).toEqual([undefined, undefined, undefined, undefined, undefined, undefined])
  })

  test('a name beyond ASCII is decoded by the character set, and by its bytes where there is none', () => {
    const name = bytes(0x00090010, 'LO', [0xc4, 0x42])
    expect(creators([text(0x00080005, 'CS', 'ISO_IR 144'), name]).at(-1)).toBe('ФB')
    expect(creators([name])).toEqual(['ÄB'])
    const inItem = sequence(0x00081140, [[name]])
    expect(creators([text(0x00080005, 'CS', 'ISO_IR 144'), inItem]).at(-1)).toBe('ФB')
  })

  test('control bytes in a name are kept, to be shown as what they are', () => {
    expect(creators([bytes(0x00090010, 'LO', latin('A\x01B '))])).toEqual(['A\x01B'])
  })
})

describe('The private dictionary gives the VR where none is written', () => {
  test('by creator, whatever the block and the case', () => {
    for (const [block, name] of [
      [0x10, 'GEMS_IDEN_01'],
      [0x33, 'gems_iden_01 '],
    ] as const) {
      const result = read(
        part10([creator(0x00090000 | block, name), text(0x00090000 | (block << 8) | 0x02, 'SH', 'CT01')], { syntax: IMPLICIT_LE }),
      )
      expect(result.ok && result.value.elements[1]?.vr).toBe('SH')
    }
  })

  test('but not against the length', () => {
    const read1 = (value: number[]): string | undefined => {
      const elements = [creator(0x00470010, 'GEMS_3DSTATE_001'), bytes(0x004710d8, 'UN', value)]
      const result = read(part10(elements, { syntax: IMPLICIT_LE }))
      return result.ok ? result.value.elements[1]?.vr : undefined
    }
    expect(read1([1, 0])).toBe('US')
    expect(read1([1, 0, 0])).toBe('UN')
  })
})
