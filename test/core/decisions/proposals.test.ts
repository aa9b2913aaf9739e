import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { annotate } from '../../../src/core/annotation/annotate.ts'
import {
  DEFAULT_SETTINGS,
  PRESETS,
  PROFILE_OPTIONS,
  type Profile,
  type ProfileOption,
  type ProfileSettings,
} from '../../../src/core/confidentiality/profile.ts'
import { tableE11Rows } from '../../../src/core/confidentiality/table-e11.ts'
import { formatChoice } from '../../../src/core/decisions/choice-text.ts'
import type { Choice, Proposal } from '../../../src/core/decisions/decision.ts'
import { isDeviation } from '../../../src/core/decisions/deviation.ts'
import { proposeAll, proposer, type Decided } from '../../../src/core/decisions/proposals.ts'
import { validateChoice } from '../../../src/core/decisions/validate-choice.ts'
import { formatTag } from '../../../src/core/dicom/tag.ts'
import type { VR } from '../../../src/core/dicom/vr.ts'
import { vrOf } from '../../../src/core/dictionary/index.ts'
import { finished } from '../../../src/core/in-steps.ts'
import { BASIC_TEXT_SR, CT, inventoryOf, MR, type SmallElement } from '../../fixtures/small-inventory.ts'

const profile = (options: readonly ProfileOption[] = [], settings: Partial<ProfileSettings> = {}): Profile => ({
  options,
  settings: { ...DEFAULT_SETTINGS, ...settings },
})
const BASIC = profile()
const SAFE_PRIVATE = profile(['RetainSafePrivate'])
const MODIFIED = profile(['RetainLongitudinalModifiedDates'])
const CLEAN = profile(['CleanDescriptors'])

function proposalsFor(
  elements: readonly SmallElement[],
  under: Profile,
  decided?: Readonly<Record<string, Choice>>,
): ReadonlyMap<string, Proposal> {
  const inventory = inventoryOf(elements)
  return proposeAll(inventory, annotate(inventory, under), under, decided === undefined ? {} : { decided: (path) => decided[path] })
}

/** The proposal for the first element, as the command line writes it. */
const proposed = (elements: SmallElement | readonly SmallElement[], under = BASIC, decided?: Readonly<Record<string, Choice>>): string => {
  const all: readonly SmallElement[] = 'path' in elements ? [elements] : elements
  const proposal = proposalsFor(all, under, decided).get(all[0]?.path ?? '')
  return proposal === undefined ? 'none' : formatChoice(proposal.choice)
}

describe('what an Option keeps', () => {
  const retaining = profile(PROFILE_OPTIONS.filter((option) => option.startsWith('Retain') && option !== 'RetainLongitudinalModifiedDates'))

  it.each<[string, string, string, VR]>([
    ['a Sequence', '(0008,1140)', 'Mr Doe', 'UT'],
    ['a Sequence that nobody can read', '(0008,1140)', 'Mr Doe', 'UN'],
    ['a UID', '(0020,000D)', 'Mr Doe', 'LO'],
    ['a date', '(0008,0020)', 'Mr Doe', 'UT'],
    ['an age', '(0010,1010)', 'Mr Doe', 'ST'],
  ])('is %s, and no text in its place', (_what, path, value, vr) => {
    const wanted = path === '(0008,1140)' ? 'SQ' : vrOf(Number(`0x${path.slice(1, 5)}${path.slice(6, 10)}`))
    expect(proposed({ path, vr: wanted ?? 'UN', values: [] }, retaining)).toBe('retain:keep')
    expect(proposed({ path, vr, values: [value] }, retaining)).toBe('review')
    if (vr !== 'UN') expect(proposed({ path, vr, values: [''] }, retaining)).toBe('retain:keep')
  })
})

describe('settings that remove whatever the Options say', () => {
  const everything = [...PROFILE_OPTIONS].filter((option) => option !== 'RetainLongitudinalFullDates')
  const safe: SmallElement = { path: '(2001,"Philips Imaging DD 001",03)', vr: 'FL', values: ['1000'] }

  it.each<[string, SmallElement, Partial<ProfileSettings>]>([
    ['overlays', { path: '(6000,3000)', vr: 'OW', values: [] }, { overlays: 'remove' }],
    ['overlays with all that is in their group', { path: '(6000,0010)', vr: 'US', values: ['512'] }, { overlays: 'remove' }],
    ['curves', { path: '(5000,3000)', vr: 'OW', values: [] }, { curves: 'remove' }],
    ['private elements', safe, { privateElements: 'remove' }],
  ])('%s', (_what, element, settings) => {
    expect(proposed(element, profile(everything, settings))).toBe('delete:auto')
    expect(proposed(element, profile(everything))).not.toBe('delete:auto')
  })

  it('private elements, and Private Creators with them', () => {
    const creator: SmallElement = { path: '(2001,"Philips Imaging DD 001")', vr: 'LO', values: ['Philips Imaging DD 001'] }
    const settings = { privateElements: 'remove', emptiedCreators: 'keep' } as const
    expect(proposed([creator, safe], profile(everything, settings))).toBe('delete:auto')
  })
})

