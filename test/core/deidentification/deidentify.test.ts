import { describe, expect, it } from 'vitest'
import { IMPLEMENTATION_CLASS_UID } from '../../../src/core/deidentification/file-meta.ts'
import { isLegalUid, uidRemapper } from '../../../src/core/deidentification/remap-uid.ts'
import { valueBytes } from '../../../src/core/dicom/value-bytes.ts'
import { DEFLATED_LE, EXPLICIT_BE, EXPLICIT_LE, IMPLICIT_LE, transferSyntax } from '../../../src/core/dicom/transfer-syntax.ts'
import { IMPLICIT, bytes, dataSet, encapsulated, latin, numbers, part10, sequence, text, type Built } from '../../fixtures/dicom-bytes.ts'
import type { Operation } from '../../../src/core/script/operation.ts'
import { keyedBy } from './keyed-for-tests.ts'
import { applied, applyTo, CT, elementAt, fileOf, IDENTIFIERS, op, refused, tagsOf, textIn, valueAt } from './one-instance.ts'

const remapped = (uid: string): string => uidRemapper(keyedBy('one secret'), '2.25').remap(uid)

describe('an instance is not written', () => {
  it('when it holds an element that the script does not know', () => {
    expect(refused({ elements: [text(0x00080080, 'LO', 'Hospital')], operations: [] })).toMatchObject({
      kind: 'not-in-inventory',
      path: '(0008,0080)',
    })
  })

  it('when a nested element is not known', () => {
    const elements = [sequence(0x00400275, [[text(0x00080050, 'SH', '1')]])]
    expect(refused({ elements, operations: [op('(0040,0275)', 'process')] }).path).toBe('(0040,0275)[*](0008,0050)')
  })

  it('when a Private Creator is not known', () => {
    const elements = [text(0x00090010, 'LO', 'ACME'), text(0x00091001, 'LO', 'x')]
    expect(refused({ elements, operations: [op('(0009,"ACME",01)', 'remove')] }).path).toBe('(0009,"ACME")')
  })

  it('when an element is still to be reviewed', () => {
    const elements = [text(0x00080080, 'LO', 'Hospital')]
    expect(refused({ elements, operations: [op('(0008,0080)', 'blocked')] }).kind).toBe('open-review')
  })

  it('when its SOP Class is private', () => {
    const elements = [text(0x00080016, 'UI', '1.2.840.113619.4.30')]
    expect(refused({ elements, operations: [] }).kind).toBe('private-sop-class')
  })

  it('when text is burned into its pixels, unless that was decided by name; then (0012,0062) is NO', () => {
    const elements = [text(0x00280301, 'CS', 'YES')]
    expect(refused({ elements, operations: [op('(0028,0301)', 'keep')] }).kind).toBe('burned-in')
    const named = op('(0028,0301)', 'clean', { values: [{ value: 'YES', do: 'keep', named: true }] })
    expect(valueAt(applied({ elements, operations: [named] }).after, 0x00120062)).toBe('NO')
    const seen = applied({ elements, operations: [op('(0028,0301)', 'replace', { with: 'NO' })] })
    expect(valueAt(seen.after, 0x00120062)).toBe('YES')
  })

  it('when text is burned into its pixels, whatever becomes of the element that says so', () => {
    const elements = [text(0x00280301, 'CS', 'YES')]
    for (const how of ['remove', 'empty', 'dummy'] as const)
      expect([how, refused({ elements, operations: [op('(0028,0301)', how)] }).kind]).toEqual([how, 'burned-in'])
    const values = [{ value: 'YES', do: 'remove' as const }]
    expect(refused({ elements, operations: [op('(0028,0301)', 'clean', { values, otherwise: 'dummy' })] }).kind).toBe('burned-in')
    expect(refused({ elements, operations: [op('(0028,0301)', 'replace', { with: '' })] }).kind).toBe('burned-in')
    const seen = [{ value: 'YES', do: 'replace' as const, with: 'NO' }]
    expect(valueAt(applied({ elements, operations: [op('(0028,0301)', 'clean', { values: seen })] }).after, 0x00120062)).toBe('YES')
  })

  it('when text is burned into its pixels, however that is spelt, and if only one of two elements says so', () => {
    for (const said of [[text(0x00280301, 'CS', 'yes')], [text(0x00280301, 'LO', ' YES')]])
      expect(refused({ elements: said, operations: [op('(0028,0301)', 'keep')] }).kind).toBe('burned-in')
    const twice = [text(0x00280301, 'CS', 'YES'), text(0x00280301, 'CS', 'NO')]
    for (const elements of [twice, [...twice].reverse()])
      expect(refused({ elements, operations: [op('(0028,0301)', 'remove')] }).kind).toBe('burned-in')
  })

  it('but not for a SOP Class of the Standard that is newer than our tables, which takes the most compatible actions', () => {
    const elements = [text(0x00080016, 'UI', '1.2.840.10008.5.1.4.1.1.9999.7')]
    const { after, problems } = applied({ elements, operations: [op('(0008,0016)', 'keep')] })
    expect(valueAt(after, 0x00080016)).toBe('1.2.840.10008.5.1.4.1.1.9999.7')
    expect(problems).toEqual([{ kind: 'unknown-class', path: '(0008,0016)' }])
  })

  it('when its SOP Class is private, unless that was decided by name', () => {
    const elements = [text(0x00080016, 'UI', '1.2.3.4.5')]
    expect(refused({ elements, operations: [op('(0008,0016)', 'keep')] }).kind).toBe('private-sop-class')
    const named = op('(0008,0016)', 'clean', { values: [{ value: '1.2.3.4.5', do: 'keep', named: true }] })
    expect(valueAt(applied({ elements, operations: [named] }).after, 0x00080016)).toBe('1.2.3.4.5')
  })

  it('when an element stands in it twice with different values, of which one stays: the Standard has no reading for that', () => {
    const elements = [text(0x00280010, 'CS', 'A'), text(0x00280010, 'CS', 'B')]
    expect(refused({ elements, operations: [op('(0028,0010)', 'keep')] })).toMatchObject({ kind: 'stands-twice', path: '(0028,0010)' })
    const nested = [sequence(0x00400275, [elements])]
    const operations = [op('(0040,0275)', 'process'), op('(0040,0275)[*](0028,0010)', 'keep')]
    expect(refused({ elements: nested, operations })).toMatchObject({ kind: 'stands-twice', path: '(0040,0275)[*](0028,0010)' })
    expect(tagsOf(applied({ elements, operations: [op('(0028,0010)', 'remove')] }).after)).not.toContain(0x00280010)
  })

  it('when it is of two patients, whatever becomes of their IDs', () => {
    const elements = [text(0x00100020, 'LO', 'P0'), text(0x00100020, 'LO', 'P1')]
    expect(refused({ elements, operations: [op('(0010,0020)', 'remove')] }).kind).toBe('stands-twice')
  })

  it('but where an element stands in it twice with one value, it stands in the copy once', () => {
    const elements = [text(0x00280010, 'CS', 'A'), text(0x00280010, 'CS', 'A')]
    const { after, problems } = applied({ elements, operations: [op('(0028,0010)', 'keep')] })
    expect(tagsOf(after).filter((tag) => tag === 0x00280010).length).toBe(1)
    expect(problems).toEqual([{ kind: 'stood-twice', path: '(0028,0010)' }])
  })

  it('when it names no SOP Class or no SOP Instance, in the data set and in File Meta Information', () => {
    const done = applyTo(dataSet(IDENTIFIERS.slice(2), IMPLICIT), { elements: [], operations: [] })
    expect(done).toMatchObject({ ok: false, failure: { kind: 'no-sop' } })
  })

  it('when compressed pixels stand in an encoding that no Transfer Syntax has them in', () => {
    const pixels = encapsulated(0x7fe00010, [new Uint8Array(0), new Uint8Array([1, 2])])
    const content = part10([...IDENTIFIERS, pixels], { syntax: transferSyntax('1.2.840.10008.1.2.4.50'), encoding: IMPLICIT })
    const done = applyTo(content, { elements: [], operations: [op('(7FE0,0010)', 'keep')] })
    expect(done).toMatchObject({ ok: false, failure: { kind: 'no-transfer-syntax' } })
  })

  it('when its SOP Instance UID stays, is no legal one, and File Meta Information names the instance otherwise', () => {
    const elements = [text(0x00080018, 'UI', '1.2.034')]
    const kept = { elements, operations: [op('(0008,0018)', 'keep')] }
    expect(refused(kept)).toMatchObject({ kind: 'no-sop', path: '(0008,0018)' })
    expect(applied({ elements, operations: [op('(0008,0018)', 'remap-uid')] }).problems).toEqual([])
    const saysSoToo = Buffer.from(fileOf(kept))
    saysSoToo.write('1.2.034', saysSoToo.indexOf('1.2.3.4'))
    expect(applyTo(new Uint8Array(saysSoToo), kept).ok).toBe(true)
  })

  it('when its patient was not there at the scan', () => {
    expect(refused({ elements: [text(0x00100020, 'LO', 'P2')], operations: [] }).kind).toBe('patient-not-planned')
  })

  it('when a date is to be shifted and no shift is given for the patient', () => {
    const elements = [text(0x00080020, 'DA', '20240101')]
    const given = { elements, operations: [op('(0008,0020)', 'shift-date')], plan: { days: undefined } }
    expect(refused(given)).toMatchObject({ kind: 'patient-not-planned', path: '(0008,0020)' })
  })

  it('and the reason holds nothing of the file', () => {
    const refusal = refused({ elements: [text(0x00080080, 'LO', 'Hospital')], operations: [] })
    expect(refusal.message).not.toContain('Hospital')
  })
})

