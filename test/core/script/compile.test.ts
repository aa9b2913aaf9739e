import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fateOf } from '../../../src/core/script/fate.ts'
import { BASIC_TEXT_SR, CT, MR, type SmallElement } from '../../fixtures/small-inventory.ts'
import { at, compiled, kindsAt, profileWith, type SmallDecision } from './compiling.ts'

describe('an element without a decision', () => {
  it('is blocked and an open Review', () => {
    const result = compiled([{ path: '(0018,1030)' }], [])
    expect(kindsAt('(0018,1030)', result)).toEqual(['blocked'])
    expect(result.openReviews).toEqual(['(0018,1030)'])
  })

  it('is blocked when it is held for review, though each of its values is decided', () => {
    const elements = [{ path: '(0018,1030)', values: ['HEAD'] }]
    const result = compiled(elements, [
      { path: '(0018,1030)', value: 'HEAD', is: 'retain' },
      { path: '(0018,1030)', is: 'review' },
    ])
    expect(result.openReviews).toEqual(['(0018,1030)'])
  })

  it('is cleaned when each of its values is decided', () => {
    const elements = [{ path: '(0018,1030)', values: ['HEAD', 'DOE'] }]
    const decided: SmallDecision[] = [
      { path: '(0018,1030)', value: 'HEAD', is: 'retain' },
      { path: '(0018,1030)', value: 'DOE', is: 'delete' },
    ]
    expect(kindsAt('(0018,1030)', compiled(elements, decided.slice(0, 1)))).toEqual(['blocked'])
    expect(kindsAt('(0018,1030)', compiled(elements, decided))).toEqual(['clean'])
  })
})

describe('Delete', () => {
  it('leaves how to the Type of the attribute', () => {
    const result = compiled(
      [
        { path: '(0010,4000)', vr: 'LT' },
        { path: '(0008,0090)', vr: 'PN' },
      ],
      [
        { path: '(0010,4000)', is: 'delete' },
        { path: '(0008,0090)', is: 'delete:auto' },
      ],
    )
    expect(kindsAt('(0010,4000)', result)).toEqual(['remove'])
    expect(kindsAt('(0008,0090)', result)).toEqual(['empty'])
  })

  it('differs by SOP Class where the Types differ, and does the most compatible thing for all others', () => {
    // Verifying Observer Sequence is Type 1C in Structured Reports and not in the CT Image IOD.
    const [first, last, ...more] = at(
      '(0040,A073)',
      compiled([{ path: '(0040,A073)', vr: 'SQ', sopClass: [CT, BASIC_TEXT_SR] }], [{ path: '(0040,A073)', is: 'delete' }]),
    )
    expect(more).toEqual([])
    expect(first).toMatchObject({ do: 'remove', when: { sopClasses: [CT] } })
    expect(last).toMatchObject({ do: 'dummy', when: {} })
  })

  it('is done as the curator chose it, whatever the Type', () => {
    const result = compiled([{ path: '(0008,0090)', vr: 'PN' }], [{ path: '(0008,0090)', is: 'delete:dummy' }])
    expect(kindsAt('(0008,0090)', result)).toEqual(['dummy'])
  })

  it('says before anything is written that it leaves an instance invalid, where the curator chose it so', () => {
    const because = (path: string, is: SmallDecision['is']): string =>
      at(path, compiled([{ path, vr: 'PN', sopClass: [CT, MR] }], [{ path, is }]))
        .map((operation) => operation.because)
        .join()
    const missing = 'a Type 2 in the CT Image IOD that is missing leaves the instance invalid'
    expect(because('(0008,0090)', 'delete:remove')).toContain(missing)
    expect(because('(0008,0090)', 'delete:empty')).not.toContain('invalid')
    expect(because('(0020,000D)', 'delete:empty')).toContain('a Type 1 in the CT Image IOD that is empty leaves the instance invalid')
    expect(because('(0010,4000)', 'delete:remove')).not.toContain('invalid')
  })

  it('of the whole element is stronger than a Retain of one of its values', () => {
    const result = compiled(
      [{ path: '(0018,1030)', values: ['HEAD'] }],
      [
        { path: '(0018,1030)', value: 'HEAD', is: 'retain' },
        { path: '(0018,1030)', is: 'delete' },
      ],
    )
    expect(kindsAt('(0018,1030)', result)).not.toContain('clean')
    expect(kindsAt('(0018,1030)', result)).not.toContain('keep')
  })
})