describe('proposals by Table E.1-1', () => {
  it.each<[string, SmallElement, Profile, string]>([
    ['X is Delete', { path: '(0008,1030)', values: ['Chest'] }, BASIC, 'delete:auto'],
    ['Z is Delete', { path: '(0008,0050)', vr: 'SH', values: ['1'] }, BASIC, 'delete:auto'],
    ['D is Delete', { path: '(0040,A730)', vr: 'SQ', sopClass: BASIC_TEXT_SR }, BASIC, 'delete:auto'],
    ['U is Retain by remapping', { path: '(0008,0018)', vr: 'UI', values: ['1.2.3'] }, BASIC, 'retain:remap-uid'],
    [
      'U on a UID that some files write as text is Retain by remapping',
      { path: '(0020,0052)', vr: ['UI', 'LO'], values: ['1.2.3', { value: '1.2.4', vr: 'LO' }] },
      BASIC,
      'retain:remap-uid',
    ],
    [
      'U on a UID that some files write where none fits is Review',
      { path: '(0020,0052)', vr: ['UI', 'SH'], values: ['1.2.3', { value: '1', vr: 'SH' }] },
      BASIC,
      'review',
    ],
    ['K is Retain', { path: '(0008,0018)', vr: 'UI', values: ['1.2.3'] }, profile(['RetainUIDs']), 'retain:keep'],
    [
      'K on a Sequence is Retain, with its contents judged by themselves',
      { path: '(0018,100A)', vr: 'SQ' },
      profile(['RetainDeviceIdentity']),
      'retain:keep',
    ],
    ['C on text is Review', { path: '(0018,1030)', values: ['Chest'] }, CLEAN, 'review'],
    ['C on text that is empty everywhere is Retain by cleaning', { path: '(0018,1030)', values: [''] }, CLEAN, 'retain:clean'],
    ['C on a Sequence is Retain, with its contents judged by themselves', { path: '(0040,0275)', vr: 'SQ' }, CLEAN, 'retain:keep'],
    ['C on a date is a shift', { path: '(0008,0020)', vr: 'DA', values: ['20010203'] }, MODIFIED, 'retain:shift-date'],
    ['C on a date-time is a shift', { path: '(0008,002A)', vr: 'DT', values: ['20010203120000'] }, MODIFIED, 'retain:shift-date'],
    ['C on a time leaves it as it is', { path: '(0008,0030)', vr: 'TM', values: ['120000'] }, MODIFIED, 'retain:keep'],
    ['C on what is no date is Review', { path: '(0008,0020)', vr: 'DA', values: ['today', ''] }, MODIFIED, 'review'],
    [
      'C on dates is a shift though one value is none',
      { path: '(0008,0020)', vr: 'DA', values: ['20010203', 'today'] },
      MODIFIED,
      'retain:shift-date',
    ],
    [
      'C on times leaves them though one value is none',
      { path: '(0008,0030)', vr: 'TM', values: ['1200', 'noon'] },
      MODIFIED,
      'retain:shift-date',
    ],
    [
      'C on a date that some files write as text is a shift',
      { path: '(0008,0023)', vr: ['DA', 'LO'], values: ['20010203', { value: '20010204', vr: 'LO' }] },
      MODIFIED,
      'retain:shift-date',
    ],
    [
      'C on such a date is a shift though a text is none',
      { path: '(0008,0023)', vr: ['DA', 'LO'], values: ['20010203', { value: 'after Easter', vr: 'LO' }] },
      MODIFIED,
      'retain:shift-date',
    ],
    [
      'C on a date that some files write as numbers is Review',
      { path: '(0008,0023)', vr: ['DA', 'US'], values: ['20010203', { value: '1', vr: 'US' }] },
      MODIFIED,
      'review',
    ],
    [
      'C on dates of which one of several is none is a shift',
      { path: '(0018,1200)', vr: 'DA', values: ['20190101\\20190230'] },
      MODIFIED,
      'retain:shift-date',
    ],
    ['C on what is no time is Review', { path: '(0008,0030)', vr: 'TM', values: ['noon, says Smith'] }, MODIFIED, 'review'],
    ['C on a date in bytes is Delete: it cannot be shifted', { path: '(0400,0310)', vr: 'OB', values: ['x'] }, MODIFIED, 'delete:auto'],
    ['C on the time zone leaves it, since days are shifted', { path: '(0008,0201)', vr: 'SH', values: ['+0100'] }, MODIFIED, 'retain:keep'],
    [
      'dates go where nothing is shifted',
      { path: '(0008,0020)', vr: 'DA', values: ['20010203'] },
      profile(['RetainLongitudinalModifiedDates'], { dateShift: 'none' }),
      'delete:auto',
    ],
    ['the birth date never shifts', { path: '(0010,0030)', vr: 'DA', values: ['19520317'] }, MODIFIED, 'delete:auto'],
    ['C on an AE title is Delete', { path: '(0008,0055)', vr: 'AE', values: ['SCU'] }, profile(['RetainDeviceIdentity']), 'delete:auto'],
    ['C on overlay data is Review', { path: '(6000,3000)', vr: 'OW' }, profile(['CleanGraphics']), 'review'],
    ['Patient ID is Delete where no mapping is set', { path: '(0010,0020)', values: ['A'] }, BASIC, 'delete:auto'],
    [
      'Patient ID is Retain by mapping where one is',
      { path: '(0010,0020)', values: ['A'] },
      profile([], { patientId: 'S-{n:4}' }),
      'retain:map-patient',
    ],
    ['Patient’s Name too', { path: '(0010,0010)', vr: 'PN', values: ['A'] }, profile([], { patientId: 'S-{n:4}' }), 'retain:map-patient'],
  ])('%s', (_rule, element, under, expected) => expect(proposed(element, under)).toBe(expected))

  it('says how the Type decided a compound code', () => {
    const proposal = proposalsFor([{ path: '(0010,0020)', values: ['A'], sopClass: [CT, MR] }], BASIC).get('(0010,0020)')
    expect(proposal?.reason).toContain('Z/D, Type 2 in the CT Image IOD: Z')
    expect(proposal?.source).toBe('standard')
  })

  it('X on overlay data takes the whole overlay group', () => {
    const group: SmallElement[] = [
      { path: '(6000,0010)', vr: 'US' },
      { path: '(6000,1500)', values: ['ROI'] },
      { path: '(6000,3000)', vr: 'OW' },
      { path: '(6002,0022)' },
    ]
    for (const { choice } of proposalsFor(group, BASIC).values()) expect(choice.decision).toBe('delete')
    expect(proposed({ path: '(6000,0010)', vr: 'US' }, profile(['CleanGraphics']))).toBe('retain:keep')
  })

  it('are Retain for no code that says Delete, whatever the Options', () => {
    const rows = tableE11Rows().filter((row) => /^[0-9A-F]{8}$/.test(row.tagPattern))
    fc.assert(
      fc.property(fc.constantFrom(...rows), fc.subarray([...PROFILE_OPTIONS]), (row, options) => {
        const tag = parseInt(row.tagPattern, 16)
        const path = formatTag(tag)
        const inventory = inventoryOf([{ path, vr: vrOf(tag) ?? 'LO', values: ['1'] }])
        const under = profile(options)
        const annotation = annotate(inventory, under).get(path)
        const { choice } = proposeAll(inventory, annotate(inventory, under), under).get(path) ?? { choice: { decision: 'retain' as const } }
        expect(annotation).toBeDefined()
        if (annotation !== undefined) expect(isDeviation(choice, annotation, [vrOf(tag) ?? 'LO'])).toBe(false)
        expect(validateChoice(choice, vrOf(tag) ?? 'LO', path).ok).toBe(true)
      }),
      { numRuns: 1500 },
    )
  })
})

