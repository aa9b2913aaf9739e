import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { OperationIndex } from '../../../src/core/deidentification/operation-index.ts'
import { uidRemapper } from '../../../src/core/deidentification/remap-uid.ts'
import type { RunContext } from '../../../src/core/deidentification/work.ts'
import { EXPLICIT_LE, IMPLICIT_LE } from '../../../src/core/dicom/transfer-syntax.ts'
import type { Operation, OperationKind } from '../../../src/core/script/operation.ts'
import { dataSets } from '../../fixtures/arbitrary-data-set.ts'
import { bytes, numbers, part10, sequence, text, type Built } from '../../fixtures/dicom-bytes.ts'
import { appliedInTurn } from './applied-in-turn.ts'
import { keyedBy } from './keyed-for-tests.ts'
import { CT, IDENTIFIERS, op, SETTINGS } from './one-instance.ts'

interface Written {
  readonly copy: string
  readonly identity: { readonly sopNew: string }
  readonly problems: readonly { readonly kind: string }[]
}

const KEPT = IDENTIFIERS.map(({ tag }) => tag)

function fileWith(...elements: readonly Built[]): Uint8Array {
  const own = new Set(elements.map(({ tag }) => tag))
  return part10([...IDENTIFIERS.filter(({ tag }) => !own.has(tag)), ...elements].sort((a, b) => a.tag - b.tag))
}

function runWith(operations: readonly Operation[]): RunContext {
  const keyed = keyedBy('one secret')
  const own = new Set(operations.map(({ path }) => path))
  const kept = ['(0008,0016)', '(0008,0018)', '(0010,0020)', '(0020,000D)', '(0020,000E)'].filter((path) => !own.has(path))
  return {
    operations: new OperationIndex([...kept.map((path) => op(path, 'keep')), ...operations]),
    settings: SETTINGS,
    keyed,
    uids: uidRemapper(keyed, SETTINGS.uidRoot),
    patients: new Map(['P1', 'P2'].map((id) => [id, { key: id, id, newId: `NEW-${id}`, days: -100 }])),
  }
}

/** What has come of files in turn, which is what comes of each by itself; and how many were recognised. */
function inTurn(
  files: readonly Uint8Array[],
  operations: readonly Operation[],
  manyFollow = false,
): { all: readonly Written[]; recognised: number } {
  const run = runWith(operations)
  const quick = appliedInTurn(files, run, true, manyFollow)
  expect(quick.all).toEqual(appliedInTurn(files, run, false).all)
  return { all: quick.all as readonly Written[], recognised: quick.recognised }
}

const SOP = (uid: string): Built => text(0x00080018, 'UI', uid)

