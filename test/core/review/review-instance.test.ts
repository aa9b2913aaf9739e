import { gunzipSync, gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { bytesSource } from '../../../src/core/dicom/byte-source.ts'
import { PathNode } from '../../../src/core/dicom/path-node.ts'
import { DEFLATED_LE, IMPLICIT_LE } from '../../../src/core/dicom/transfer-syntax.ts'
import { OperationIndex } from '../../../src/core/deidentification/operation-index.ts'
import { AcceptedValues, type AcceptedValue } from '../../../src/core/review/accepted-values.ts'
import type { SameBytes, Side } from '../../../src/core/review/compare-instances.ts'
import { buildLeakSearch, type Original } from '../../../src/core/review/leak-search.ts'
import { InstanceReviewer } from '../../../src/core/review/review-instance.ts'
import { emptyTally, mergeTallies, type Tally } from '../../../src/core/review/tally.ts'
import type { Operation, OperationKind } from '../../../src/core/script/operation.ts'
import { bytes, latin, part10, read, sequence, text, type Built, type Part10Options } from '../../fixtures/dicom-bytes.ts'

const sameBytes: SameBytes = (a, aOffset, b, bOffset, length) =>
  Buffer.from(a.bytes(aOffset, length)).equals(Buffer.from(b.bytes(bOffset, length)))

function side(elements: readonly Built[], options: Part10Options = {}): Side {
  const file = part10(
    [...elements].sort((a, b) => a.tag - b.tag),
    options,
  )
  const result = read(file)
  if (!result.ok) throw new Error(result.failure.message)
  return { file: result.value, bytes: bytesSource(file) }
}

interface Reviewed {
  readonly before: readonly Built[]
  readonly after: readonly Built[]
  readonly operations?: Readonly<Record<string, OperationKind>>
  /** Sequences of which each Content Item goes its own way. */
  readonly content?: readonly string[]
  readonly originals?: readonly Original[]
  readonly accepted?: readonly AcceptedValue[]
  readonly options?: Part10Options
  readonly output?: string
}

function review({
  before,
  after,
  operations = {},
  content = [],
  originals = [],
  accepted = [],
  options,
  output = 'p/s/1.dcm',
}: Reviewed): Tally {
  const list = Object.entries(operations).map(([path, kind]): Operation => ({
    path,
    when: {},
    do: kind,
    because: `${kind} was decided`,
    ...(content.includes(path) ? { content: true as const } : {}),
  }))
  const tally = emptyTally()
  new InstanceReviewer({
    operations: new OperationIndex(list),
    leaks: buildLeakSearch(originals, []),
    encodings: [],
    accepted: new AcceptedValues(accepted),
    settings: { options: ['RetainDeviceIdentity'], dateShift: 'none' },
    paths: PathNode.root(),
    sameBytes,
    gunzip: (packed) => {
      try {
        return new Uint8Array(gunzipSync(packed))
      } catch {
        return undefined
      }
    },
  }).review({ number: 1, source: 'a/b', output, before: side(before, options), after: side(after, options) }, tally)
  return tally
}

const leaks = (tally: Tally, state: 'open' | 'accepted' = 'open'): string[] =>
  [...tally.leaks.values()]
    .filter((row) => row.state === state)
    .map((row) => `${row.found} in ${row.path} ${row.storedAs}`)
    .sort()

const NAME = text(0x00100010, 'PN', 'Quillfeather^Marta')
const GONE = { '(0010,0010)': 'remove' } as const
const QUILL: Original = { kind: 'name', text: 'Quillfeather^Marta', paths: ['(0010,0010)'] }
const SOP = text(0x00080016, 'UI', '1.2.840.10008.5.1.4.1.1.7')

describe('an original found in the copy', () => {
  const comment = text(0x00204000, 'LT', 'seen by Marta Quillfeather')
  it('is a leak, wherever it stands', () => {
    for (const options of [{}, { syntax: IMPLICIT_LE }, { syntax: DEFLATED_LE }]) {
      const nested = sequence(0x00400275, [[text(0x00400007, 'LO', 'knee QUILLFEATHER li.')]])
      const hidden = bytes(0x00420011, 'OB', gzipSync(latin('<patient>Quillfeather</patient>')))
      const odd = { ...hidden, bytes: Uint8Array.from([...(hidden.bytes ?? []), ...((hidden.bytes?.length ?? 0) % 2 === 1 ? [0] : [])]) }
      const elements = [comment, nested, odd]
      const tally = review({ before: [NAME, ...elements], after: elements, operations: GONE, originals: [QUILL], options })
      expect(leaks(tally)).toEqual([
        'Quillfeather^Marta in (0020,4000) plain',
        'Quillfeather^Marta in (0040,0275)[*](0040,0007) plain',
        'Quillfeather^Marta in (0042,0011) gzip',
      ])
      expect(tally.numbers.leakFiles).toBe(1)
    }
  })

  it('is a leak in a file name, a folder name and the preamble', () => {
    const options = { preamble: Uint8Array.from(Buffer.from('Quillfeather'.padEnd(128, '\0'))) }
    const output = 'QUILLFEATHER/1/Marta_Quillfeather.dcm'
    const tally = review({ before: [NAME, SOP], after: [SOP], operations: GONE, originals: [QUILL], options, output })
    expect(leaks(tally).map((leak) => leak.split(' in ')[1])).toEqual(['file-name plain', 'folder-name plain', 'preamble plain'])
  })

  it('is none in a name or in File Meta Information that is made from a UID which the copy keeps', () => {
    const study = text(0x0020000d, 'UI', '1.2.3.4.5.99')
    const original: Original = { kind: 'uid', text: '1.2.3.4.5.99', paths: ['(0020,000D)', '(0040,A375)[*](0020,000D)'] }
    const given = { after: [study], originals: [original], output: 'p/1.2.3.4.5.99/1.dcm' }
    expect(leaks(review({ ...given, before: [study], operations: { '(0020,000D)': 'keep' } }))).toEqual([])
    expect(leaks(review({ ...given, before: [study] })).join()).toContain('folder-name')
    // A UID made by counting on from another one holds that: where both stay, nothing more is told.
    const series = text(0x0020000e, 'UI', '1.2.3.4.5.99.1')
    const both = { ...given, before: [study, series], after: [study, series] }
    expect(leaks(review({ ...both, operations: { '(0020,000D)': 'keep', '(0020,000E)': 'keep' } }))).toEqual([])
    const gone = { ...both, after: [series], operations: { '(0020,000D)': 'remove', '(0020,000E)': 'keep' } as const }
    expect(leaks(review({ ...gone, output: 'p/1/1.dcm' }))).toEqual(['1.2.3.4.5.99 in (0020,000E) plain'])
  })

  it('is none where its own element stays by decision', () => {
    const institution = text(0x00080080, 'LO', 'Quillfeather Memorial')
    const original: Original = { kind: 'text', text: 'Quillfeather Memorial', paths: ['(0008,0080)', '(0040,0275)[*](0008,0080)'] }
    const kept = review({ before: [institution], after: [institution], operations: { '(0008,0080)': 'keep' }, originals: [original] })
    expect(leaks(kept)).toEqual([])
    expect([...kept.leaks.values()].map((row) => row.explanation)).toEqual(['keep was decided'])
    const elsewhere = text(0x00081030, 'LO', 'Quillfeather Memorial MR')
    expect(
      leaks(review({ before: [elsewhere], after: [elsewhere], operations: { '(0008,1030)': 'keep' }, originals: [original] })),
    ).toHaveLength(1)
  })

  it('is none where Table E.3.4-1 keeps the Content Item that it is the UID of, and one in any other', () => {
    const [uid, root] = ['1.2.826.0.1.3680043.8.498.2194', '1.2.826.0.1.3680043.8.498']
    const item = (code: string): readonly Built[] => [
      text(0x0040a040, 'CS', 'UIDREF'),
      sequence(0x0040a043, [[text(0x00080100, 'SH', code), text(0x00080102, 'SH', 'DCM')]]),
      text(0x0040a124, 'UI', uid),
    ]
    const originals: readonly Original[] = [
      { kind: 'uid', text: uid, paths: ['(0040,A730)[*](0040,A124)'] },
      { kind: 'uid', text: root, paths: ['(0008,0014)'] },
    ]
    const found = (code: string, content: readonly string[], dropped: readonly (readonly Built[])[] = []): string[] => {
      const after = [sequence(0x0040a730, [item(code)])]
      const before = [sequence(0x0040a730, [...dropped, item(code)])]
      const operations = { '(0040,A730)': 'process', '(0040,A730)[*](0040,A124)': 'remap-uid' } as const
      return leaks(review({ before, after, operations, content, originals }))
    }
    // Device Observer UID, which Retain Device Identity keeps; Tracking Unique Identifier, which it does not.
    expect(found('121012', ['(0040,A730)'])).toEqual([])
    expect(found('112040', ['(0040,A730)'])).toHaveLength(2)
    expect(found('121012', [])).toHaveLength(2)
    // Items beside it that went say nothing of it.
    expect(found('121012', ['(0040,A730)'], [[text(0x0040a040, 'CS', 'TEXT'), text(0x0040a160, 'UT', 'gone')]])).toEqual([])
  })

  it('is none where a word of the Standard or of a vendor stands, and one where the same word is a person’s', () => {
    const original: Original = { kind: 'name', text: 'Waveform^Polyline', paths: ['(0010,0010)'] }
    const shape = text(0x00700023, 'CS', 'POLYLINE')
    const lines = text(0x00081030, 'LO', 'POLYLINE, again')
    const kept = { '(0070,0023)': 'keep', '(0008,1030)': 'keep' } as const
    const tally = review({ before: [shape, lines], after: [shape, lines], operations: kept, originals: [original] })
    expect(leaks(tally)).toEqual(['Waveform^Polyline in (0008,1030) plain'])
    expect(leaks(tally, 'accepted')).toEqual(['Waveform^Polyline in (0070,0023) plain'])
    const creator = text(0x00290010, 'LO', 'SIEMENS CSA HEADER')
    const unknown = text(0x00310010, 'LO', 'OF MRS HEADER')
    const header: Original = { kind: 'id', text: 'HEADER', paths: ['(0010,0020)'] }
    expect(leaks(review({ before: [creator, unknown], after: [creator, unknown], originals: [header] }))).toEqual([
      'HEADER in (0031,"OF MRS HEADER") plain',
    ])
  })

  it('is none where Body Part Examined says a term of the Standard, and one where it says the name alone', () => {
    const original: Original = { kind: 'name', text: 'PANCREAS_0001', paths: ['(0010,0010)'] }
    const found = (part: string): string[] => {
      const elements = [text(0x00180015, 'CS', part)]
      return leaks(review({ before: elements, after: elements, operations: { '(0018,0015)': 'keep' }, originals: [original] }))
    }
    expect(found('PANCREAS')).toEqual([])
    expect(found('PANCREAS_0001')).toEqual(['PANCREAS_0001 in (0018,0015) plain'])
  })

  it('is none where a UID names a scheme, also in a Sequence of which other Items went', () => {
    const scheme = (uid: string): Built => sequence(0x0040a043, [[text(0x0008010c, 'UI', uid)]])
    const item = (uid: string): Built[] => [text(0x0040a040, 'CS', 'TEXT'), scheme(uid)]
    const before = [sequence(0x0040a730, [item('1.2.3.99'), [text(0x0040a040, 'CS', 'PNAME')]])]
    const after = [sequence(0x0040a730, [item('1.2.3.99')])]
    const original: Original = { kind: 'uid', text: '1.2.3.99', paths: ['(0008,0018)'] }
    expect(leaks(review({ before, after, operations: { '(0040,A730)': 'process' }, originals: [original] }))).toEqual([])
  })

  it('is a leak where its own element was to go and did not', () => {
    expect(leaks(review({ before: [NAME], after: [NAME], operations: GONE, originals: [QUILL] }))).toHaveLength(1)
  })

  it('is none where a person accepted this very value, on this scanner', () => {
    const value = 'seen by Marta Quillfeather'
    const inputs = {
      before: [comment, text(0x00080070, 'LO', 'ACME')],
      after: [comment, text(0x00080070, 'LO', 'ACME')],
      originals: [QUILL],
    }
    const accept = (scope: AcceptedValue['scope'], of = value): AcceptedValue => ({
      path: '(0020,4000)',
      value: of,
      scope,
      reason: 'a street',
    })
    expect(leaks(review({ ...inputs, accepted: [accept({})] }))).toEqual([])
    expect(leaks(review({ ...inputs, accepted: [accept({ manufacturer: 'ACME' })] }), 'accepted')).toHaveLength(1)
    expect(leaks(review({ ...inputs, accepted: [accept({ manufacturer: 'Other' })] }))).toHaveLength(1)
    expect(leaks(review({ ...inputs, accepted: [accept({}, 'another value')] }))).toHaveLength(1)
  })
})

describe('dates', () => {
  const birth = text(0x00100030, 'DA', '19560312')
  const day = (tag: number, value: string): Built => text(tag, 'DA', value)
  it('of an instance that changed are looked for in its own copy', () => {
    const note = text(0x00204000, 'LT', 'born 12.03.1956')
    expect(leaks(review({ before: [birth, note], after: [note], operations: { '(0010,0030)': 'remove', '(0020,4000)': 'keep' } }))).toEqual(
      ['19560312 in (0020,4000) plain'],
    )
  })
  it('that stay in some element are none, and a shifted date may be any day', () => {
    const kept = day(0x00181200, '20200101')
    const operations = { '(0008,0020)': 'shift-date', '(0018,1200)': 'keep' } as const
    expect(leaks(review({ before: [day(0x00080020, '20200101'), kept], after: [day(0x00080020, '20190101'), kept], operations }))).toEqual(
      [],
    )
    const two = { '(0008,0020)': 'shift-date', '(0008,0021)': 'shift-date' } as const
    const before = [day(0x00080020, '20200101'), day(0x00080021, '20200111')]
    expect(leaks(review({ before, after: [day(0x00080020, '20191222'), day(0x00080021, '20200101')], operations: two }))).toEqual([])
  })
  it('are found inside Sequences that went', () => {
    const before = [sequence(0x00400275, [[day(0x00400002, '20200101')]]), text(0x00204000, 'LT', 'on 2020-01-01')]
    expect(leaks(review({ before, after: before.slice(1), operations: { '(0040,0275)': 'remove', '(0020,4000)': 'keep' } }))).toHaveLength(
      1,
    )
  })
})

describe('conformance', () => {
  const image = [SOP, text(0x00080018, 'UI', '1.2.3'), text(0x00080060, 'CS', 'OT'), text(0x0020000d, 'UI', '1.2.4')]
  it('counts only what was not wrong before, and names the Operation at fault', () => {
    const tally = review({ before: image, after: image.slice(0, -1), operations: { '(0020,000D)': 'remove' } })
    const worse = [...tally.problems.values()].filter((row) => row.worse > 0)
    expect(worse.map((row) => `${row.kind} ${row.path} ${row.operation}`)).toEqual([
      'Type 1 missing (0020,000D) remove: remove was decided',
    ])
    // Series Instance UID is missing on both sides.
    expect(
      [...tally.problems.values()].filter((row) => row.path === '(0020,000E)').map((row) => [row.before, row.after, row.worse]),
    ).toEqual([[1, 1, 0]])
  })
  it('looks at the values that were written', () => {
    const operations = { '(0008,0060)': 'replace' } as const
    const tally = review({
      before: image,
      after: image.map((built) => (built.tag === 0x00080060 ? text(0x00080060, 'CS', 'ot!') : built)),
      operations,
    })
    expect([...tally.problems.values()].filter((row) => row.worse > 0).map((row) => `${row.kind} ${row.path} ${row.detail}`)).toEqual([
      'Value not valid for its VR (0008,0060) CS: characters that no code may have',
    ])
  })
})

describe('a tally', () => {
  it('says the same in whatever order its parts are merged', () => {
    const parts = [
      review({ before: [NAME, SOP], after: [SOP], operations: GONE }),
      review({ before: [text(0x00100010, 'PN', 'A^B'), SOP], after: [text(0x00100010, 'PN', ''), SOP] }),
      review({
        before: [NAME, SOP, text(0x00204000, 'LT', 'Quillfeather')],
        after: [SOP, text(0x00204000, 'LT', 'Quillfeather')],
        originals: [QUILL],
      }),
    ]
    parts.forEach((part, index) => {
      for (const rows of [part.changes, part.leaks, part.problems, part.untouched]) for (const row of rows.values()) row.first = index + 1
    })
    const merged = (order: readonly number[]): unknown => {
      const tally = emptyTally()
      for (const index of order) mergeTallies(tally, parts[index] as Tally)
      return { ...tally, changes: [...tally.changes].sort(), leaks: [...tally.leaks].sort(), problems: [...tally.problems].sort() }
    }
    expect(merged([2, 0, 1])).toEqual(merged([0, 1, 2]))
    const tally = emptyTally()
    for (const part of parts) mergeTallies(tally, part)
    expect(tally.changes.get('(0010,0010)\tremove')).toMatchObject({ files: 2, first: 1, before: 'Quillfeather^Marta', unexplained: 1 })
    expect(tally.changes.get('(0010,0010)\tempty')).toMatchObject({ files: 1, before: 'A^B', after: '' })
  })
})

describe('pixels', () => {
  it('are counted by what makes burned-in text likely', () => {
    const picture = (modality: string, burnedIn?: string): Built[] => [
      text(0x00080060, 'CS', modality),
      ...(burnedIn === undefined ? [] : [text(0x00280301, 'CS', burnedIn)]),
      bytes(0x7fe00010, 'OW', [1, 2]),
    ]
    const risks = [picture('US'), picture('US', 'NO'), picture('CT'), picture('CT', 'YES')].map((elements) => {
      const tally = review({ before: elements, after: elements })
      return [...tally.pixels.values()].map((row) => row.atRisk)
    })
    expect(risks).toEqual([[true], [false], [false], [true]])
  })
})