describe('proposals for what no rule of the table names', () => {
  it.each<[string, SmallElement, string]>([
    ['a file name goes', { path: 'file-name', vr: 'UT', values: ['a.dcm'] }, 'delete:auto'],
    ['the preamble goes', { path: 'preamble', vr: 'OB' }, 'delete:auto'],
    ['bytes after the data set go', { path: 'after-data-set', vr: 'OB' }, 'delete:auto'],
    ['File Meta Information goes, even where the table says U', { path: '(0002,0003)', vr: 'UI', values: ['1.2.3'] }, 'delete:auto'],
    ['group lengths go', { path: '(0008,0000)', vr: 'UL', values: ['100'] }, 'delete:auto'],
    ['group lengths of private groups go', { path: '(0009,0000)', vr: 'UL', values: ['100'] }, 'delete:auto'],
    ['Data Set Trailing Padding goes', { path: '(FFFC,FFFC)', vr: 'OB' }, 'delete:auto'],
    ['elements of a DICOMDIR go', { path: '(0004,1200)', vr: 'UL', values: ['0'] }, 'delete:auto'],
    ['Pixel Data stays', { path: '(7FE0,0010)', vr: ['OB', 'OW'] }, 'retain:keep'],
    ['Specific Character Set stays', { path: '(0008,0005)', vr: 'CS', values: ['ISO_IR 100', '\\ISO 2022 IR 87'] }, 'retain:keep'],
    ['numbers stay', { path: '(0018,0050)', vr: 'DS', values: ['1.25'] }, 'retain:keep'],
    [
      'numbers too long to be kept whole stay by what is seen of them',
      { path: '(3006,0050)', vr: 'DS', values: [{ value: '1.0\\2.0\\3.', form: 'digest' }] },
      'retain:keep',
    ],
    ['text is looked at', { path: '(0018,0022)', vr: 'LO', values: ['SPIRAL'] }, 'review'],
    ['a text of defined terms stays while it holds nothing else', { path: '(0028,1054)', vr: 'LO', values: ['HU', 'US'] }, 'retain:keep'],
    [
      'a text of defined terms is looked at when it holds something else',
      { path: '(0028,1054)', vr: 'LO', values: ['HU', 'ask Ruth'] },
      'review',
    ],
    ['text too long to be kept whole is looked at', { path: '(0040,A160)', vr: 'UT', values: [{ value: '', form: 'digest' }] }, 'review'],
    ['text that is empty everywhere is Retain by cleaning', { path: '(0020,1040)', vr: 'LO', values: [''] }, 'retain:clean'],
    ['an element in which identities were found is looked at', { path: '(0008,0041)', vr: 'LO', values: ['IMA NONE'] }, 'review'],
    ['and goes where it is empty everywhere', { path: '(0018,1250)', vr: 'SH', values: [''] }, 'delete:auto'],
  ])('%s', (_rule, element, expected) => expect(proposed(element)).toBe(expected))

  it('an element in which identities were found is never proposed Retain, whatever the Options', () => {
    const found: SmallElement[] = [
      { path: '(0018,1000)', values: ['123'] },
      { path: '(0008,1010)', vr: 'SH', values: ['CT1'] },
      { path: '(3006,0008)', vr: 'DA', values: ['20010203'] },
      { path: '(0032,1000)', vr: 'DA', values: ['20010203'] },
      { path: '(0018,1401)', values: ['10'] },
      { path: '(0043,"GEMS_PARM_01",80)', values: ['A'] },
      { path: '(0023,"GEMS_STDY_01",70)', vr: 'FD', values: ['1198237123'] },
    ]
    fc.assert(
      fc.property(fc.subarray([...PROFILE_OPTIONS]), (options) => {
        for (const { choice } of proposalsFor(found, profile(options)).values()) expect(choice.decision).not.toBe('retain')
      }),
    )
  })

  it('a Retain turns to Review where a value holds somebody’s identity', () => {
    const elements: SmallElement[] = [
      { path: '(0018,0015)', vr: 'CS', values: ['CHEST', 'OYELARAN'] },
      { path: '(0010,0010)', vr: 'PN', values: ['OYELARAN^RUTH'] },
    ]
    expect(proposed(elements)).toBe('review')
    expect(proposalsFor(elements, BASIC).get('(0018,0015)')?.source).toBe('evidence')
  })

  it.each([
    ['Body Part Examined', '(0018,0015)', 'PANCREAS', 'PANCREAS_0001'],
    ['Modality', '(0008,0060)', 'SEG', 'SEG^ANNA'],
    ['Photometric Interpretation', '(0028,0004)', 'RGB', 'RGB^ANNA'],
  ])('a Defined Term of %s stays, whoever is called so', (_name, path, term, patient) => {
    const called: SmallElement = { path: '(0010,0010)', vr: 'PN', values: [patient] }
    expect(proposed([{ path, vr: 'CS', values: [term] }, called])).toBe('retain:keep')
    expect(proposed([{ path: '(0008,9206)', vr: 'CS', values: [term] }, called])).toBe('review')
  })

  it.each([
    ['a name', 'DR SOMEBODY'],
    ['a date', '2019-03-04'],
    ['a UID', '1.2.840.113619.2.55.1'],
  ])('a Retain turns to Review where a value looks like %s', (_what, value) => {
    expect(proposed({ path: '(0018,0015)', vr: 'CS', values: ['CHEST'] })).toBe('retain:keep')
    expect(proposed({ path: '(0018,0015)', vr: 'CS', values: ['CHEST', value] })).toBe('review')
  })

  it('a private element that the sources keep may look like a date, but not like a name', () => {
    const path = '(2005,"Philips MR Imaging DD 001",61)'
    expect(proposed({ path, values: ['20120215'] }, SAFE_PRIVATE)).toBe('retain:keep')
    expect(proposed({ path, values: ['Dr. Somebody'] }, SAFE_PRIVATE)).toBe('review')
  })

  it('the version of a coding scheme may look like a date', () => {
    expect(
      proposed([
        { path: '(0008,2218)[*](0008,0103)', vr: 'SH', values: ['20091021'] },
        { path: '(0008,2218)', vr: 'SQ' },
      ]),
    ).toBe('retain:keep')
  })

  it('a user’s own list of physical parameters takes the place of the shipped one', () => {
    const inventory = inventoryOf([
      { path: '(0018,0050)', vr: 'DS', values: ['1'] },
      { path: '(0018,0088)', vr: 'DS', values: ['1'] },
    ])
    const strict = profile([], { unlisted: 'delete' })
    const proposals = proposeAll(inventory, annotate(inventory, strict), strict, {
      listed: (tag) => (tag === 0x00180088 ? 'physical' : undefined),
    })
    expect([...proposals.values()].map(({ choice }) => choice.decision)).toEqual(['delete', 'retain'])
  })

  describe('of which the condition names another element', () => {
    const role: SmallElement = { path: '(0010,2298)', vr: 'CS', values: ['OWNER'] }
    const person: SmallElement = { path: '(0010,2297)', vr: 'PN', values: ['QUILL^PETER'] }

    it('goes along with it, removed, since it must not be there by itself', () => {
      expect(proposed([role, person])).toBe('delete:remove')
      expect(proposalsFor([role, person], BASIC).get('(0010,2298)')?.reason).toContain('(0010,2297) goes')
    })
    it('stays where that one stays, by a decision or as a dummy, or was never there', () => {
      expect(proposed([role, person], BASIC, { '(0010,2297)': { decision: 'retain' } })).toBe('retain:keep')
      expect(proposed([role, person], BASIC, { '(0010,2297)': { decision: 'delete', treatment: 'dummy' } })).toBe('retain:keep')
      expect(proposed([role])).toBe('retain:keep')
    })
    it('goes along with what is beside it in the same Item only', () => {
      const inItem: SmallElement[] = [
        { path: '(0008,1084)', vr: 'SQ' },
        { path: '(0008,1084)[*](0008,010F)', vr: 'CS', values: ['7'] },
        { path: '(0008,1084)[*](0008,0105)', vr: 'CS', values: ['DCMR'] },
      ]
      const gone: Choice = { decision: 'delete', treatment: 'auto' }
      const of = proposalsFor([...inItem, { path: '(0008,010F)', vr: 'CS', values: ['7'] }], CLEAN, { '(0008,010F)': gone })
      expect(of.get('(0008,1084)[*](0008,0105)')?.choice.decision).toBe('retain')
      const inside = proposalsFor(inItem, CLEAN, { '(0008,1084)[*](0008,010F)': gone })
      expect(inside.get('(0008,1084)[*](0008,0105)')?.choice).toEqual({ decision: 'delete', treatment: 'remove' })
    })
  })

  describe('that list what an instance refers to', () => {
    const SEGMENTATION = '1.2.840.10008.5.1.4.1.1.66.4'
    const REMOVED: Choice = { decision: 'delete', treatment: 'remove' }
    const of = (path: string, vr: SmallElement['vr'] = 'SQ', sopClass = SEGMENTATION): SmallElement =>
      vr === 'UI' ? { path, vr, values: ['1.2.3'], sopClass } : { path, vr, sopClass }
    const source = '(5200,9230)[*](0008,9124)[*](0008,2112)'
    const list = [of('(0008,1115)'), of('(0008,1115)[*](0008,1199)'), of('(0008,1115)[*](0008,1199)[*](0008,1155)', 'UI')]
    const others = [of('(0008,1200)'), of('(0008,1200)[*](0020,000D)', 'UI')]
    const references = [of('(5200,9230)'), of('(5200,9230)[*](0008,9124)'), of(source), of(`${source}[*](0008,1155)`, 'UI')]
    const choices = (elements: readonly SmallElement[], decided?: Readonly<Record<string, Choice>>): Readonly<Record<string, string>> => {
      const proposals = proposalsFor(elements, BASIC, decided)
      return Object.fromEntries(
        ['(0008,1115)', '(0008,1115)[*](0008,1199)[*](0008,1155)', '(0008,1200)'].flatMap((path) => {
          const proposal = proposals.get(path)
          return proposal === undefined ? [] : [[path, formatChoice(proposal.choice)]]
        }),
      )
    }

    it('go, with all that is in them, where nothing is left that refers to an instance', () => {
      const gone = {
        '(0008,1115)': 'delete:remove',
        '(0008,1115)[*](0008,1199)[*](0008,1155)': 'delete:auto',
        '(0008,1200)': 'delete:remove',
      }
      const all = [...list, ...others, ...references]
      expect(choices(all, { [source]: REMOVED })).toEqual(gone)
      expect(choices(all, { [`${source}[*](0008,1155)`]: REMOVED })).toEqual(gone)
      expect(choices(all, { '(5200,9230)[*](0008,9124)': REMOVED })).toEqual(gone)
    })

    it('stay where a reference stays, also as a dummy, and where none was ever found', () => {
      const image = [of('(0008,1140)'), of('(0008,1140)[*](0008,1155)', 'UI')]
      const stays = choices([...list, ...others, ...references])
      expect(stays['(0008,1115)']).toMatch(/^retain/)
      expect(choices([...list, ...others, ...references, ...image], { [source]: REMOVED })).toEqual(stays)
      expect(choices([...list, ...others, ...references], { [source]: { decision: 'delete', treatment: 'dummy' } })).toEqual(stays)
      expect(choices([...list, ...others])).toEqual(stays)
    })

    it('stay where they are what an instance is there for, as in a presentation state', () => {
      const state = '1.2.840.10008.5.1.4.1.1.11.1'
      const elements = [of('(0008,1115)', 'SQ', state), of('(0070,0001)', 'SQ', state), of('(0070,0001)[*](0008,1140)', 'SQ', state)]
      const reference = of('(0070,0001)[*](0008,1140)[*](0008,1155)', 'UI', state)
      expect(choices([...elements, reference], { '(0070,0001)': REMOVED })['(0008,1115)']).toMatch(/^retain/)
    })
  })

  describe('where everything goes that is not listed', () => {
    const strict = profile([], { unlisted: 'delete' })
    const SEGMENTATION = '1.2.840.10008.5.1.4.1.1.66.4'
    const frames: SmallElement[] = [
      { path: '(0054,0010)', vr: 'US', values: ['1\\2'] },
      { path: '(0054,0020)', vr: 'US', values: ['1\\1'] },
    ]

    it('what a pointer names stays', () => {
      expect(proposed(frames, strict)).toBe('delete:auto')
      const pointer: SmallElement = { path: '(0028,0009)', vr: 'AT', values: ['(0054,0010)\\(0054,0030)'] }
      const of = proposalsFor([...frames, pointer], strict)
      expect(of.get('(0054,0010)')?.choice.decision).toBe('retain')
      expect(of.get('(0054,0020)')?.choice.decision).toBe('delete')
    })

    it('a Sequence stays for what a pointer names, or for a reference, and else goes with all that is in it', () => {
      const inside = (leaf: SmallElement): SmallElement[] => [{ path: '(0018,9506)', vr: 'SQ' }, leaf]
      expect(proposed(inside({ path: '(0018,9506)[*](0008,1155)', vr: 'UI', values: ['1.2.3'] }), strict)).toBe('retain:keep')
      expect(proposed(inside({ path: '(0018,9506)[*](0062,000C)', vr: 'US', values: ['1'] }), strict)).toBe('delete:auto')
      const pointed = inside({ path: '(0018,9506)[*](0062,000C)', vr: 'US', values: ['1'] })
      const pointer: SmallElement = { path: '(0020,9222)[*](0020,9165)', vr: 'AT', values: ['(0062,000C)'] }
      expect(proposed([...pointed, pointer], strict)).toBe('retain:keep')
    })

    it('numbers and codes that an instance cannot be read without stay, text in the same place goes', () => {
      const of = proposalsFor(
        [
          { path: '(0062,0002)', vr: 'SQ', sopClass: SEGMENTATION },
          { path: '(0062,0002)[*](0062,0004)', vr: 'US', values: ['1'], sopClass: SEGMENTATION },
          { path: '(0062,0002)[*](0062,0005)', values: ['Tumour of Mr Quill'], sopClass: SEGMENTATION },
          { path: '(0062,0002)[*](0062,0008)', vr: 'CS', values: ['MANUAL'], sopClass: SEGMENTATION },
          { path: '(0062,0002)[*](0062,000C)', vr: 'US', values: ['7'], sopClass: SEGMENTATION },
        ],
        strict,
      )
      expect([...of.values()].map(({ path, choice }) => `${path.slice(-11)} ${choice.decision}`)).toEqual([
        '(0062,0002) retain',
        '(0062,0004) retain',
        '(0062,0005) delete',
        '(0062,0008) retain',
        '(0062,000C) delete',
      ])
      expect(of.get('(0062,0002)[*](0062,0008)')?.reason).toBe(
        'not on the list of physical parameters, but needed: Type 1 in the Segmentation IOD; a Code String',
      )
    })
  })

  it('a code of a published scheme stays in a Sequence that is cleaned, a local one is looked at', () => {
    const coded = (scheme: string): SmallElement[] => [
      { path: '(0008,1084)[*](0008,0104)', values: ['Pneumonia'] },
      { path: '(0008,1084)[*](0008,0102)', vr: 'SH', values: [scheme] },
      { path: '(0008,1084)', vr: 'SQ' },
    ]
    expect(proposed(coded('SCT'), CLEAN)).toBe('retain:keep')
    expect(proposed(coded('99LOCAL'), CLEAN)).toBe('review')
  })
})