describe('Retain', () => {
  const protocol = (values: readonly string[]): SmallElement[] => [{ path: '(0018,1030)', values }]

  it('keeps an element as it is', () => {
    expect(kindsAt('(0018,1030)', compiled(protocol(['A']), [{ path: '(0018,1030)', is: 'retain' }]))).toEqual(['keep'])
  })

  it('processes a Sequence', () => {
    const result = compiled([{ path: '(0040,0275)', vr: 'SQ' }], [{ path: '(0040,0275)', is: 'retain' }])
    expect(kindsAt('(0040,0275)', result)).toEqual(['process'])
  })

  it('is refused for a Sequence with a treatment of values', () => {
    const result = compiled([{ path: '(0040,0275)', vr: 'SQ' }], [{ path: '(0040,0275)', is: 'retain:shift-date' }])
    expect(kindsAt('(0040,0275)', result)).toEqual(['blocked'])
  })

  it('cleans value by value, and is blocked while a value is open', () => {
    const decided: SmallDecision[] = [
      { path: '(0018,1030)', is: 'retain:clean' },
      { path: '(0018,1030)', value: 'HEAD', is: 'retain' },
      { path: '(0018,1030)', value: 'DOE HEAD', is: 'retain:replace=HEAD' },
    ]
    expect(at('(0018,1030)', compiled(protocol(['HEAD', 'DOE HEAD']), decided))[0]).toMatchObject({
      do: 'clean',
      values: [
        { value: 'DOE HEAD', do: 'replace', with: 'HEAD' },
        { value: 'HEAD', do: 'keep' },
      ],
    })
    expect(kindsAt('(0018,1030)', compiled(protocol(['HEAD', 'DOE HEAD', 'ROE']), decided))).toEqual(['blocked'])
  })

  it('names every other value as kept when one value of a kept element is deleted', () => {
    const [operation] = at(
      '(0018,1030)',
      compiled(protocol(['A', 'DOE', 'B']), [
        { path: '(0018,1030)', is: 'retain:keep' },
        { path: '(0018,1030)', value: 'DOE', is: 'delete' },
      ]),
    )
    expect(operation).toMatchObject({
      do: 'clean',
      values: [
        { value: 'A', do: 'keep' },
        { value: 'B', do: 'keep' },
        { value: 'DOE', do: 'remove' },
      ],
    })
  })

  it('does not let a Delete of one value be lost under a treatment of all', () => {
    const result = compiled(
      [{ path: '(0008,0018)', vr: 'UI', values: ['1.2.3'] }],
      [
        { path: '(0008,0018)', is: 'retain:remap-uid' },
        { path: '(0008,0018)', value: '1.2.3', is: 'delete' },
      ],
    )
    expect(kindsAt('(0008,0018)', result)).toEqual(['blocked'])
  })

  describe('of dates that are shifted', () => {
    const dates: SmallElement = { path: '(0008,0020)', vr: 'DA', values: ['20200101', '20200102', 'soon', ''] }
    const shifted: SmallDecision = { path: dates.path, is: 'retain:shift-date' }
    const operation = (...decided: readonly Omit<SmallDecision, 'path'>[]) =>
      at(dates.path, compiled([dates], [shifted, ...decided.map((one) => ({ ...one, path: dates.path }))]))[0]

    it('waits for what becomes of the value that is none', () => {
      expect(operation()).toMatchObject({ do: 'blocked', because: expect.stringContaining('one of its values is no date') as string })
      expect(operation({ value: 'soon', is: 'review' })?.do).toBe('blocked')
    })
    it.each([
      ['delete', { do: 'remove' }],
      ['retain', { do: 'keep' }],
      ['retain:replace=20200103', { do: 'replace', with: '20200103' }],
    ])('names it alone when it is decided: %s', (is, told) => {
      expect(operation({ value: 'soon', is })).toMatchObject({ do: 'shift-date', values: [{ value: 'soon', ...told }] })
    })
    it('names a date that is to go, and not one that is to stay: that is shifted', () => {
      expect(
        operation({ value: 'soon', is: 'delete' }, { value: '20200102', is: 'delete' }, { value: '20200101', is: 'retain' })?.values,
      ).toEqual([
        { value: '20200102', do: 'remove' },
        { value: 'soon', do: 'remove' },
      ])
    })
    it('names nothing where all are dates', () => {
      const plain: SmallElement = { ...dates, values: ['20200101', ''] }
      expect(at(dates.path, compiled([plain], [shifted]))[0]).not.toHaveProperty('values')
    })
  })

  it('says for every treatment how to leave what cannot be treated, as the Type allows', () => {
    const result = compiled(
      [
        { path: '(0008,0020)', vr: 'DA' },
        { path: '(0008,0018)', vr: 'UI' },
      ],
      [
        { path: '(0008,0020)', is: 'retain:shift-date' },
        { path: '(0008,0018)', is: 'retain:remap-uid' },
      ],
    )
    expect(at('(0008,0020)', result)[0]).toMatchObject({ do: 'shift-date', otherwise: 'empty' })
    expect(at('(0008,0018)', result)[0]).toMatchObject({ do: 'remap-uid', otherwise: 'dummy' })
  })

  it('by mapping is a Delete while no mapping is set', () => {
    const elements: SmallElement[] = [{ path: '(0010,0010)', vr: 'PN' }]
    const decided: SmallDecision[] = [{ path: '(0010,0010)', is: 'retain:map-patient' }]
    expect(kindsAt('(0010,0010)', compiled(elements, decided))).toEqual(['empty'])
    expect(kindsAt('(0010,0010)', compiled(elements, decided, profileWith([], { patientId: 'S-{n:3}' })))).toEqual(['map-patient'])
  })

  it('by shifting dates is blocked while nothing shifts them', () => {
    const result = compiled(
      [{ path: '(0008,0020)', vr: 'DA' }],
      [{ path: '(0008,0020)', is: 'retain:shift-date' }],
      profileWith(['RetainLongitudinalModifiedDates'], { dateShift: 'none' }),
    )
    expect(kindsAt('(0008,0020)', result)).toEqual(['blocked'])
  })
})

