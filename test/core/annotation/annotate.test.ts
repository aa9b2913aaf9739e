import { describe, expect, it } from 'vitest'
import { annotate } from '../../../src/core/annotation/annotate.ts'
import type { Annotation } from '../../../src/core/annotation/annotation.ts'
import { DEFAULT_SETTINGS, type Profile } from '../../../src/core/confidentiality/profile.ts'
import { inventoryOf, BASIC_TEXT_SR, CT, MR, PET, type SmallElement } from '../../fixtures/small-inventory.ts'

const BASIC: Profile = { options: [], settings: DEFAULT_SETTINGS }
const CLEANING: Profile = { options: ['CleanDescriptors'], settings: DEFAULT_SETTINGS }

function annotationOf(element: SmallElement, around: readonly SmallElement[] = [], profile = BASIC): Annotation {
  const annotation = annotate(inventoryOf([element, ...around]), profile).get(element.path)
  if (annotation === undefined) throw new Error('not annotated')
  return annotation
}

const PATIENT: readonly SmallElement[] = [
  { path: '(0010,0010)', vr: 'PN', values: ['OYELARAN^RUTH'] },
  { path: '(0010,0020)', vr: 'LO', values: ['MRN77120'] },
]

describe('the annotation of an element', () => {
  it.each<[string, SmallElement, Partial<Annotation>]>([
    [
      'a public element has its name in PS3.6',
      { path: '(0010,0020)' },
      { name: 'Patient ID', source: 'public', privateCreator: '', tableE: 'Z/D' },
    ],
    ['a nested element too', { path: '(0040,0275)[*](0008,0050)' }, { name: 'Accession Number', source: 'public', tableE: 'Z' }],
    [
      'a private element has its name in the private dictionary, and its sources',
      { path: '(0009,"GEMS_IDEN_01",30)' },
      {
        name: 'Service Id',
        source: 'private',
        privateCreator: 'GEMS_IDEN_01',
        tableE: 'X',
        knowledge: 'delete',
        knowledgeSources: ['TCIA 2024-02-01: d', 'CTP/WUSTL 2015: X'],
      },
    ],
    [
      'a Private Creator is private, and no source speaks of it',
      { path: '(0009,"GEMS_IDEN_01")' },
      { name: 'Private Creator', source: 'private', privateCreator: 'GEMS_IDEN_01', knowledge: '' },
    ],
    [
      'an element without a creator is private',
      { path: '(0019,10D9)' },
      { name: '', source: 'private', privateCreator: '', tableE: 'X', knowledge: 'unregistered' },
    ],
    ['a tag that PS3.6 does not have is unknown', { path: '(0008,9999)' }, { name: '', source: 'unknown', tableE: '' }],
    ['a group length is public', { path: '(0008,0000)', vr: 'UL' }, { source: 'public' }],
    [
      'File Meta Information is outside the data set',
      { path: '(0002,0016)', vr: 'AE' },
      { name: 'Source Application Entity Title', source: 'outside' },
    ],
    ['so are names of files', { path: 'file-name', vr: 'UT' }, { name: 'File name', source: 'outside', iodType: '', tableE: '' }],
    ['public elements have no knowledge of private ones', { path: '(0018,0050)', vr: 'DS' }, { knowledge: '', knowledgeSources: [] }],
  ])('%s', (_rule, element, expected) => expect(annotationOf(element)).toMatchObject(expected))

  it('has the Types of all IODs it was found in, the strongest first', () => {
    expect(annotationOf({ path: '(0008,0021)', vr: 'DA', sopClass: [CT, PET] }).iodType).toBe('1|3')
    expect(annotationOf({ path: '(0018,0050)', vr: 'DS', sopClass: [BASIC_TEXT_SR, CT] }).iodType).toBe('2|-')
    expect(annotationOf({ path: '(0018,0050)', vr: 'DS', sopClass: [MR, '1.2.3'] }).iodType).toBe('2|?')
  })

  it('has the effective code beside that of the table', () => {
    expect(annotationOf({ path: '(0008,1030)' }, [], CLEANING)).toMatchObject({
      tableE: 'X',
      effective: { code: 'C', options: ['CleanDescriptors'] },
    })
  })
})