describe('what is inside a Sequence', () => {
  const inside: SmallElement[] = [
    { path: '(0040,0275)[*](0018,0022)', values: ['text'] },
    { path: '(0040,0275)', vr: 'SQ' },
  ]

  it('goes with it, and asks nobody for a review', () => {
    expect(proposed(inside)).toBe('delete:auto')
    expect(proposalsFor(inside, BASIC).get('(0040,0275)[*](0018,0022)')?.reason).toContain('inside (0040,0275)')
  })

  it('goes at every depth', () => {
    const deep: SmallElement[] = [
      { path: '(0040,0275)[*](0040,0008)[*](0008,0104)', values: ['x'] },
      { path: '(0040,0275)[*](0040,0008)', vr: 'SQ' },
      ...inside,
    ]
    expect(proposed(deep)).toBe('delete:auto')
  })

  it('is judged by itself where the Sequence stays', () => {
    expect(proposed(inside, CLEAN)).toBe('review')
  })

  it('follows what was decided of the Sequence', () => {
    expect(proposed(inside, BASIC, { '(0040,0275)': { decision: 'retain', treatment: 'keep' } })).toBe('review')
    expect(proposed(inside, CLEAN, { '(0040,0275)': { decision: 'delete' } })).toBe('delete:auto')
  })

  it('stays with a Sequence of references that X/Z/U* leaves where an IOD requires it', () => {
    const references: SmallElement[] = [
      { path: '(0008,1115)[*](0008,1140)[*](0008,1155)', vr: 'UI', values: ['1.2.3'], sopClass: '1.2.840.10008.5.1.4.1.1.11.1' },
      { path: '(0008,1115)[*](0008,1140)', vr: 'SQ', sopClass: '1.2.840.10008.5.1.4.1.1.11.1' },
      { path: '(0008,1115)', vr: 'SQ', sopClass: '1.2.840.10008.5.1.4.1.1.11.1' },
    ]
    expect(proposed(references)).toBe('retain:remap-uid')
  })
})

