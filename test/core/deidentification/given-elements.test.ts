import { describe, expect, it } from 'vitest'
import { dayNumber } from '../../../src/core/deidentification/calendar.ts'
import { valueBytes } from '../../../src/core/dicom/value-bytes.ts'
import { text } from '../../fixtures/dicom-bytes.ts'
import { applied, op, type Case, type Outcome } from './one-instance.ts'

const SPONSOR = op('(0012,0010)', 'add', { with: 'NCI' })
const SUBJECT = op('(0012,0040)', 'add', { with: 'S-{patient}', pattern: true })
const OFFSET = op('(0012,0052)', 'add', { with: '{days}', pattern: true })
const EVENT = op('(0012,0053)', 'add', { with: '{event}', pattern: true })
const ENROLLED = { event: { day: dayNumber({ year: 2020, month: 2, day: 28 }), kind: 'ENROLLMENT' } }
const STUDY_DATE = text(0x00080020, 'DA', '20200301')

function textOf(outcome: Outcome, tag: number): string | undefined {
  const element = outcome.after.elements.find((one) => one.tag === tag)
  return element === undefined ? undefined : Buffer.from(valueBytes(outcome.after.dataSet, element)).toString('latin1').trim()
}

function daysOf(given: Case): number | undefined {
  const { after } = applied(given)
  const element = after.elements.find(({ tag }) => tag === 0x00120052)
  if (element === undefined) return undefined
  const bytes = valueBytes(after.dataSet, element)
  return new DataView(bytes.buffer, bytes.byteOffset).getFloat64(0, true)
}

describe('elements that every instance gets', () => {
  it('stand in it whether it had them or not, with the new Patient ID where that is asked for', () => {
    for (const elements of [[], [text(0x00120010, 'LO', 'Hospital A'), text(0x00120040, 'LO', 'DOE 1')]]) {
      const outcome = applied({ elements, operations: [SPONSOR, SUBJECT] })
      expect(textOf(outcome, 0x00120010)).toBe('NCI')
      expect(textOf(outcome, 0x00120040)).toBe('S-NEW-1')
    }
  })

  it('have a value also where the patient has no ID and keeps none: Clinical Trial Subject ID must not be empty (Type 1C)', () => {
    const elements = [text(0x00100020, 'LO', '')]
    const outcome = applied({
      elements,
      operations: [op('(0012,0040)', 'add', { with: '{patient}', pattern: true })],
      plan: { key: '', id: '', newId: '' },
    })
    expect(textOf(outcome, 0x00120040)).toBe('ANONYMIZED')
    expect(textOf(outcome, 0x00100020)).toBe('')
  })

  it('without a value are added where there is none, and take no value away', () => {
    const empty = op('(0012,0050)', 'add', { with: '' })
    expect(textOf(applied({ elements: [], operations: [empty] }), 0x00120050)).toBe('')
    const elements = [text(0x00120050, 'LO', 'VISIT 2')]
    expect(textOf(applied({ elements, operations: [op('(0012,0050)', 'keep'), empty] }), 0x00120050)).toBe('VISIT 2')
  })

  it('of an archive’s own block come with its Private Creator', () => {
    const outcome = applied({ elements: [], operations: [op('(0013,"CTP",10)', 'add', { with: 'LIDC-IDRI' })] })
    expect(textOf(outcome, 0x00130010)).toBe('CTP')
    expect(textOf(outcome, 0x00131010)).toBe('LIDC-IDRI')
  })
})

describe('days from an event', () => {
  it('are counted from the event to the Study Date as it was, over leap days', () => {
    const given = { elements: [STUDY_DATE], operations: [op('(0008,0020)', 'shift-date'), OFFSET, EVENT], plan: ENROLLED }
    expect(daysOf(given)).toBe(2)
    expect(textOf(applied(given), 0x00120053)).toBe('ENROLLMENT')
  })

  it('are negative before the event', () => {
    const elements = [text(0x00080020, 'DA', '20200101')]
    expect(daysOf({ elements, operations: [op('(0008,0020)', 'remove'), OFFSET], plan: ENROLLED })).toBe(-58)
  })

  it.each([
    ['no event is known for the patient', [STUDY_DATE], {}],
    ['the study has no date', [text(0x00080020, 'DA', '')], ENROLLED],
    ['its date is none', [text(0x00080020, 'DA', 'spring')], ENROLLED],
    ['its date stands for none, which would tell the event', [text(0x00080020, 'DA', '99991231')], ENROLLED],
    ['its date is before there were X-rays', [text(0x00080020, 'DA', '00010203')], ENROLLED],
  ])('are not there where %s, nor are those that were', (_why, elements, plan) => {
    const operations = [op('(0008,0020)', 'remove'), OFFSET, EVENT]
    const before = applied({ elements, operations, plan })
    expect(textOf(before, 0x00120052)).toBeUndefined()
    expect(before.problems).toContainEqual(expect.objectContaining({ kind: 'days-not-known', path: '(0012,0052)' }))
    const had = [...elements, text(0x00120053, 'CS', 'DIAGNOSIS')]
    expect(textOf(applied({ elements: had, operations, plan }), 0x00120053)).toBeUndefined()
  })
})