describe('Operations', () => {
  it('remove, empty, keep and replace', () => {
    const { after } = applied({
      elements: [
        text(0x00080050, 'SH', 'A1'),
        text(0x00080080, 'LO', 'Hospital'),
        text(0x00081030, 'LO', 'Chest'),
        text(0x00081040, 'LO', 'Ward'),
      ],
      operations: [
        op('(0008,0050)', 'remove'),
        op('(0008,0080)', 'empty'),
        op('(0008,1030)', 'keep'),
        op('(0008,1040)', 'replace', { with: 'Department' }),
      ],
    })
    expect([0x00080050, 0x00080080, 0x00081030, 0x00081040].map((tag) => valueAt(after, tag))).toEqual([
      undefined,
      '',
      'Chest',
      'Department',
    ])
  })

  it('replace binary numbers by what the text says, also in big endian', () => {
    const given = {
      elements: [numbers(0x00280010, 'US', 512)],
      operations: [op('(0028,0010)', 'replace', { with: '256' })],
      file: { syntax: EXPLICIT_BE },
    }
    const { after } = applied(given)
    const rows = elementAt(after, 0x00280010)
    expect(rows === undefined ? [] : [...valueBytes(after.dataSet, rows)]).toEqual([1, 0])
  })

  it('for one SOP Class or scanner go before those for any', () => {
    const given = {
      elements: [text(0x00080070, 'LO', 'ACME'), text(0x00080080, 'LO', 'Hospital'), text(0x00081030, 'LO', 'Chest')],
      operations: [
        op('(0008,0070)', 'keep'),
        op('(0008,0080)', 'remove'),
        op('(0008,0080)', 'empty', { when: { manufacturer: 'ACME' } }),
        op('(0008,0080)', 'keep', { when: { manufacturer: 'OTHER', model: 'X' } }),
        op('(0008,1030)', 'remove'),
        op('(0008,1030)', 'dummy', { when: { sopClasses: [CT] } }),
      ],
    }
    const { after } = applied(given)
    expect([valueAt(after, 0x00080080), valueAt(after, 0x00081030)]).toEqual(['', 'ANONYMIZED'])
  })

  it('remap every UID of a value, keep registered ones, and replace what is none', () => {
    const { after, uids } = applied({
      elements: [text(0x00081195, 'UI', '1.2.9\\1.2.840.10008.1.2\\MRN 1')],
      operations: [op('(0008,1195)', 'remap-uid')],
    })
    expect(valueAt(after, 0x00081195)?.split('\\')).toEqual([remapped('1.2.9'), '1.2.840.10008.1.2', remapped('MRN 1')])
    expect(uids.get('1.2.9')).toBe(remapped('1.2.9'))
  })

  it('never remap a UID that names structure', () => {
    const elements = [sequence(0x00081140, [[text(0x00081150, 'UI', '1.2.840.113619.4.30'), text(0x00081155, 'UI', '1.2.9')]])]
    const operations = [
      op('(0008,1140)', 'process'),
      op('(0008,1140)[*](0008,1150)', 'remap-uid'),
      op('(0008,1140)[*](0008,1155)', 'remap-uid'),
    ]
    const { after } = applied({ elements, operations })
    const [classUid, instance] = elementAt(after, 0x00081140)?.items?.[0]?.elements ?? []
    expect([textIn(after, classUid), textIn(after, instance)]).toEqual(['1.2.840.113619.4.30', remapped('1.2.9')])
  })

  it('shift dates by the days of the patient, and leave what is no date as the script says, with a note', () => {
    const { after, problems, shifted } = applied({
      elements: [text(0x00080020, 'DA', '20240410'), text(0x00080021, 'DA', 'last May'), text(0x00080031, 'TM', '1200')],
      operations: [
        op('(0008,0020)', 'shift-date'),
        op('(0008,0021)', 'shift-date', { otherwise: 'empty' }),
        op('(0008,0031)', 'shift-date'),
      ],
    })
    expect([0x00080020, 0x00080021, 0x00080031].map((tag) => valueAt(after, tag))).toEqual(['20240101', '', '1200'])
    expect(problems).toEqual([{ kind: 'not-a-date', path: '(0008,0021)', done: 'empty' }])
    expect(shifted).toBe(true)
  })

  it('leave alone, of dates that are shifted, the values of which something else was decided', () => {
    const values = [
      { value: 'last May', do: 'remove' },
      { value: 'none', do: 'keep' },
      { value: '20200230', do: 'replace', with: '20200229' },
    ] as const
    const dates = ['20240410', 'last May', 'none', '20200230'].map((value, index) => text(0x00080020 + index, 'DA', value))
    const operations = dates.map((_, index) => op(`(0008,002${index})`, 'shift-date', { otherwise: 'empty', values }))
    const { after, problems } = applied({ elements: dates, operations })
    expect(dates.map((_, index) => valueAt(after, 0x00080020 + index))).toEqual(['20240101', '', 'none', '20200229'])
    expect(problems).toEqual([{ kind: 'not-shifted', path: '(0008,0021)', done: 'empty' }])
  })

  it.each([
    ['remove', '20231230\\19000101', ['not-shifted']],
    ['keep', '20231230\\SOON', []],
    ['replace', '20200101', []],
  ] as const)('shift the dates of several values whatever is decided of one that is none: %s', (how, now, notes) => {
    const value = '20240408\\SOON'
    const values = [{ value, do: how, ...(how === 'replace' ? { with: '20200101' } : {}) }]
    const given = {
      elements: [text(0x00181200, 'DA', value)],
      operations: [op('(0018,1200)', 'shift-date', { values, otherwise: 'remove' })],
    }
    const { after, problems, shifted } = applied(given)
    expect(valueAt(after, 0x00181200)).toBe(now)
    expect(problems.map(({ kind }) => kind)).toEqual(notes)
    expect(shifted).toBe(how !== 'replace')
  })

  it('shift seconds since 1970 beside a number that is none and may stay, and nothing without the days of the patient', () => {
    const value = '1712534400\\7'
    const values = [{ value, do: 'keep' as const }]
    const operations = [op('(0009,"ACME")', 'keep'), op('(0009,"ACME",01)', 'shift-date', { values, otherwise: 'remove' })]
    const given = { elements: [text(0x00090010, 'LO', 'ACME'), numbers(0x00091001, 'UL', 1712534400, 7)], operations }
    const { after } = applied(given)
    const element = elementAt(after, 0x00091001)
    const now = Buffer.from(after.dataSet.bytes(element?.valueOffset ?? 0, 8))
    expect([now.readUInt32LE(0), now.readUInt32LE(4)]).toEqual([1712534400 - 100 * 86_400, 7])
    expect(refused({ ...given, plan: { days: undefined } }).kind).toBe('patient-not-planned')
  })

  it('take several dates whole where that is decided of all of them, or where none is a date', () => {
    for (const value of ['20240408\\20240409', 'SOON\\LATER']) {
      const values = [{ value, do: 'remove' as const }]
      const given = {
        elements: [text(0x00181200, 'DA', value)],
        operations: [op('(0018,1200)', 'shift-date', { values, otherwise: 'remove' })],
      }
      expect(valueAt(applied(given).after, 0x00181200)).toBeUndefined()
    }
  })

  it('leave a day alone that stands for none, and say of nothing else that it was shifted', () => {
    const { after, shifted } = applied({ elements: [text(0x00080020, 'DA', '19000101')], operations: [op('(0008,0020)', 'shift-date')] })
    expect([valueAt(after, 0x00080020), shifted]).toEqual(['19000101', false])
  })

  it('shift seconds since 1970 in private integers', () => {
    const { after } = applied({
      elements: [text(0x00090010, 'LO', 'GEMS_IDEN_01'), numbers(0x00091027, 'SL', 1_000_000_000)],
      operations: [op('(0009,"GEMS_IDEN_01")', 'keep'), op('(0009,"GEMS_IDEN_01",27)', 'shift-date')],
    })
    const date = elementAt(after, 0x00091027)
    const value = date === undefined ? new Uint8Array(4) : valueBytes(after.dataSet, date)
    expect(new DataView(value.buffer, value.byteOffset).getInt32(0, true)).toBe(1_000_000_000 - 100 * 86_400)
  })

  it('map the patient: ID and name become the new ID, and an empty name stays empty', () => {
    const { after, identity } = applied({
      elements: [text(0x00100010, 'PN', 'DOE^JANE'), text(0x00100020, 'LO', 'P1')],
      operations: [op('(0010,0010)', 'map-patient'), op('(0010,0020)', 'map-patient')],
    })
    expect([valueAt(after, 0x00100010), valueAt(after, 0x00100020)]).toEqual(['NEW-1', 'NEW-1'])
    expect([identity.patientOld, identity.patientNew]).toEqual(['P1', 'NEW-1'])
  })

  it('give the name of the mapping file where it has one', () => {
    const { after } = applied({
      elements: [text(0x00100010, 'PN', 'DOE^JANE'), text(0x00100020, 'LO', 'P1')],
      operations: [op('(0010,0010)', 'map-patient'), op('(0010,0020)', 'map-patient')],
      plan: { newName: 'Subject^One' },
    })
    expect([valueAt(after, 0x00100010), valueAt(after, 0x00100020)]).toEqual(['Subject^One', 'NEW-1'])
  })

  it('never map an ID of another patient', () => {
    const { after, problems } = applied({
      elements: [text(0x00101000, 'LO', 'P2')],
      operations: [op('(0010,1000)', 'map-patient')],
    })
    expect(valueAt(after, 0x00101000)).toBe('')
    expect(problems.map(({ kind }) => kind)).toEqual(['other-patient'])
  })

  it('clean by the table of values; a value that it does not name goes', () => {
    const clean = op('(0008,1030)', 'clean', {
      values: [
        { value: 'CHEST', do: 'keep' },
        { value: 'CHEST Mr. Doe', do: 'replace', with: 'CHEST' },
        { value: 'Doe', do: 'remove' },
      ],
    })
    const after = (value: string): string | undefined =>
      valueAt(applied({ elements: [text(0x00081030, 'LO', value)], operations: [clean] }).after, 0x00081030)
    expect(['CHEST', 'CHEST Mr. Doe', 'Doe', 'never seen'].map(after)).toEqual(['CHEST', 'CHEST', undefined, undefined])
  })

  it('cap ages that are kept, unless the setting is off', () => {
    const given = { elements: [text(0x00101010, 'AS', '097Y')], operations: [op('(0010,1010)', 'keep')] }
    expect(valueAt(applied(given).after, 0x00101010)).toBe('090Y')
    expect(valueAt(applied({ ...given, settings: { ageCap: false } }).after, 0x00101010)).toBe('097Y')
  })

  it('cap private ages too where a file does not say that they are ages (implicit VR)', () => {
    const operations = [op('(0009,"ACME")', 'keep'), op('(0009,"ACME",01)', 'keep'), op('(0009,"ACME",02)', 'keep')]
    const elements = [text(0x00090010, 'LO', 'ACME'), text(0x00091001, 'UN', '094Y'), text(0x00091002, 'UN', '1140M of 2000')]
    const { after } = applied({ elements, operations })
    expect([valueAt(after, 0x00091001), valueAt(after, 0x00091002)]).toEqual(['090Y', '1140M of 2000'])
    expect(valueAt(applied({ elements, operations, settings: { ageCap: false } }).after, 0x00091001)).toBe('094Y')
  })

  it('add an element that is not there, and set it where it is', () => {
    const operations = [
      op('(0012,0010)', 'add', { with: 'Sponsor' }),
      op('(0040,0275)', 'process'),
      op('(0040,0275)[*](0040,0007)', 'add', { with: 'Step' }),
    ]
    const elements = [sequence(0x00400275, [[], []])]
    const { after } = applied({ elements, operations })
    expect(valueAt(after, 0x00120010)).toBe('Sponsor')
    expect(elementAt(after, 0x00400275)?.items?.map((item) => textIn(after, item.elements[0]))).toEqual(['Step', 'Step'])
    const again = applied({ elements: [text(0x00120010, 'LO', 'Another')], operations: operations.slice(0, 1) })
    expect(valueAt(again.after, 0x00120010)).toBe('Sponsor')
  })

  it('add private elements with their creator, in a block that is free', () => {
    const operations = [
      op('(0013,"OTHER")', 'keep'),
      op('(0013,"OTHER",01)', 'keep'),
      op('(0013,"CTP",10)', 'add', { with: 'Project' }),
      op('(0013,"CTP",11)', 'add', { with: 'Site' }),
    ]
    const elements = [text(0x00130010, 'LO', 'OTHER'), text(0x00131001, 'LO', 'x')]
    const { after } = applied({ elements, operations })
    expect([0x00130011, 0x00131110, 0x00131111].map((tag) => valueAt(after, tag))).toEqual(['CTP', 'Project', 'Site'])
  })
})