describe('files of a series that are laid out alike', () => {
  it('are recognised from the third on, whatever is kept or removed in them', () => {
    const files = [1, 2, 3, 4, 5].map((number) =>
      fileWith(
        text(0x0008103e, 'LO', `removed ${'x'.repeat(number)}`),
        text(0x00200013, 'IS', String(number)),
        numbers(0x00280010, 'US', number),
      ),
    )
    const operations = [op('(0008,103E)', 'remove'), op('(0020,0013)', 'keep'), op('(0028,0010)', 'keep')]
    expect(inTurn(files, operations).recognised).toBe(3)
    // From the second on, where it is known that many follow the first.
    expect(inTurn(files, operations, true).recognised).toBe(4)
  })

  it('are recognised with a dummy item that refers to an instance, but not where it refers to what the file lists', () => {
    const reference = (tag: number, uid: string): Built => sequence(tag, [[text(0x00081150, 'UI', CT), text(0x00081155, 'UI', uid)]])
    const listed = '(0040,A375)[*](0008,1115)[*](0008,1199)'
    const operations = [
      op('(0040,A730)', 'dummy'),
      op('(0040,A375)', 'process'),
      op('(0040,A375)[*](0008,1115)', 'process'),
      op(listed, 'process'),
      op(`${listed}[*](0008,1150)`, 'keep'),
      op(`${listed}[*](0008,1155)`, 'keep'),
    ]
    const report = (uid: string, lists: boolean): Uint8Array =>
      fileWith(
        ...(lists ? [sequence(0x0040a375, [[sequence(0x00081115, [[reference(0x00081199, uid)]])]])] : []),
        sequence(0x0040a730, [[reference(0x00081199, uid)]]),
      )
    const uids = ['1.2.3.71', '1.2.3.72', '1.2.3.71', '1.2.3.73']
    expect(
      inTurn(
        uids.map((uid) => report(uid, false)),
        operations,
      ).recognised,
    ).toBe(2)
    expect(
      inTurn(
        uids.map((uid) => report(uid, true)),
        operations,
      ).recognised,
    ).toBe(0)
  })

  it('have each their own new UIDs, in File Meta Information and in dummies that are made from them too', () => {
    const files = ['1.2.3.4', '1.2.3.5', '1.2.3.6.7', '1.2.3.8'].map((uid) => fileWith(SOP(uid), text(0x00200052, 'UI', '')))
    const { all, recognised } = inTurn(files, [op('(0008,0018)', 'remap-uid'), op('(0020,0052)', 'dummy')])
    expect(recognised).toBe(2)
    expect(new Set(all.map(({ identity }) => identity.sopNew)).size).toBe(4)
    expect(new Set(all.map(({ copy }) => copy)).size).toBe(4)
  })

  it('have dates, names and UIDs settled by their own value, also inside items of defined length', () => {
    const reference = (uid: string): Built =>
      sequence(0x00081140, [[text(0x00081150, 'UI', CT), text(0x00081155, 'UI', uid)]], { lengths: 'defined' })
    const files = ['1', '22', '333', '4444', '55555'].map((number) =>
      fileWith(SOP(`1.2.3.${number}`), text(0x00080023, 'DA', `2020010${number[0] ?? ''}`), reference(`1.2.840.99.${number}`)),
    )
    const operations = [
      op('(0008,0018)', 'remap-uid'),
      op('(0008,0023)', 'shift-date', { otherwise: 'empty' }),
      op('(0008,1140)', 'process'),
      op('(0008,1140)[*](0008,1150)', 'keep'),
      op('(0008,1140)[*](0008,1155)', 'remap-uid'),
    ]
    expect(inTurn(files, operations).recognised).toBe(3)
  })

  it('go the plain way where a value turns out in another way: what is no date, and a value that nobody decided', () => {
    const files = ['20200101', '20200102', 'no date.', '20200104'].map((date) =>
      fileWith(text(0x00080023, 'DA', date), text(0x0008103e, 'LO', date)),
    )
    const values = ['20200101', '20200102', 'no date.'].map((value) => ({ value, do: 'keep' as const }))
    const { all, recognised } = inTurn(files, [
      op('(0008,0023)', 'shift-date', { otherwise: 'empty' }),
      op('(0008,103E)', 'clean', { values, otherwise: 'remove' }),
    ])
    expect(recognised).toBe(0)
    expect(all.map(({ problems }) => problems.map(({ kind }) => kind))).toEqual([[], [], ['not-a-date'], ['value-not-listed']])
  })

  it('go the plain way where they are of another patient, or say of themselves what others do not', () => {
    const one = [1, 2].map(() => fileWith(text(0x00120062, 'CS', 'NO')))
    const operations = [op('(0008,0018)', 'remap-uid'), op('(0012,0062)', 'keep')]
    const other = [
      fileWith(text(0x00120062, 'CS', 'NO'), text(0x00100020, 'LO', 'P2')),
      fileWith(text(0x00120062, 'CS', 'YES')),
      fileWith(text(0x00120062, 'CS', 'NO'), text(0x00080016, 'UI', '1.2.840.10008.5.1.4.1.1.4')),
      fileWith(text(0x00120062, 'CS', 'NO'), text(0x0020000e, 'UI', '1.2.3.9')),
    ]
    for (const file of other) expect(inTurn([...one, file], operations).recognised).toBe(0)
    expect(inTurn([...one, fileWith(text(0x00120062, 'CS', 'NO'))], operations).recognised).toBe(1)
  })

  it('are refused like any other where they hold an element that no Operation is for', () => {
    const files = [fileWith(), fileWith(), fileWith(text(0x00081030, 'LO', 'who knows'))]
    expect(inTurn(files, []).all[2]).toContain('element not in the inventory')
  })

  it('keep what stands in the reserved bytes of a header that is written anew', () => {
    const usual = fileWith(bytes(0x00420011, 'OB', [1, 2]))
    const odd = usual.slice()
    const at = Buffer.from(usual).indexOf(Buffer.from('OB\0\0\x02\0\0\0', 'latin1'), 200)
    odd[at + 2] = 7
    const { all } = inTurn([usual, usual, odd], [op('(0042,0011)', 'replace', { with: '' })])
    expect(all[2]?.copy).not.toBe(all[1]?.copy)
  })

  it('give the same bytes recognised or read, whatever they hold and whatever is done to it', () => {
    const kinds = fc.constantFrom<OperationKind>(
      'keep',
      'remove',
      'empty',
      'dummy',
      'remap-uid',
      'shift-date',
      'process',
      'clean',
      'replace',
    )
    const changes = fc.array(fc.tuple(fc.nat(), fc.stringMatching(/^[A-Z0-9 ]{0,12}$/)), { maxLength: 4 })
    let recognised = 0
    fc.assert(
      fc.property(
        dataSets(2),
        fc.infiniteStream(kinds),
        fc.array(changes, { minLength: 3, maxLength: 5 }),
        fc.constantFrom(EXPLICIT_LE, IMPLICIT_LE),
        fc.boolean(),
        (elements, choices, each, syntax, manyFollow) => {
          const operations = new Map<string, Operation>()
          collect(elements, '', (path, built) => {
            if (operations.has(path) || KEPT.includes(built.tag)) return
            const how = choices.next().value
            const fits =
              (built.items !== undefined) === ['process'].includes(how) ||
              how === 'keep' ||
              how === 'remove' ||
              how === 'empty' ||
              how === 'dummy'
            operations.set(path, op(path, fits ? how : 'keep', { with: '1', otherwise: 'remove' }))
          })
          const files = each.map((some) => part10(allOf(altered(elements, some)), { syntax }))
          recognised += inTurn([files[0] as Uint8Array, ...files], [...operations.values()], manyFollow).recognised
        },
      ),
    )
    expect(recognised).toBeGreaterThan(50)
  })
})

