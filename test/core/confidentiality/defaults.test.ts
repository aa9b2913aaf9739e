import { describe, expect, it } from 'vitest'
import { defaultFor, type UnlistedElement } from '../../../src/core/confidentiality/defaults.ts'
import { DEFAULT_SETTINGS, type Profile, type ProfileOption, type ProfileSettings } from '../../../src/core/confidentiality/profile.ts'
import type { VR } from '../../../src/core/dicom/vr.ts'

const profile = (options: ProfileOption[] = [], settings: Partial<ProfileSettings> = {}): Profile => ({
  options,
  settings: { ...DEFAULT_SETTINGS, ...settings },
})

const element = (tag: number, vr: VR | VR[], values: string[] = [], more: Partial<UnlistedElement> = {}): UnlistedElement => ({
  tag,
  vrs: typeof vr === 'string' ? [vr] : vr,
  inside: [],
  listed: undefined,
  holdsListed: false,
  needed: () => undefined,
  values: () => values,
  typed: () => values.map((text, index) => ({ text, vr: (typeof vr === 'string' ? vr : (vr[index] ?? vr[0])) ?? 'LO' })),
  ...more,
})

const word = (of: UnlistedElement, under: Profile = profile()): string => {
  const { decision, treatment } = defaultFor(of, under)
  return treatment === undefined ? decision : `${decision}:${treatment}`
}

const SLICE_THICKNESS = 0x00180050
const BODY_PART = 0x00180015
const TEXT_VALUE = 0x0040a160
const CODE_MEANING = 0x00080104
const CONTENT_DATE_LIKE = 0x00189151