describe('what is inside an opaque value', () => {
  const path = '(0029,"SIEMENS CSA HEADER",10)'
  const elements: SmallElement[] = [
    { path: '(0029,"SIEMENS CSA HEADER")' },
    { path, vr: 'OB' },
    { path: `${path}#Operator`, vr: 'UT', values: ['Ruth'] },
  ]

  it.each<[string, readonly string[]]>([
    ['retain', ['keep']],
    ['delete', ['remove']],
    ['review', ['blocked']],
    ['retain:replace=x', ['replace']],
  ])('shares the fate of its element, which is %s, and has no Operation of its own', (is, fate) => {
    const result = compiled(elements, [{ path, is }])
    expect(kindsAt(`${path}#Operator`, result)).toEqual([])
    expect(fateOf(`${path}#Operator`, result.operations)).toEqual(fate)
    expect(result.openReviews).toEqual(is === 'review' ? [path] : [])
  })

  it('is no open Review beside its element, and decisions that name it change nothing', () => {
    expect(compiled(elements, []).openReviews).toEqual([path])
    const result = compiled(elements, [{ path: `${path}#Operator`, is: 'retain' }])
    expect(result.openReviews).toEqual([path])
    expect(kindsAt(`${path}#Operator`, result)).toEqual([])
  })

  it('goes with a Sequence around its element', () => {
    const around = `(0040,0275)[*]${path}`
    const nested: SmallElement[] = [
      { path: '(0040,0275)', vr: 'SQ' },
      { path: around, vr: 'OB' },
      { path: `${around}#Operator`, vr: 'UT' },
    ]
    const result = compiled(nested, [{ path: '(0040,0275)', is: 'delete' }])
    expect(fateOf(`${around}#Operator`, result.operations)).toEqual(['remove'])
  })
})