function allOf(elements: readonly Built[]): readonly Built[] {
  const own = new Set(elements.map(({ tag }) => tag))
  return [...IDENTIFIERS.filter(({ tag }) => !own.has(tag)), ...elements].sort((a, b) => a.tag - b.tag)
}

function collect(elements: readonly Built[], prefix: string, met: (path: string, built: Built) => void): void {
  for (const built of elements) {
    const [group, element] = [built.tag >>> 16, built.tag & 0xffff].map((word) => word.toString(16).toUpperCase().padStart(4, '0'))
    const isPrivate = ((built.tag >>> 16) & 1) === 1
    const step = !isPrivate
      ? `(${group},${element})`
      : (built.tag & 0xff00) === 0
        ? `(${group},"NOBODY KNOWS ME")`
        : `(${group},"NOBODY KNOWS ME",${element?.slice(2)})`
    met(prefix + step, built)
    for (const item of built.items ?? []) collect(item, `${prefix}${step}[*]`, met)
  }
}

/** The same elements with other values in some of the text, at any depth. */
function altered(elements: readonly Built[], changes: readonly (readonly [number, string])[]): readonly Built[] {
  let count = 0
  const walk = (all: readonly Built[]): readonly Built[] =>
    all.map((built) => {
      if (built.items !== undefined) return { ...built, items: built.items.map(walk) }
      count += 1
      const change = changes.find(([which]) => which % 7 === count % 7)
      const isText = ['SH', 'PN', 'LO', 'UN'].includes(built.vr) && (built.tag & 0xffff) > 0xff
      return change === undefined || !isText ? built : { ...text(built.tag, built.vr, change[1]) }
    })
  return walk(elements)
}