describe('private elements', () => {
  const KEPT = '(2001,"Philips Imaging DD 001",03)'

  it.each<[string, SmallElement, Profile, string]>([
    ['go without Retain Safe Private', { path: KEPT, vr: 'FL', values: ['1'] }, BASIC, 'delete:auto'],
    ['stay where the sources agree', { path: KEPT, vr: 'FL', values: ['1'] }, SAFE_PRIVATE, 'retain:keep'],
    ['go where the sources agree on that', { path: '(0009,"GEMS_IDEN_01",30)', vr: 'SH', values: ['1'] }, SAFE_PRIVATE, 'delete:auto'],
    ['are looked at where nobody knows them', { path: '(0009,"NOBODY",02)', values: ['1'] }, SAFE_PRIVATE, 'review'],
    ['are looked at where they are bytes', { path: '(0029,"SIEMENS CSA HEADER",10)', vr: 'OB' }, SAFE_PRIVATE, 'review'],
    ['go where no creator claims them', { path: '(0019,10D9)', values: ['1'] }, SAFE_PRIVATE, 'delete:auto'],
  ])('%s', (_rule, element, under, expected) => expect(proposed(element, under)).toBe(expected))

  it('that a source keeps are, as UIDs, replaced', () => {
    const uid: SmallElement = { path: '(2001,"Philips Imaging DD 001",03)', vr: 'UI', values: ['1.2.3'] }
    expect(proposed(uid, SAFE_PRIVATE)).toBe('retain:remap-uid')
    expect(proposed(uid, profile(['RetainSafePrivate', 'RetainUIDs']))).toBe('retain:keep')
  })

  it('that a source keeps follow, as dates, the Options on dates', () => {
    const date: SmallElement = { path: '(2001,"Philips Imaging DD 001",03)', vr: 'DA', values: ['20010203'] }
    expect(proposed(date, SAFE_PRIVATE)).toBe('delete:auto')
    expect(proposed(date, profile(['RetainSafePrivate', 'RetainLongitudinalFullDates']))).toBe('retain:keep')
    expect(proposed(date, profile(['RetainSafePrivate', 'RetainLongitudinalModifiedDates']))).toBe('retain:shift-date')
    expect(proposed({ ...date, values: ['soon'] }, profile(['RetainSafePrivate', 'RetainLongitudinalModifiedDates']))).toBe('review')
  })

  it('that a source keeps are looked at where somebody wrote words into them', () => {
    const comment = (value: string): SmallElement => ({ path: '(0019,"FDMS 1.0",60)', vr: 'SH', values: [value] })
    expect(proposed(comment('R2'), SAFE_PRIVATE)).toBe('retain:keep')
    expect(proposed(comment('see yesterday'), SAFE_PRIVATE)).toBe('review')
    expect(proposed(comment('Февронья'), SAFE_PRIVATE)).toBe('review')
  })

  it('show both statements where sources contradict each other', () => {
    const proposal = proposalsFor([{ path: '(0023,"GEMS_STDY_01",70)', vr: 'FD', values: ['1'] }], SAFE_PRIVATE).get(
      '(0023,"GEMS_STDY_01",70)',
    )
    expect(proposal?.choice.decision).toBe('review')
    expect(proposal?.reason).toContain('TCIA 2024-02-01: oi')
    expect(proposal?.reason).toContain('CTP/WUSTL 2015: X')
    expect(proposal?.source).toBe('knowledge')
  })

  it('decide what becomes of their Private Creator', () => {
    const creator: SmallElement = { path: '(2001,"Philips Imaging DD 001")', values: ['Philips Imaging DD 001'] }
    const member: SmallElement = { path: KEPT, vr: 'FL', values: ['1'] }
    expect(proposed([creator, member], SAFE_PRIVATE)).toBe('retain:keep')
    expect(proposed([creator, member], BASIC)).toBe('delete:auto')
    expect(proposed([creator, member], profile([], { emptiedCreators: 'keep' }))).toBe('retain:keep')
    expect(proposed([creator, { path: '(2001,"Philips Imaging DD 001",FE)', values: ['1'] }], SAFE_PRIVATE)).toBe('retain:keep')
    expect(proposed([creator, member], SAFE_PRIVATE, { [KEPT]: { decision: 'delete' } })).toBe('delete:auto')
  })

  it('lend their Private Creator no identity: an unknown one that names somebody is looked at', () => {
    const named: SmallElement[] = [
      { path: '(0099,"OYELARAN")', values: ['OYELARAN'] },
      { path: '(0099,"OYELARAN",01)', values: ['1'] },
      { path: '(0010,0010)', vr: 'PN', values: ['OYELARAN^RUTH', 'GEMS_IDEN_01'] },
    ]
    expect(proposed(named, SAFE_PRIVATE)).toBe('review')
    const known: SmallElement[] = [
      { path: '(0009,"GEMS_IDEN_01")', values: ['GEMS_IDEN_01'] },
      { path: '(0009,"GEMS_IDEN_01",FE)', values: ['1'] },
    ]
    expect(proposed([...known, ...named], SAFE_PRIVATE)).toBe('retain:keep')
  })

  it('of another group, creator or item leave a Private Creator alone', () => {
    const creator: SmallElement = { path: '(2001,"Philips Imaging DD 001")', values: ['Philips Imaging DD 001'] }
    const elsewhere: SmallElement = { path: '(0008,1140)[*](2001,"Philips Imaging DD 001",03)', vr: 'FL', values: ['1'] }
    expect(proposed([creator, elsewhere, { path: '(0008,1140)', vr: 'SQ' }], profile(['RetainSafePrivate', 'RetainUIDs']))).toBe(
      'delete:auto',
    )
  })
})