describe('what is inside a Sequence that goes', () => {
  const elements: SmallElement[] = [
    { path: '(0040,0275)', vr: 'SQ' },
    { path: '(0040,0275)[*](0008,0050)', vr: 'SH' },
  ]

  it('has no Operation and is no open Review', () => {
    const result = compiled(elements, [{ path: '(0040,0275)', is: 'delete' }])
    expect(kindsAt('(0040,0275)[*](0008,0050)', result)).toEqual([])
    expect(result.openReviews).toEqual([])
    expect(fateOf('(0040,0275)[*](0008,0050)', result.operations)).toEqual(['remove'])
  })

  it('has its own Operation where the Sequence stays on some scanner', () => {
    const scanners = [{ manufacturer: 'GE' }, { manufacturer: 'SIEMENS' }]
    const result = compiled(
      elements.map((element) => ({ ...element, equipment: scanners })),
      [
        { path: '(0040,0275)', is: 'delete' },
        { path: '(0040,0275)', is: 'retain', scope: { manufacturer: 'GE' } },
        { path: '(0040,0275)[*](0008,0050)', is: 'delete:empty', scope: { manufacturer: 'GE' } },
      ],
    )
    expect(kindsAt('(0040,0275)', result)).toEqual(['process', 'remove'])
    expect(kindsAt('(0040,0275)[*](0008,0050)', result)).toEqual(['empty', 'remove'])
    expect(result.openReviews).toEqual([])
  })
})

describe('scopes', () => {
  const ge = { manufacturer: 'GE', model: 'A' }
  const siemens = { manufacturer: 'SIEMENS', model: 'B' }
  const elements: SmallElement[] = [{ path: '(0018,1030)', equipment: [ge, siemens] }]

  it('leave the rest blocked when no decision covers a scanner of the collection', () => {
    const result = compiled(elements, [{ path: '(0018,1030)', is: 'retain', scope: { manufacturer: 'GE' } }])
    expect(at('(0018,1030)', result)).toMatchObject([
      { do: 'keep', when: { manufacturer: 'GE' } },
      { do: 'blocked', when: {} },
    ])
    expect(result.openReviews).toEqual(['(0018,1030)'])
  })

  it('that cover every scanner of the collection leave nothing open, and any other scanner goes', () => {
    const result = compiled(elements, [
      { path: '(0018,1030)', is: 'retain', scope: { manufacturer: 'GE' } },
      { path: '(0018,1030)', is: 'delete:remove', scope: { manufacturer: 'SIEMENS' } },
    ])
    expect(at('(0018,1030)', result).at(-1)).toMatchObject({ do: 'remove', when: {} })
    expect(result.openReviews).toEqual([])
  })

  it('that overlap are told apart by the more specific one', () => {
    const result = compiled(elements, [
      { path: '(0018,1030)', is: 'delete:remove' },
      { path: '(0018,1030)', is: 'retain', scope: { manufacturer: 'GE', model: 'A' } },
      { path: '(0018,1030)', is: 'delete:empty', scope: { manufacturer: 'GE' } },
    ])
    expect(at('(0018,1030)', result)).toMatchObject([
      { do: 'keep', when: { manufacturer: 'GE', model: 'A' } },
      { do: 'empty', when: { manufacturer: 'GE' } },
      { do: 'remove', when: {} },
    ])
  })

  it('of a value hold on their scanners only', () => {
    const result = compiled(
      [{ path: '(0018,1030)', values: ['A', 'DOE'], equipment: [ge, siemens] }],
      [
        { path: '(0018,1030)', is: 'retain' },
        { path: '(0018,1030)', value: 'DOE', is: 'delete', scope: { manufacturer: 'GE' } },
      ],
    )
    expect(kindsAt('(0018,1030)', result)).toEqual(['clean', 'keep'])
  })

  it('always give the Operation that the decision table gives, whatever overlaps', () => {
    const names = fc.constantFrom('A', 'B')
    const scope = fc.record({ manufacturer: names, model: names, software: names }, { requiredKeys: [] })
    const decision = fc.record({ scope, is: fc.constantFrom('retain', 'delete:remove', 'delete:empty', 'review') })
    fc.assert(
      fc.property(
        fc.array(decision, { maxLength: 6 }),
        fc.array(fc.record({ manufacturer: names, model: names, software: names }), { minLength: 1, maxLength: 8 }),
        (decisions, equipment) => {
          const path = '(0018,1030)'
          const kinds: Record<string, string> = { retain: 'keep', 'delete:remove': 'remove', 'delete:empty': 'empty', review: 'blocked' }
          const operations = at(
            path,
            compiled(
              [{ path, equipment }],
              decisions.map((one) => ({ ...one, path })),
            ),
          )
          for (const scanner of equipment) {
            const matching = decisions
              .map((one, id) => ({ ...one, id }))
              .filter((one) => Object.entries(one.scope).every(([field, name]) => scanner[field as 'model'] === name))
              .sort((a, b) => Object.keys(b.scope).length - Object.keys(a.scope).length || b.id - a.id)
            const wanted = matching[0] === undefined ? 'blocked' : kinds[matching[0].is]
            const found = operations.find(({ when }) => Object.entries(when).every(([field, name]) => scanner[field as 'model'] === name))
            expect(found?.do).toBe(wanted)
          }
        },
      ),
    )
  })
})