describe('flags', () => {
  it.each<[string, SmallElement, readonly string[]]>([
    [
      'free text and an identity in it',
      { path: '(0018,1030)', values: ['Chest', 'repeat for Oyelaran'] },
      ['free-text', 'identity-overlap'],
    ],
    ['an identity in a private element', { path: '(0009,"GEMS_IDEN_01",02)', values: ['MRN77120'] }, ['identity-overlap']],
    [
      'an identity in the printable strings of bytes',
      { path: '(0029,"X",10)', vr: 'OB', values: ['name OYELARAN end'] },
      ['identity-overlap', 'opaque'],
    ],
    ['an identity in a file name', { path: 'file-name', vr: 'UT', values: ['oyelaran_ruth.dcm'] }, ['identity-overlap']],
    ['identities that were found before', { path: '(0018,1250)', vr: 'SH', values: ['HEAD'] }, ['phi-found']],
    ['bytes', { path: '(0009,"X",10)', vr: 'UN', values: [''] }, ['opaque']],
    ['an orphan', { path: '(0019,10D9)', values: ['1'] }, ['orphan']],
    ['a blank creator', { path: '(0019,0010)', values: [''] }, ['orphan']],
    ['VRs that do not go together', { path: '(0018,0050)', vr: ['DS', 'LO'], values: ['1'] }, ['mixed-vr']],
    ['but not the choice that PS3.6 leaves', { path: '(0028,0106)', vr: ['SS', 'US'], values: ['1'] }, []],
    ['nothing in an identifier itself', { path: '(0010,1001)', vr: 'PN', values: ['OYELARAN^R'] }, []],
    ['nothing in a measurement', { path: '(0018,0050)', vr: 'DS', values: ['1.25'] }, []],
  ])('%s', (_what, element, flags) => {
    expect([...annotationOf(element, PATIENT).flags].sort()).toEqual([...flags].sort())
  })

  it('tell what is new, where the caller knows', () => {
    const inventory = inventoryOf(PATIENT)
    const annotations = annotate(inventory, BASIC, { isNew: (path) => path === '(0010,0020)' })
    expect(annotations.get('(0010,0020)')?.flags).toContain('new')
    expect(annotations.get('(0010,0010)')?.flags).not.toContain('new')
  })

  it('do not need the values to be read again for another profile', () => {
    const silent = {
      ...inventoryOf(PATIENT),
      values: () => {
        throw new Error('read again')
      },
    }
    expect(() => annotate(silent, CLEANING, { evidence: new Map() })).not.toThrow()
  })
})

describe('an inventory', () => {
  it('is annotated whole, in its order', () => {
    const inventory = inventoryOf([...PATIENT, { path: 'preamble', vr: 'OB' }, { path: '(0009,"GEMS_IDEN_01",30)' }])
    expect([...annotate(inventory, BASIC).keys()]).toEqual(inventory.elements().map((element) => element.path))
  })
})

describe('what is inside an opaque value', () => {
  const element: SmallElement = { path: '(0029,"SIEMENS CSA HEADER",10)', vr: 'OB', values: ['SV10'] }
  const inside = (key: string, values: readonly string[], vr: SmallElement['vr'] = 'UT'): SmallElement => ({
    path: `${element.path}#${key}`,
    vr,
    values,
  })

  it('is called by its key, and is whatever its element is', () => {
    const around = annotationOf(element)
    expect(annotationOf(inside('StudyNote', ['none']), [element])).toEqual({
      ...around,
      path: `${element.path}#StudyNote`,
      name: 'StudyNote',
      flags: [],
    })
    expect(around).toMatchObject({ source: 'private', privateCreator: 'SIEMENS CSA HEADER', tableE: 'X' })
    expect(annotationOf({ path: '(0042,0011)#r/a' }, [{ path: '(0042,0011)', vr: 'OB' }])).toMatchObject({ name: 'r/a', source: 'public' })
  })

  it.each<[string, SmallElement, readonly string[]]>([
    ['words and an identity', inside('Note', ['seen by Oyelaran']), ['free-text', 'identity-overlap']],
    ['a name', inside('Operator', ['TRELAWNEY^OTTO']), ['name-like']],
    ['a date', inside('Date', ['20110304']), ['date-like']],
    ['numbers', inside('Rows', ['96', '128'], 'IS'), []],
    ['several VRs', inside('Rows', ['96'], ['IS', 'UT']), []],
  ])('has flags by its own values: %s', (_what, row, flags) => {
    expect([...annotationOf(row, [...PATIENT, element]).flags].sort()).toEqual([...flags].sort())
  })

  it('marks its element where it holds an identity, and nothing else', () => {
    const flagsAround = (row: SmallElement): readonly string[] => annotationOf(element, [...PATIENT, row]).flags
    expect(flagsAround(inside('Note', ['seen by Oyelaran']))).toEqual(['identity-overlap', 'opaque'])
    expect(flagsAround(inside('Operator', ['TRELAWNEY^OTTO']))).toEqual(['opaque'])
  })

  it('identifies nobody by itself', () => {
    const elements: SmallElement[] = [element, inside('Uid', ['1.2.3.4.5'], 'UI'), { path: '(0009,"X",10)', values: ['1.2.3.4.5'] }]
    expect(annotationOf({ path: '(0009,"X",10)', values: ['1.2.3.4.5'] }, elements.slice(0, 2)).flags).not.toContain('identity-overlap')
  })
})