describe('a proposer', () => {
  it('reads values once, whatever is decided meanwhile', () => {
    const inventory = inventoryOf([
      { path: '(0018,0050)', vr: 'DS', values: ['1'] },
      { path: '(0018,0012)', vr: 'SQ' },
    ])
    let reads = 0
    const counted = { ...inventory, values: (path: string) => (reads++, inventory.values(path)) }
    const propose = proposer(counted, annotate(inventory, BASIC), BASIC)
    const ask = (decided?: Decided): ReadonlyMap<string, Proposal> => finished(propose(decided))
    const first = ask()
    expect(reads).toBeGreaterThan(0)
    const before = reads
    expect(ask(() => ({ decision: 'delete' }))).toEqual(first)
    expect(reads).toBe(before)
  })
})

describe('every element', () => {
  it('has a proposal with a reason, in the order of the inventory, under every preset', () => {
    const inventory = inventoryOf([
      { path: 'file-name', vr: 'UT', values: ['a'] },
      { path: '(0009,"GEMS_IDEN_01")', values: ['GEMS_IDEN_01'] },
      { path: '(0009,"GEMS_IDEN_01",02)', vr: 'SH', values: ['a'] },
      { path: '(0010,0010)', vr: 'PN', values: ['A^B'] },
      { path: '(0040,0275)', vr: 'SQ' },
      { path: '(0040,0275)[*](0008,0050)', vr: 'SH', values: ['1'] },
      { path: '(7FE0,0010)', vr: 'OW' },
    ])
    for (const preset of Object.values(PRESETS)) {
      const under = profile(preset.options, preset.settings)
      const proposals = proposeAll(inventory, annotate(inventory, under), under)
      expect([...proposals.keys()]).toEqual(inventory.elements().map((element) => element.path))
      for (const proposal of proposals.values()) expect(proposal.reason).not.toBe('')
    }
  })
})