describe('a value by which an instance is left out unless it is decided by name', () => {
  const elements: SmallElement[] = [{ path: '(0028,0301)', vr: 'CS', values: ['YES', 'NO'] }]

  it('is named where a person retained it, and the others are not', () => {
    const decisions = [
      { path: '(0028,0301)', is: 'retain' },
      { path: '(0028,0301)', value: 'YES', is: 'retain' },
    ]
    const [operation] = at('(0028,0301)', compiled(elements, decisions))
    expect(operation?.values).toEqual([
      { value: 'NO', do: 'keep' },
      { value: 'YES', do: 'keep', named: true },
    ])
  })

  it('is not named by a Retain of the element', () => {
    expect(at('(0028,0301)', compiled(elements, [{ path: '(0028,0301)', is: 'retain' }]))).toMatchObject([{ do: 'keep' }])
  })
})

describe('structured content', () => {
  it('is cleaned item by item where the Option is chosen', () => {
    const elements: SmallElement[] = [{ path: '(0040,A730)', vr: 'SQ' }]
    const decisions = [{ path: '(0040,A730)', is: 'retain' }]
    expect(at('(0040,A730)', compiled(elements, decisions, profileWith(['CleanStructuredContent'])))[0]?.content).toBe(true)
    expect(at('(0040,A730)', compiled(elements, decisions))[0]?.content).toBeUndefined()
  })
})

describe('overlay groups', () => {
  const group = [
    { path: '(6000,0010)', vrs: ['US'] as const },
    { path: '(6000,3000)', vrs: ['OW'] as const },
  ]

  it('an overlay group goes with its data, whatever else is decided of it', () => {
    const result = compiled(group, [
      { path: '(6000,0010)', is: 'retain:keep' },
      { path: '(6000,3000)', is: 'delete:auto' },
    ])
    expect(at('(6000,0010)', result).map((operation) => operation.do)).toEqual(['remove'])
  })

  it('an overlay group stays where its data stays', () => {
    const result = compiled(group, [
      { path: '(6000,0010)', is: 'retain:keep' },
      { path: '(6000,3000)', is: 'retain:keep' },
    ])
    expect(at('(6000,0010)', result).map((operation) => operation.do)).toEqual(['keep'])
  })
})