describe('a public element outside Table E.1-1', () => {
  it.each<[string, UnlistedElement, string]>([
    ['DS with numbers only stays', element(SLICE_THICKNESS, 'DS', ['1.5', '2\\3']), 'retain:keep'],
    ['DS with anything else is looked at', element(SLICE_THICKNESS, 'DS', ['1.5', 'ask Dr. Smith']), 'review'],
    [
      'DS is looked at even on the list of physical parameters',
      element(SLICE_THICKNESS, 'DS', ['SMITH'], { listed: 'physical' }),
      'review',
    ],
    ['a Code String stays', element(BODY_PART, 'CS', ['CHEST']), 'retain:keep'],
    ['a Code String that is none is looked at', element(BODY_PART, 'CS', ['Smith, John']), 'review'],
    ['binary numbers stay', element(0x00280010, 'US'), 'retain:keep'],
    ['lists of floats stay', element(0x00660016, 'OF'), 'retain:keep'],
    ['a Sequence stays, and its contents are judged by themselves', element(0x00180012, 'SQ'), 'retain:keep'],
    ['a code inside a Sequence stays', element(CODE_MEANING, 'LO', ['Chest'], { inside: [0x00082218] }), 'retain:keep'],
    ['a code outside any Sequence is text', element(CODE_MEANING, 'LO', ['Chest']), 'review'],
    ['text is looked at', element(TEXT_VALUE, 'UT', ['no finding']), 'review'],
    ['what was done before is kept, to be added to', element(0x00120063, 'LO', ['Basic Profile']), 'retain:keep'],
    ['the kind of an encapsulated document stays', element(0x00420012, 'LO', ['application/pdf']), 'retain:keep'],
    ['a kind of document that is none is looked at', element(0x00420012, 'LO', ['application/pdf; name=doe.pdf']), 'review'],
    ['the length of a document goes with it', element(0x00420015, 'UL', ['1234']), 'delete:auto'],
    ['the day of birth by another calendar goes', element(0x00100033, 'LO', ['13790204']), 'delete:auto'],
    ['a name goes', element(0x0040a067, 'PN'), 'delete:auto'],
    ['a tag that PS3.6 does not know goes', element(0x00089999, 'CS', ['A']), 'delete:auto'],
    ['Encrypted Attributes go', element(0x04000500, 'SQ'), 'delete:auto'],
    ['MAC Parameters go', element(0x4ffe0001, 'SQ'), 'delete:auto'],
    ['Pixel Data stays', element(0x7fe00010, ['OB', 'OW'], [], { listed: 'structure' }), 'retain:keep'],
    ['palettes stay', element(0x00281201, 'OW'), 'retain:keep'],
    ['other bytes are looked at', element(0x0008041b, 'OB'), 'review'],
    ['SOP Class UID stays', element(0x00080016, 'UI', ['1.2.840.10008.5.1.4.1.1.2'], { listed: 'structure' }), 'retain:keep'],
    ['a structural UID with words in it is looked at', element(0x00081150, 'UI', ['SMITH']), 'review'],
    ['any other UID is replaced', element(0x00083012, 'UI', ['1.2.3']), 'retain:remap-uid'],
    ['a UID element that holds UIDs of the Standard only stays', element(0x00083012, 'UI', ['1.2.840.10008.1.2']), 'retain:keep'],
    ['of several VRs the most careful answer holds', element(BODY_PART, ['CS', 'UN'], ['CHEST']), 'review'],
  ])('%s', (_rule, of, expected) => expect(word(of)).toBe(expected))

  it('replaces a UID also where some files write it as text', () => {
    expect(word(element(0x00083012, ['UI', 'LO'], ['1.2.3', '1.2.4']))).toBe('retain:remap-uid')
    expect(word(element(0x00083012, ['UI', 'SH'], ['1.2.3', '1']))).toBe('review')
  })

  it('keeps a UID under Retain UIDs', () => {
    expect(word(element(0x00083012, 'UI', ['1.2.3']), profile(['RetainUIDs']))).toBe('retain:keep')
    expect(word(element(0x00083012, ['UI', 'LO'], ['1.2.3', 'of Dr. Smith']), profile(['RetainUIDs']))).toBe('review')
  })

  describe('that holds dates', () => {
    const date = element(CONTENT_DATE_LIKE, 'DT', ['20010203'])
    const time = element(0x00183105, 'TM', ['120000'])

    it('goes while no Option keeps dates', () => {
      expect(word(date)).toBe('delete:auto')
      expect(word(time)).toBe('delete:auto')
    })
    it('stays under Full Dates', () => {
      expect(word(date, profile(['RetainLongitudinalFullDates']))).toBe('retain:keep')
    })
    it('moves under Modified Dates, while times of day stay', () => {
      expect(word(date, profile(['RetainLongitudinalModifiedDates']))).toBe('retain:shift-date')
      expect(word(time, profile(['RetainLongitudinalModifiedDates']))).toBe('retain:keep')
    })
    it('is looked at where a value is no date', () => {
      expect(word(element(CONTENT_DATE_LIKE, 'DT', ['last week']), profile(['RetainLongitudinalModifiedDates']))).toBe('review')
    })
    it('is a date also where some files write it as text', () => {
      const mixed = element(CONTENT_DATE_LIKE, ['DT', 'LO'], ['20010203', '20010204'])
      expect(word(mixed)).toBe('delete:auto')
      expect(word(mixed, profile(['RetainLongitudinalModifiedDates']))).toBe('retain:shift-date')
      expect(word(mixed, profile(['RetainLongitudinalFullDates']))).toBe('retain:keep')
      const other = element(CONTENT_DATE_LIKE, ['DT', 'LO'], ['20010203', 'seen by Dr. Smith'])
      expect(word(other, profile(['RetainLongitudinalModifiedDates']))).toBe('retain:shift-date')
      expect(word(other, profile(['RetainLongitudinalFullDates']))).toBe('review')
    })
    it('goes where nothing is shifted', () => {
      expect(word(date, profile(['RetainLongitudinalModifiedDates'], { dateShift: 'none' }))).toBe('delete:auto')
    })
  })

  describe('under the setting unlisted=delete', () => {
    const strict = profile([], { unlisted: 'delete' })
    it.each<[string, UnlistedElement, string]>([
      ['stays where it is listed', element(SLICE_THICKNESS, 'DS', ['1'], { listed: 'physical' }), 'retain:keep'],
      ['goes where it is not', element(0x00081199 - 1, 'CS', ['A']), 'delete:auto'],
      ['stays as a Sequence around something listed', element(0x52009229, 'SQ', [], { holdsListed: true }), 'retain:keep'],
      ['goes as any other Sequence', element(0x00082218, 'SQ'), 'delete:auto'],
      ['stays as a UID of structure', element(0x00081150, 'UI', ['1.2.840.10008.5.1.4.1.1.2']), 'retain:keep'],
      ['goes as any other UID', element(0x00083012, 'UI', ['1.2.3']), 'delete:auto'],
    ])('%s', (_rule, of, expected) => expect(word(of, strict)).toBe(expected))

    const needed = (tag: number, vr: VR, values: string[] = []): UnlistedElement =>
      element(tag, vr, values, { needed: () => 'Type 1 in some IOD' })
    it.each<[string, UnlistedElement, string]>([
      ['a code stays', needed(0x00620001, 'CS', ['BINARY']), 'retain:keep'],
      ['a number stays', needed(0x3004000e, 'DS', ['0.01']), 'retain:keep'],
      ['a binary number stays', needed(0x00620004, 'US'), 'retain:keep'],
      ['a lookup table stays', needed(0x00281201, 'OW'), 'retain:keep'],
      ['a Sequence stays, for what is in it is judged by itself', needed(0x300a00b0, 'SQ'), 'retain:keep'],
      ['a defined term stays', needed(0x00281054, 'LO', ['HU']), 'retain:keep'],
      ['a UID is replaced', needed(0x00083012, 'UI', ['1.2.3']), 'retain:remap-uid'],
      ['text goes, and a dummy stands for it', needed(0x00620005, 'LO', ['Tumour of Mr Quill']), 'delete:auto'],
      ['a name goes', needed(0x0040a067, 'PN', ['QUILL^PETER']), 'delete:auto'],
      ['a date goes', needed(CONTENT_DATE_LIKE, 'DT', ['20010203']), 'delete:auto'],
      ['bytes that nobody has looked into go', needed(0x0008041b, 'OB'), 'delete:auto'],
      ['a Code String that is none is looked at', needed(0x00620001, 'CS', ['Mr Quill, left']), 'review'],
      ['text that has defined terms is looked at where it is none', needed(0x00281054, 'LO', ['HU', 'of Mr Quill']), 'review'],
    ])('of what an instance cannot be read without %s', (_rule, of, expected) => expect(word(of, strict)).toBe(expected))

    it('what stays unlisted says why', () => {
      expect(defaultFor(needed(0x00620001, 'CS', ['BINARY']), strict).reason).toBe(
        'not on the list of physical parameters, but needed: Type 1 in some IOD; a Code String',
      )
    })
  })

  it('gives a reason in every case', () => {
    for (const vr of ['CS', 'DS', 'LO', 'SQ', 'UI', 'DA', 'PN', 'AS', 'OB', 'FD'] as const)
      expect(defaultFor(element(BODY_PART, vr, ['1']), profile()).reason).not.toBe('')
  })
})