describe('Sequences', () => {
  const items = [[text(0x00080050, 'SH', 'A1'), text(0x00401400, 'LT', 'note')], [text(0x00080050, 'SH', 'A2')]]
  const inside = [op('(0040,0275)[*](0008,0050)', 'empty'), op('(0040,0275)[*](0040,1400)', 'remove')]

  it.each(['process', 'keep', 'clean'] as const)('are evaluated inside at every level: %s', (how) => {
    const { after } = applied({ elements: [sequence(0x00400275, items)], operations: [op('(0040,0275)', how), ...inside] })
    const kept = elementAt(after, 0x00400275)?.items?.map((item) => item.elements.map(({ tag, length }) => [tag, length]))
    expect(kept).toEqual([[[0x00080050, 0]], [[0x00080050, 0]]])
  })

  it('are emptied or removed with all that is in them', () => {
    const elements = [sequence(0x00400275, items)]
    expect(elementAt(applied({ elements, operations: [op('(0040,0275)', 'empty')] }).after, 0x00400275)?.items).toEqual([])
    expect(elementAt(applied({ elements, operations: [op('(0040,0275)', 'remove')] }).after, 0x00400275)).toBeUndefined()
  })

  it('become one dummy item of the same shape, in which only classes and defined terms stay', () => {
    const content = [
      text(0x0040a040, 'CS', 'PNAME'),
      sequence(0x0040a043, [[text(0x00080100, 'SH', '121008'), text(0x00080102, 'SH', 'DCM'), text(0x00080104, 'LO', 'Person Observer')]]),
      text(0x0040a123, 'PN', 'DOE^JANE'),
      text(0x00490010, 'LO', 'ACME'),
    ].sort((a, b) => a.tag - b.tag)
    const { after, bytes: written } = applied({
      elements: [sequence(0x0040a730, [content, content])],
      operations: [op('(0040,A730)', 'dummy')],
    })
    const dummy = elementAt(after, 0x0040a730)?.items ?? []
    expect(dummy.length).toBe(1)
    expect(dummy[0]?.elements.map(({ tag }) => tag)).toEqual([0x0040a040, 0x0040a043, 0x0040a123])
    expect(textIn(after, dummy[0]?.elements[0])).toBe('PNAME')
    for (const gone of ['DOE', '121008', 'Observer', 'ACME']) expect(Buffer.from(written).includes(gone)).toBe(false)
  })

  it('refer in the dummy item to what the instance lists, under the UID that the list has', () => {
    const reference = (tag: number, uid: string): Built => sequence(tag, [[text(0x00081150, 'UI', CT), text(0x00081155, 'UI', uid)]])
    const content = sequence(0x0040a730, [[text(0x0040a040, 'CS', 'IMAGE'), reference(0x00081199, '1.2.3.77')]])
    const evidence = sequence(0x0040a375, [[sequence(0x00081115, [[reference(0x00081199, '1.2.3.77')]])]])
    const list = ['(0040,A375)', '[*](0008,1115)', '[*](0008,1199)'].map((_step, index, all) =>
      op(all.slice(0, index + 1).join(''), 'process'),
    )
    const listed = '(0040,A375)[*](0008,1115)[*](0008,1199)[*]'
    const referredTo = (how: 'keep' | 'remap-uid', ...evidences: Built[]): string | undefined => {
      const { after } = applied({
        elements: [content, ...evidences],
        operations: [op('(0040,A730)', 'dummy'), ...list, op(`${listed}(0008,1150)`, 'keep'), op(`${listed}(0008,1155)`, how)],
      })
      const item = elementAt(after, 0x0040a730)?.items?.[0]?.elements.find(({ tag }) => tag === 0x00081199)?.items?.[0]
      return textIn(
        after,
        item?.elements.find(({ tag }) => tag === 0x00081155),
      )
    }
    expect(referredTo('keep', evidence)).toBe('1.2.3.77')
    expect(referredTo('remap-uid', evidence)).toBe(remapped('1.2.3.77'))
    expect(referredTo('keep')).toBe(remapped('1.2.3.77'))
  })

  it('become a dummy item with what the IOD wants in it (Type 1 and 2), also where none was there', () => {
    const SR = '1.2.840.10008.5.1.4.1.1.88.11'
    const verified = (...observers: readonly (readonly Built[])[]) => {
      const { after } = applied({
        elements: [text(0x00080016, 'UI', SR), sequence(0x0040a073, observers)],
        operations: [op('(0040,A073)', 'dummy')],
      })
      return (elementAt(after, 0x0040a073)?.items ?? []).map(({ elements }) => elements.map(({ tag, length }) => [tag, length > 0]))
    }
    const wanted = [
      [0x0040a027, true],
      [0x0040a030, true],
      [0x0040a075, true],
      [0x0040a088, false],
    ]
    expect(verified()).toEqual([wanted])
    expect(verified([text(0x0040a075, 'PN', 'DOE^JANE')])).toEqual([wanted])
  })

  it('of graphics keep their layer, where that stays, and as many points as they have coordinates', () => {
    const layers = sequence(0x00700060, [[text(0x00700002, 'CS', 'LAYER7')]])
    const graphic = [numbers(0x00700020, 'US', 2), numbers(0x00700021, 'US', 99), bytes(0x00700022, 'FL', new Uint8Array(16).fill(1))]
    const annotation = sequence(0x00700001, [[text(0x00700002, 'CS', 'LAYER7'), sequence(0x00700009, [graphic])]])
    const made = (how: 'keep' | 'dummy'): (string | undefined)[] => {
      const operations = [op('(0070,0001)', 'dummy'), op('(0070,0060)', 'process'), op('(0070,0060)[*](0070,0002)', how)]
      const { after } = applied({ elements: [annotation, layers], operations })
      const [layer, objects] = elementAt(after, 0x00700001)?.items?.[0]?.elements ?? []
      const drawn = objects?.items?.[0]?.elements ?? []
      return [layer, ...drawn].map((element) => Buffer.from(textIn(after, element) ?? '', 'latin1').toString('hex'))
    }
    const zeros = (count: number): string => Buffer.alloc(count).toString('hex')
    expect(made('keep').slice(0, 3)).toEqual([Buffer.from('LAYER7').toString('hex'), '02', '02'])
    expect(made('dummy')[0]).toBe(Buffer.from('UNKNOWN').toString('hex'))
    expect(zeros(16)).toContain(made('keep')[3])
  })

  it('that were empty stay so where no IOD says what they should hold', () => {
    const { after } = applied({ elements: [sequence(0x0040a730, [])], operations: [op('(0040,A730)', 'dummy')] })
    expect(elementAt(after, 0x0040a730)?.items).toEqual([])
  })

  it('keep a code whole or not at all: it goes with its scheme, Item by Item', () => {
    const codeOf = (value: string, scheme: string, meaning: string): Built[] => [
      text(0x00080100, 'SH', value),
      text(0x00080102, 'SH', scheme),
      text(0x00080104, 'LO', meaning),
    ]
    const elements = [sequence(0x00082218, [codeOf('W3', '99STMARY', 'Ward of Dr Bones'), codeOf('12738006', 'SCT', 'Brain')])]
    const left = (how: 'dummy' | 'remove', withScheme: { withScheme?: true }): (string | undefined)[][] => {
      const values = [
        { value: '99STMARY', do: 'remove' as const },
        { value: 'SCT', do: 'keep' as const },
      ]
      const operations = [
        op('(0008,2218)', 'process'),
        op('(0008,2218)[*](0008,0102)', 'clean', { values, otherwise: how }),
        ...['(0008,0100)', '(0008,0104)'].map((part) => op(`(0008,2218)[*]${part}`, 'keep', withScheme)),
      ]
      const { after } = applied({ elements, operations })
      return (elementAt(after, 0x00082218)?.items ?? []).map((item) => item.elements.map((element) => textIn(after, element)))
    }
    const brain = ['12738006', 'SCT', 'Brain']
    expect(left('dummy', { withScheme: true })).toEqual([['0', '99TAGBENCH', 'ANONYMIZED'], brain])
    expect(left('remove', { withScheme: true })).toEqual([[], brain])
    expect(left('dummy', {})).toEqual([['W3', '99TAGBENCH', 'Ward of Dr Bones'], brain])
  })

  it('cannot be replaced by a text', () => {
    const given = { elements: [sequence(0x00400275, items)], operations: [op('(0040,0275)', 'replace', { with: 'x' })] }
    expect(refused(given).kind).toBe('not-possible')
  })

  it('are left as the script says where an instance has something else in their place', () => {
    const { after, problems } = applied({
      elements: [text(0x00091001, 'UN', 'opaque!!'), text(0x00090010, 'LO', 'ACME')],
      operations: [op('(0009,"ACME")', 'remove'), op('(0009,"ACME",01)', 'process', { otherwise: 'remove' })],
    })
    expect([elementAt(after, 0x00091001), problems.map(({ kind }) => kind)]).toEqual([undefined, ['not-a-sequence']])
  })

  it('take no pixels from any other file where one has them in place of its pixels', () => {
    const operations = [op('(7FE0,0010)', 'process', { otherwise: 'remove' })]
    const { after, problems } = applied({ elements: [bytes(0x7fe00010, 'OW', [1, 2, 3, 4])], operations })
    expect([elementAt(after, 0x7fe00010)?.length, problems]).toEqual([4, []])
  })
})