describe('Private Creators', () => {
  const creator = '(0009,"GEMS_IDEN_01")'
  const first = '(0009,"GEMS_IDEN_01",02)'
  const second = '(0009,"GEMS_IDEN_01",30)'
  const elements: SmallElement[] = [{ path: creator }, { path: first }, { path: second }]

  it('stay while any element of their block stays', () => {
    const result = compiled(elements, [
      { path: first, is: 'retain' },
      { path: second, is: 'delete' },
    ])
    expect(kindsAt(creator, result)).toEqual(['keep'])
    expect(result.openReviews).toEqual([])
  })

  it('go with an emptied block, or stay where the setting keeps them', () => {
    const decided: SmallDecision[] = [
      { path: first, is: 'delete' },
      { path: second, is: 'delete' },
    ]
    expect(kindsAt(creator, compiled(elements, decided))).toEqual(['remove'])
    expect(kindsAt(creator, compiled(elements, decided, profileWith([], { emptiedCreators: 'keep' })))).toEqual(['keep'])
  })

  it('take the elements of their block along when a curator deletes them, so that none is an orphan', () => {
    const result = compiled(elements, [
      { path: first, is: 'retain' },
      { path: second, is: 'retain' },
      { path: creator, is: 'delete' },
    ])
    expect([creator, first, second].flatMap((path) => kindsAt(path, result))).toEqual(['remove', 'remove', 'remove'])
    expect(at(first, result)[0]?.because).toContain('Private Creator is deleted')
  })

  it('that a curator deletes for one scanner take along what is on that scanner', () => {
    const scanners = [{ manufacturer: 'GE' }, { manufacturer: 'PICKER' }]
    const result = compiled(
      elements.map((element) => ({ ...element, equipment: scanners })),
      [
        { path: first, is: 'retain' },
        { path: second, is: 'retain' },
        { path: creator, is: 'delete', scope: { manufacturer: 'PICKER' } },
      ],
    )
    expect(at(first, result)).toMatchObject([
      { do: 'remove', when: { manufacturer: 'PICKER' } },
      { do: 'keep', when: {} },
    ])
    expect(at(creator, result)).toMatchObject([
      { do: 'remove', when: { manufacturer: 'PICKER' } },
      { do: 'keep', when: {} },
    ])
  })

  it('follow their block whatever accepted proposals say of them', () => {
    const result = compiled(elements, [
      { path: creator, is: 'delete', source: 'standard' },
      { path: first, is: 'retain', source: 'knowledge' },
      { path: second, is: 'delete', source: 'standard' },
    ])
    expect(kindsAt(creator, result)).toEqual(['keep'])
    expect(kindsAt(first, result)).toEqual(['keep'])
  })

  it('that hold a name of this collection and that no dictionary knows are open, though their block stays', () => {
    const doe = '(0009,"DOE^JANE")'
    const own = [
      { path: '(0010,0010)', vr: 'PN' as const, values: ['DOE^JANE'] },
      { path: doe, values: ['DOE^JANE'] },
      { path: '(0009,"DOE^JANE",01)' },
    ]
    const decided: SmallDecision[] = [
      { path: '(0010,0010)', is: 'delete' },
      { path: '(0009,"DOE^JANE",01)', is: 'retain' },
      { path: doe, is: 'retain', source: 'knowledge' },
    ]
    expect(compiled(own, decided).openReviews).toEqual([doe])
    const unreviewed = compiled(own, [...decided, { path: doe, is: 'delete', source: 'unreviewed' }])
    expect([doe, '(0009,"DOE^JANE",01)'].flatMap((path) => kindsAt(path, unreviewed))).toEqual(['remove', 'remove'])
  })

  it('of one name in two data sets are two', () => {
    const inside = '(0040,0275)[*](0009,"GEMS_IDEN_01")'
    const result = compiled(
      [...elements, { path: '(0040,0275)', vr: 'SQ' }, { path: inside }, { path: `${inside.slice(0, -1)},02)` }],
      [
        { path: first, is: 'retain' },
        { path: second, is: 'retain' },
        { path: '(0040,0275)', is: 'retain' },
        { path: `${inside.slice(0, -1)},02)`, is: 'delete' },
      ],
    )
    expect(kindsAt(creator, result)).toEqual(['keep'])
    expect(kindsAt(inside, result)).toEqual(['remove'])
  })
})