describe('what is inside an opaque value', () => {
  const path = '(0029,"SIEMENS CSA HEADER",10)'
  const opened: SmallElement[] = [
    { path, vr: 'OB', values: ['SV10'] },
    { path: `${path}#Rows`, vr: 'IS', values: ['96'] },
    { path: `${path}#Operator`, vr: 'UT', values: ['TRELAWNEY^OTTO'] },
    { path: `${path}#StudyDate`, vr: 'UT', values: ['20110304'] },
  ]

  it('follows its element, whatever it is itself', () => {
    for (const under of [BASIC, SAFE_PRIVATE]) {
      const proposals = proposalsFor(opened, under)
      for (const row of opened.slice(1)) {
        expect(proposals.get(row.path)?.choice).toEqual(proposals.get(path)?.choice)
        expect(proposals.get(row.path)?.reason).toBe(`follows ${path}, whose value it is in`)
      }
    }
    expect(proposed(opened, BASIC)).toBe('delete:auto')
    expect(proposed(opened, SAFE_PRIVATE)).toBe('review')
  })

  it('is counted in the reason for which its element is Review', () => {
    expect(proposalsFor(opened, SAFE_PRIVATE).get(path)?.reason).toMatch(/opened: 3 entries, 2 of them look like dates or names$/)
    const patient: SmallElement = { path: '(0010,0010)', vr: 'PN', values: ['OYELARAN^RUTH'] }
    const named: SmallElement = { path: `${path}#Note`, vr: 'UT', values: ['OYELARAN'] }
    expect(proposalsFor([opened[0] as SmallElement, named, patient], SAFE_PRIVATE).get(path)?.reason).toMatch(
      /opened: 1 entry, 1 of them names somebody of this collection$/,
    )
    expect(proposalsFor(opened, BASIC).get(path)?.reason).not.toContain('opened')
  })

  it('turns a Retain of its element into a Review where it holds an identity', () => {
    const icc: SmallElement[] = [
      { path: '(0028,2000)', vr: 'OB', values: ['xml'] },
      { path: '(0028,2000)#r/by', vr: 'UT', values: ['OYELARAN'] },
    ]
    const patient: SmallElement = { path: '(0010,0010)', vr: 'PN', values: ['OYELARAN^RUTH'] }
    expect(proposed(icc)).toBe('retain:keep')
    expect(proposed([...icc, patient])).toBe('review')
  })
})