describe('Private Creators', () => {
  const elements = [
    text(0x00090010, 'LO', 'ACME'),
    text(0x00090011, 'LO', 'OTHER'),
    text(0x00091001, 'LO', 'a'),
    text(0x00091101, 'LO', 'b'),
  ]
  const operations = (creator: 'keep' | 'remove', element: 'keep' | 'remove') => [
    op('(0009,"ACME")', creator),
    op('(0009,"OTHER")', 'keep'),
    op('(0009,"ACME",01)', element),
    op('(0009,"OTHER",01)', 'keep'),
  ]

  it('stay for what is left of their block, whatever the script says of them', () => {
    const { after } = applied({ elements, operations: operations('remove', 'keep') })
    expect(valueAt(after, 0x00090010)).toBe('ACME')
  })

  it('go with the last element of their block', () => {
    const { after } = applied({ elements, operations: operations('keep', 'remove') })
    expect([valueAt(after, 0x00090010), valueAt(after, 0x00090011)]).toEqual([undefined, 'OTHER'])
  })

  it('stay over an emptied block where the setting says so', () => {
    const { after } = applied({ elements, operations: operations('keep', 'remove'), settings: { emptiedCreators: 'keep' } })
    expect(valueAt(after, 0x00090010)).toBe('ACME')
  })

  it('are settled in each item on their own, by creator and not by block number', () => {
    const item = [text(0x00090012, 'LO', 'ACME'), text(0x00091201, 'LO', 'c')]
    const { after } = applied({
      elements: [...elements, sequence(0x00400275, [item])],
      operations: [
        ...operations('keep', 'keep'),
        op('(0040,0275)', 'process'),
        op('(0040,0275)[*](0009,"ACME")', 'remove'),
        op('(0040,0275)[*](0009,"ACME",01)', 'remove'),
      ],
    })
    expect(elementAt(after, 0x00400275)?.items?.[0]?.elements).toEqual([])
    expect(valueAt(after, 0x00091001)).toBe('a')
  })
})