describe('what is written anew', () => {
  it('goes without asking anybody', () => {
    const paths = ['(0002,0016)', '(0008,0000)', 'file-name', 'folder-name', 'preamble', 'after-data-set', '(FFFC,FFFC)']
    const result = compiled(
      paths.map((path) => ({ path })),
      [],
    )
    for (const path of paths) expect(kindsAt(path, result)).toEqual(['remove'])
    expect(result.openReviews).toEqual([])
  })
})

describe('the list of Operations', () => {
  it('is the same for the same input, sorted by path, with an Operation for any instance last for each path', () => {
    const elements: SmallElement[] = [
      { path: '(0040,A073)', vr: 'SQ', sopClass: [MR, BASIC_TEXT_SR, CT] },
      { path: '(0010,0010)', vr: 'PN' },
      { path: '(0009,"A")' },
      { path: '(0009,"A",01)' },
    ]
    const decisions: SmallDecision[] = [
      { path: '(0040,A073)', is: 'delete' },
      { path: '(0010,0010)', is: 'delete' },
      { path: '(0009,"A",01)', is: 'retain' },
    ]
    const result = compiled(elements, decisions)
    expect(compiled(elements.toReversed(), decisions)).toEqual(result)
    const paths = result.operations.map((operation) => operation.path)
    expect(paths).toEqual([...paths].sort())
    for (const path of new Set(paths)) expect(at(path, result).at(-1)?.when).toEqual({})
  })
})

describe('codes', () => {
  const [VALUE, SCHEME, MEANING] = ['(0008,0100)', '(0008,0102)', '(0008,0104)'].map((inside) => `(0008,2218)[*]${inside}`)
  const elements: SmallElement[] = [
    { path: '(0008,2218)', vr: 'SQ' },
    { path: VALUE ?? '', vr: 'SH', values: ['W3', '12738006'] },
    { path: SCHEME ?? '', vr: 'SH', values: ['99STMARY', 'SCT'] },
    { path: MEANING ?? '', values: ['Ward 3', 'Brain'] },
  ]
  const stay: SmallDecision[] = ['(0008,2218)', VALUE, MEANING].map((path) => ({ path: path ?? '', is: 'retain' }))
  const flags = (decisions: readonly SmallDecision[]): readonly (true | undefined)[] => {
    const result = compiled(elements, decisions)
    return [VALUE, MEANING].map((path) => at(path ?? '', result)[0]?.withScheme)
  }

  it('that stay go with their scheme where one of the schemes may go', () => {
    const some: SmallDecision[] = [
      { path: SCHEME ?? '', is: 'retain' },
      { path: SCHEME ?? '', value: '99STMARY', is: 'delete' },
    ]
    expect(flags([...stay, ...some])).toEqual([true, true])
    expect(flags([...stay, { path: SCHEME ?? '', is: 'delete' }])).toEqual([true, true])
    expect(flags([...stay, { path: SCHEME ?? '', is: 'retain' }])).toEqual([undefined, undefined])
  })

  it('that go become a dummy of a code wherever they stand, also where no IOD speaks of them', () => {
    const path = '(0099,"ACME",01)[*](0008,0102)'
    const outside: SmallElement[] = [
      { path: '(0099,"ACME",01)', vr: 'SQ' },
      { path, vr: 'SH', values: ['99STMARY'] },
    ]
    const result = compiled(outside, [
      { path: '(0099,"ACME",01)', is: 'retain' },
      { path, is: 'delete' },
    ])
    expect(kindsAt(path, result)).toEqual(['dummy'])
  })
})