describe('the new file', () => {
  it('has zeros for a preamble and its own File Meta Information', () => {
    const {
      after,
      bytes: written,
      identity,
    } = applied({
      elements: [],
      operations: [op('(0008,0018)', 'remap-uid')],
      file: { preamble: latin('Doe'.padEnd(128, '!')), meta: [text(0x00020016, 'AE', 'HOSPITAL_AE'), text(0x00020100, 'UI', '1.2.9')] },
    })
    const meta = new Map(
      after.fileMeta.map((element) => [
        element.tag,
        Buffer.from(written.subarray(element.valueOffset, element.end)).toString('latin1').replace(/\0+$/, ''),
      ]),
    )
    expect(written.subarray(0, 128).every((byte) => byte === 0)).toBe(true)
    expect([...meta.keys()]).toEqual([0x00020000, 0x00020001, 0x00020002, 0x00020003, 0x00020010, 0x00020012, 0x00020013])
    expect([meta.get(0x00020002), meta.get(0x00020003), meta.get(0x00020012), meta.get(0x00020013)]).toEqual([
      CT,
      identity.sopNew,
      IMPLEMENTATION_CLASS_UID,
      'TAGBENCH_0_1',
    ])
    expect(identity.sopNew).toBe(remapped('1.2.3.4'))
  })

  it('names a legal implementation', () => {
    expect(isLegalUid(IMPLEMENTATION_CLASS_UID)).toBe(true)
  })

  it('gets File Meta Information where the original had none', () => {
    const done = applyTo(dataSet(IDENTIFIERS, IMPLICIT), { elements: [], operations: [] })
    expect(done.ok && done.value.after.fileMeta.length).toBe(7)
    expect(done.ok && done.value.after.transferSyntax.uid).toBe(IMPLICIT_LE.uid)
  })

  it('names the transfer syntax that the data set is really in', () => {
    const { after } = applied({ elements: [], operations: [], file: { syntax: EXPLICIT_LE, encoding: IMPLICIT } })
    expect(after.transferSyntax.uid).toBe(IMPLICIT_LE.uid)
    expect(after.transferSyntaxFrom).toBe('file-meta')
  })

  it('names the first transfer syntax where File Meta Information stands twice', () => {
    const jpeg = '1.2.840.10008.1.2.4.70'
    const { after } = applied({
      elements: [encapsulated(0x7fe00010, [new Uint8Array(0), Uint8Array.of(1, 2)])],
      operations: [op('(7FE0,0010)', 'keep')],
      file: { syntax: transferSyntax(jpeg), meta: [text(0x00020010, 'UI', EXPLICIT_LE.uid)] },
    })
    expect(after.transferSyntax.uid).toBe(jpeg)
  })

  it.each([IMPLICIT_LE, EXPLICIT_LE, EXPLICIT_BE, DEFLATED_LE])('stays in its transfer syntax: $uid', (syntax) => {
    const { after } = applied({ elements: [text(0x00080050, 'SH', 'A1')], operations: [op('(0008,0050)', 'empty')], file: { syntax } })
    expect(after.transferSyntax.uid).toBe(syntax.uid)
    expect(valueAt(after, 0x00120062)).toBe('YES')
  })

  it('has no group lengths, no padding, no stray File Meta elements and nothing after the data set', () => {
    const { after, bytes: written } = applied({
      elements: [numbers(0x00080000, 'UL', 10), text(0x00020016, 'AE', 'STRAY'), bytes(0xfffcfffc, 'OB', latin('DOE^JANE'))],
      operations: [],
      file: { after: latin('\0\0\0') },
    })
    expect(tagsOf(after)).toEqual([
      0x00080016, 0x00080018, 0x00100020, 0x00120062, 0x00120063, 0x00120064, 0x0020000d, 0x0020000e, 0x00280303,
    ])
    expect(Buffer.from(written).includes('JANE')).toBe(false)
    expect(after.trailing).toBeUndefined()
  })

  it('goes where its new identifiers say', () => {
    const { path, identity } = applied({ elements: [], operations: [op('(0010,0020)', 'map-patient'), op('(0020,000D)', 'remap-uid')] })
    expect(path).toBe(`NEW-1/${identity.studyNew}/1.2.3.1/1.2.3.4.dcm`)
  })

  it('is under a pseudonym where the Patient ID was emptied', () => {
    const { path } = applied({ elements: [], operations: [op('(0010,0020)', 'empty')] })
    expect(path).toMatch(/^no-patient-[0-9A-Z]{12}\//)
    expect(path).not.toContain('P1')
  })

  it('tells two patients apart where their IDs became dummies', () => {
    const idOf = (id: string): string | undefined => {
      const elements = [text(0x00100020, 'LO', id)]
      return valueAt(applied({ elements, operations: [op('(0010,0020)', 'dummy')], plan: { key: id, id } }).after, 0x00100020)
    }
    expect(idOf('P1')).toMatch(/^ANON-[0-9A-Z]{12}$/)
    expect(idOf('P1')).not.toBe(idOf('P2'))
  })
})

const NESTED_SERIAL = [op('(300A,00B0)', 'process'), op('(300A,00B0)[*](0018,1000)', 'keep')]

describe('what is said of the method', () => {
  const method = (file: ReturnType<typeof applied>['after']): (string | undefined)[] =>
    [0x00120062, 0x00120063, 0x00280303].map((tag) => valueAt(file, tag))
  const codes = (file: ReturnType<typeof applied>['after']): (string | undefined)[] =>
    (elementAt(file, 0x00120064)?.items ?? []).map((item) => textIn(file, item.elements[0]))

  it('is added', () => {
    const { after } = applied({ elements: [], operations: [] })
    expect(method(after)).toEqual(['YES', 'Tagbench', 'REMOVED'])
    const item = elementAt(after, 0x00120064)?.items?.[0]?.elements.map((element) => textIn(after, element))
    expect(item).toEqual(['113100', 'DCM', 'Basic Application Confidentiality Profile'])
  })

  const treatedBefore = [
    text(0x00120062, 'CS', 'NO'),
    text(0x00120063, 'LO', 'Site script 1.0'),
    sequence(0x00120064, [
      [text(0x00080100, 'SH', '113109'), text(0x00080102, 'SH', 'DCM'), text(0x00080104, 'LO', 'Retain Device Identity Option')],
    ]),
  ]
  const codesKept = [
    op('(0012,0064)[*](0008,0100)', 'keep'),
    op('(0012,0064)[*](0008,0102)', 'keep'),
    op('(0012,0064)[*](0008,0104)', 'keep'),
  ]
  const added = (more: Partial<Parameters<typeof op>[2]> = {}) => [
    op('(0012,0062)', 'add', { with: 'YES' }),
    op('(0012,0063)', 'add', { with: 'Tagbench\\PS3.15 Annex E', ...more }),
    op('(0012,0064)', 'add', { with: '113100\\113109', ...more }),
    op('(0028,0303)', 'add', { with: 'REMOVED' }),
  ]

  it('comes after what stands there, without repeating a code', () => {
    const { after } = applied({ elements: treatedBefore, operations: [...codesKept, ...added()] })
    expect(method(after)).toEqual(['YES', 'Site script 1.0\\Tagbench\\PS3.15 Annex E', 'REMOVED'])
    expect(codes(after)).toEqual(['113109', '113100'])
  })

  it('stands alone where what was there was decided to go', () => {
    const device = [text(0x00181000, 'LO', 'SN 1')]
    const operations = [...added({ otherwise: 'remove' }), op('(0018,1000)', 'keep')]
    const { after } = applied({ elements: [...treatedBefore, ...device], operations })
    expect([method(after)[1], codes(after)]).toEqual(['Tagbench\\PS3.15 Annex E', ['113100', '113109']])
  })

  it('names the codes of what was done to the instance only', () => {
    const given = {
      operations: [op('(0012,0064)', 'add', { with: '113100\\113103\\113104\\113107\\113111' })],
      elements: [],
    }
    expect(codes(applied(given).after)).toEqual(['113100'])
    const dated = {
      ...given,
      elements: [text(0x00080020, 'DA', '20200411')],
      operations: [...given.operations, op('(0008,0020)', 'shift-date'), op('(0028,0303)', 'add', { with: 'MODIFIED' })],
    }
    expect(codes(applied(dated).after)).toEqual(['113100', '113107'])
    const ownElements = [text(0x00090010, 'LO', 'ACME'), text(0x00091001, 'LO', 'x')]
    const own = {
      ...given,
      elements: ownElements,
      operations: [...given.operations, op('(0009,"ACME")', 'keep'), op('(0009,"ACME",01)', 'keep')],
    }
    expect(codes(applied(own).after)).toEqual(['113100', '113111'])
  })

  it.each<[string, string, Built[], Operation[], boolean]>([
    ['113109', 'device identity that stays', [text(0x00181000, 'LO', 'SN 1')], [op('(0018,1000)', 'keep')], true],
    ['113109', 'none', [text(0x00080080, 'LO', 'H')], [op('(0008,0080)', 'keep')], false],
    ['113109', 'one that was replaced by a dummy', [text(0x00181000, 'LO', 'SN 1')], [op('(0018,1000)', 'dummy')], false],
    ['113109', 'one in a Sequence', [sequence(0x300a00b0, [[text(0x00181000, 'LO', 'SN 1')]])], NESTED_SERIAL, true],
    ['113112', 'an institution that stays', [text(0x00080080, 'LO', 'H')], [op('(0008,0080)', 'keep')], true],
    ['113112', 'one that goes', [text(0x00080080, 'LO', 'H')], [op('(0008,0080)', 'remove')], false],
    ['113108', 'an age, though capped', [text(0x00101010, 'AS', '099Y')], [op('(0010,1010)', 'keep')], true],
    ['113108', 'no characteristics', [], [], false],
    ['113110', 'UIDs that stay', [], [], true],
    ['113105', 'a description that was cleaned', [text(0x00081030, 'LO', 'X')], [op('(0008,1030)', 'clean', { values: [] })], true],
    ['113105', 'no description', [], [], false],
  ])('names %s of an instance with %s', (code, _what, elements, operations, isNamed) => {
    const given = { elements, operations: [...operations, op('(0012,0064)', 'add', { with: `113100\\${code}` })] }
    expect(codes(applied(given).after)).toEqual(isNamed ? ['113100', code] : ['113100'])
  })

  it.each([
    ['113107', 'MODIFIED', '', true],
    ['113107', 'MODIFIED', 'REMOVED', false],
    ['113106', 'UNMODIFIED', '', true],
    ['113106', 'UNMODIFIED', 'MODIFIED', false],
  ])('names %s, which goes with %s, over (0028,0303) %s', (code, now, was, isNamed) => {
    const how = code === '113107' ? 'shift-date' : 'keep'
    const elements = [text(0x00080020, 'DA', '20240101'), ...(was === '' ? [] : [text(0x00280303, 'CS', was)])]
    const operations = [
      op('(0008,0020)', how),
      op('(0012,0064)', 'add', { with: `113100\\${code}` }),
      op('(0028,0303)', 'add', { with: now }),
    ]
    expect(codes(applied({ elements, operations }).after)).toEqual(isNamed ? ['113100', code] : ['113100'])
  })

  it('names us among the equipment that contributed where the setting says so, beside what stands there', () => {
    const contributed = sequence(0x0018a001, [[text(0x00080070, 'LO', 'ACME')]])
    const given = {
      elements: [contributed],
      operations: [op('(0018,A001)', 'process'), op('(0018,A001)[*](0008,0070)', 'keep')],
      settings: { contributingEquipment: true },
    }
    const makers = (file: ReturnType<typeof applied>['after']): (string | undefined)[] =>
      (elementAt(file, 0x0018a001)?.items ?? []).map((item) => textIn(file, item.elements[0]))
    const { after } = applied(given)
    expect(makers(after)).toEqual(['ACME', 'Tagbench'])
    const purpose = elementAt(after, 0x0018a001)?.items?.[1]?.elements.find(({ tag }) => tag === 0x0040a170)
    expect(textIn(after, purpose?.items?.[0]?.elements[0])).toBe('109104')
    expect(makers(applied({ ...given, settings: {} }).after)).toEqual(['ACME'])
  })

  it('is the same after the second time', () => {
    const given = { elements: treatedBefore, operations: [...codesKept, ...added()] }
    const once = applied(given)
    const twice = applyTo(once.bytes, given)
    expect(twice.ok && [method(twice.value.after), codes(twice.value.after)]).toEqual([method(once.after), codes(once.after)])
  })

  it.each([
    ['REMOVED', 'MODIFIED', 'REMOVED'],
    ['MODIFIED', 'UNMODIFIED', 'MODIFIED'],
    ['UNMODIFIED', 'MODIFIED', 'MODIFIED'],
    ['MODIFIED', 'REMOVED', 'REMOVED'],
    ['whatever', 'UNMODIFIED', 'UNMODIFIED'],
    ['Modified', 'UNMODIFIED', 'MODIFIED'],
  ] as const)('never weakens (0028,0303): %s and now %s is %s', (was, now, is) => {
    const operations = [op('(0028,0303)', 'add', { with: now })]
    expect(method(applied({ elements: [text(0x00280303, 'CS', was)], operations }).after)[2]).toBe(is)
  })

  it('says when UIDs are replaced in an instance that was de-identified before', () => {
    const elements = [text(0x00080018, 'UI', '1.2.3.4'), text(0x00120062, 'CS', 'YES')]
    const { problems } = applied({ elements, operations: [op('(0008,0018)', 'remap-uid'), op('(0012,0062)', 'keep')] })
    expect(problems.map(({ kind }) => kind)).toContain('remapped-before')
  })

  it('says when dates are shifted a second time', () => {
    const { problems } = applied({
      elements: [text(0x00280303, 'CS', 'MODIFIED'), text(0x00080020, 'DA', '20240101')],
      operations: [op('(0008,0020)', 'shift-date'), op('(0028,0303)', 'add', { with: 'MODIFIED' })],
    })
    expect(problems).toEqual([{ kind: 'shifted-before', path: '(0028,0303)' }])
  })
})
