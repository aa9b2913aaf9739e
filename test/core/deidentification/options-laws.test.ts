import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dayNumber } from '../../../src/core/deidentification/calendar.ts'
import type { DataElement, Part10File } from '../../../src/core/dicom/element.ts'
import { PathNode } from '../../../src/core/dicom/path-node.ts'
import type { Profile } from '../../../src/core/confidentiality/profile.ts'
import type { Compiled } from '../../../src/core/script/compile.ts'
import { numbers, sequence, text, type Built } from '../../fixtures/dicom-bytes.ts'
import { decidedAndCompiled, leavesOf, profiles, type Leaf } from './decided-unattended.ts'
import { applied, apply, applyTo, CT, elementAt, op, textIn, type Case } from './one-instance.ts'

const code = (meaning: string, value = '1', scheme = 'DCM'): Built[] => [
  text(0x00080100, 'SH', value),
  text(0x00080102, 'SH', scheme),
  text(0x00080104, 'LO', meaning),
]

/** An instance with something for every Option; each value is found nowhere else. */
const ELEMENTS: readonly Built[] = [
  text(0x00080008, 'CS', 'ORIGINAL\\PRIMARY\\AXIAL'),
  text(0x00080016, 'UI', CT),
  text(0x00080018, 'UI', '1.2.826.1.9001'),
  text(0x00080020, 'DA', '20200411'),
  text(0x00080021, 'DA', '20200412'),
  text(0x00080050, 'SH', 'ACC4711'),
  text(0x00080060, 'CS', 'CT'),
  text(0x00080080, 'LO', 'St Elsewhere'),
  text(0x00081010, 'SH', 'STATION7'),
  text(0x00081030, 'LO', 'Abdomen of Mr Quill'),
  sequence(0x00082218, [code('Ward of Quill', 'W3X77', '99QUILL'), code('Brain', '12738006', 'SCT')]),
  sequence(0x00081140, [[text(0x00081150, 'UI', CT), text(0x00081155, 'UI', '1.2.826.1.9002')]]),
  text(0x00100010, 'PN', 'QUILL^PETER'),
  text(0x00100020, 'LO', 'MRN0815'),
  text(0x00100030, 'DA', '19600305'),
  text(0x00101010, 'AS', '093Y'),
  text(0x00101030, 'DS', '81.5'),
  text(0x00181000, 'LO', 'SERIAL99'),
  text(0x00181200, 'DA', '20190102\\20190230\\19000101'),
  text(0x00181030, 'LO', 'Protocol Quill'),
  text(0x0020000d, 'UI', '1.2.826.1.9003'),
  text(0x0020000e, 'UI', '1.2.826.1.9004'),
  text(0x00200052, 'UI', '1.2.826.1.9005'),
  numbers(0x00280010, 'US', 4),
  sequence(0x00400275, [[text(0x00400007, 'LO', 'Step for Quill'), text(0x00400002, 'DA', '20200413')]]),
  sequence(0x00400555, [
    [text(0x0040a040, 'CS', 'DATE'), sequence(0x0040a043, [code('Some Date')]), text(0x0040a121, 'DA', '20200414')],
    [text(0x0040a040, 'CS', 'PNAME'), sequence(0x0040a043, [code('Somebody')]), text(0x0040a123, 'PN', 'BOOT^MAX')],
  ]),
  text(0x00090010, 'LO', 'ACME 1.0'),
  text(0x00091001, 'LO', 'private Quill'),
].sort((a, b) => a.tag - b.tag)

/** The codes that a copy names, each with its scheme. */
function codesOf(file: Part10File): readonly string[] {
  return (elementAt(file, 0x00120064)?.items ?? []).map((item) =>
    item.elements
      .slice(0, 2)
      .map((element) => textIn(file, element))
      .join('|'),
  )
}

const BEFORE = leavesOf(
  applied({
    elements: ELEMENTS,
    operations: [...new Set(pathsOf(ELEMENTS, PathNode.root()))].map((path) => ({ path, when: {}, do: 'keep', because: '' })),
    plan: { key: 'MRN0815', id: 'MRN0815' },
  }).before,
)

function pathsOf(elements: readonly Built[], place: PathNode): readonly string[] {
  return elements.flatMap((built) => {
    const isOwn = built.tag >>> 16 === 9
    const node = place.child({ tag: built.tag, creator: isOwn ? 'ACME 1.0' : undefined })
    const inside = 'items' in built ? (built.items ?? []).flatMap((item) => pathsOf(item, node)) : []
    return [node.text, ...inside]
  })
}

const DAYS = -400
const METHOD = /^\(0012,006[234]\)|^\(0028,0303\)/

function run(profile: Profile): { readonly compiled: Compiled; readonly given: Case; readonly first: ReturnType<typeof applied> } {
  const { compiled } = decidedAndCompiled(BEFORE, profile, CT)
  const given: Case = {
    elements: ELEMENTS,
    operations: compiled.operations,
    settings: compiled.settings,
    plan: { key: 'MRN0815', id: 'MRN0815', days: DAYS },
  }
  return { compiled, given, first: applied(given) }
}

function holds(check: (ran: ReturnType<typeof run>, profile: Profile) => void): void {
  fc.assert(
    fc.property(profiles, (profile) => check(run(profile), profile)),
    { numRuns: 150 },
  )
}

/** Whether an element goes with the scheme of a code, which differs from Item to Item. */
function isOfCode({ compiled }: ReturnType<typeof run>, path: string): boolean {
  return compiled.operations.some((operation) => operation.path === path && operation.withScheme === true)
}

/** What an Operation does at a path; `gone` inside a Sequence that goes. */
function fates({ compiled }: ReturnType<typeof run>): ReadonlyMap<string, string> {
  const own = new Map(compiled.operations.filter(({ do: how }) => how !== 'add').map((operation) => [operation.path, operation.do]))
  return new Map(BEFORE.map(({ path }) => [path, own.get(path) ?? 'gone']))
}

/** What a scan of the copy finds that the original did not have. */
const KNOWN_AGAIN = ['(0008,0100)', '(0008,0102)', '(0008,0104)'].map((inside) => op(`(0012,0064)[*]${inside}`, 'keep'))

const days = (date: string): number => dayNumber({ year: +date.slice(0, 4), month: +date.slice(4, 6), day: +date.slice(6, 8) })

describe('whatever Options are chosen', () => {
  it('nothing that is removed, emptied or a dummy survives anywhere in the file', () => {
    holds((ran) => {
      const file = Buffer.from(ran.first.bytes).toString('latin1')
      const fate = fates(ran)
      const staying = new Set(
        BEFORE.filter(({ path }) => !['gone', 'remove', 'empty', 'dummy'].includes(fate.get(path) ?? '')).map(({ value }) => value),
      )
      for (const { path, value } of BEFORE) {
        if (value.length < 5 || staying.has(value)) continue
        if (['gone', 'remove', 'empty', 'dummy'].includes(fate.get(path) ?? '')) expect([path, file.includes(value)]).toEqual([path, false])
      }
    })
  })

  it('nothing that is kept changes, but for the age of the very old', () => {
    holds((ran) => {
      const fate = fates(ran)
      const after = leavesOf(ran.first.after)
      for (const { path, vr, value } of BEFORE.filter(({ sequence: isSequence }) => !isSequence)) {
        if (fate.get(path) !== 'keep' || METHOD.test(path) || path.includes('(0040,0555)') || isOfCode(ran, path)) continue
        const now = after.filter((leaf) => leaf.path === path).map((leaf) => leaf.value)
        expect([path, now]).toEqual([path, now.map(() => (vr === 'AS' ? '090Y' : value))])
        expect(now.length).toBeGreaterThan(0)
      }
    })
  })

  it('a UID becomes the same one everywhere, and a date moves by the days of its patient', () => {
    holds((ran) => {
      const fate = fates(ran)
      const after = leavesOf(ran.first.after)
      const made = new Map<string, string>()
      for (const { path, value } of BEFORE) {
        const now = after.find((leaf) => leaf.path === path)?.value
        if (now === undefined) continue
        if (fate.get(path) === 'remap-uid' && value !== now) {
          expect([path, made.get(value) ?? now]).toEqual([path, now])
          made.set(value, now)
          expect(now.length).toBeLessThanOrEqual(64)
        }
        if (fate.get(path) !== 'shift-date') continue
        const dates = now.split('\\')
        for (const [index, date] of value.split('\\').entries()) {
          // What stands for no day stays, and so does nothing that is none.
          if (date === '20190230' || date === '19000101') expect([path, dates[index]]).toEqual([path, '19000101'])
          else expect([path, days(dates[index] ?? '') - days(date)]).toEqual([path, DAYS])
        }
      }
      expect(after.find(({ path }) => path === '(0010,0030)')?.value ?? '').not.toMatch(/^1960|^1959/)
    })
  })

  it('what the copy says of its dates is true', () => {
    holds(({ first, compiled }) => {
      const after = leavesOf(first.after)
      const said = after.find(({ path }) => path === '(0028,0303)')?.value
      const now = after.find(({ path }) => path === '(0008,0020)')?.value ?? ''
      if (said === 'REMOVED') expect(now).not.toMatch(/^20(?:19|20)/)
      if (said === 'MODIFIED') expect(now).not.toBe('20200411')
      expect(said).toBe(compiled.settings.longitudinal)
    })
  })

  it('every code is whole: what it was, or a dummy in all its parts', () => {
    holds(({ first }) => {
      const whole = new Set(['1|DCM', '12738006|SCT', '0|99TAGBENCH', ...codesOf(first.after)])
      const walk = (elements: readonly DataElement[]): void => {
        const valueOf = (tag: number): string | undefined =>
          textIn(
            first.after,
            elements.find((element) => element.tag === tag),
          )
        const [value, scheme, meaning] = [valueOf(0x00080100), valueOf(0x00080102), valueOf(0x00080104)]
        if (value !== undefined || scheme !== undefined) {
          expect([...whole]).toContain(`${value ?? ''}|${scheme ?? ''}`)
          if (scheme === '99TAGBENCH') expect(meaning).toBe('ANONYMIZED')
        }
        for (const element of elements) for (const item of element.items ?? []) walk(item.elements)
      }
      walk(first.after.elements)
      expect(Buffer.from(first.bytes).toString('latin1')).not.toMatch(/W3X77|99QUILL|Ward of/)
    })
  })

  it('a code of (0012,0064) is true of the instance', () => {
    const named: Readonly<Record<string, readonly string[]>> = {
      113106: ['20200411'],
      113108: ['090Y', '81.5'],
      113110: ['1.2.826.1.9001', '1.2.826.1.9003'],
      113111: ['private Quill'],
      113112: ['St Elsewhere'],
    }
    holds(({ first }) => {
      const after = leavesOf(first.after)
      const said = after.find(({ path }) => path === '(0028,0303)')?.value
      const codes = codesOf(first.after).map((one) => one.split('|')[0] ?? '')
      // The day of a calibration is device identity, and is moved where days are.
      if (codes.includes('113109')) expect(after.map(({ path }) => path)).toContain('(0018,1200)')
      if (codes.includes('113106')) expect(said).toBe('UNMODIFIED')
      if (codes.includes('113107')) expect(said).toBe('MODIFIED')
      for (const [which, values] of Object.entries(named))
        if (codes.includes(which)) expect([which, after.some(({ value }) => values.includes(value))]).toEqual([which, true])
      // Pixels are never changed here, and no text is cleaned by itself.
      for (const never of ['113101', '113102']) expect(codes).not.toContain(never)
    })
  })

  it('nobody says of pixels with text burned in that they tell of nobody, whatever is decided', () => {
    const kinds = ['keep', 'remove', 'empty', 'dummy', 'replace', 'clean'] as const
    const words = fc.constantFrom('YES', 'yes', ' Yes', 'NO', '')
    fc.assert(
      fc.property(
        fc.array(words, { minLength: 1, maxLength: 2 }),
        fc.constantFrom(...kinds),
        words,
        fc.boolean(),
        (said, how, given, isNamed) => {
          const values = said.map((value) => ({ value: value.trim(), do: 'keep' as const, ...(isNamed ? { named: true as const } : {}) }))
          const more = how === 'replace' ? { with: given } : how === 'clean' ? { values } : {}
          const outcome = apply({
            elements: said.map((value) => text(0x00280301, 'CS', value)),
            operations: [op('(0028,0301)', how, more)],
          })
          const isBurnedIn = said.some((value) => value.trim().toUpperCase() === 'YES')
          const isSeen = how === 'replace' && given === 'NO'
          if (!outcome.ok || !isBurnedIn || isSeen) return
          expect(leavesOf(outcome.value.after).find(({ path }) => path === '(0012,0062)')?.value).toBe('NO')
          expect([how, isNamed]).toEqual(['clean', true])
        },
      ),
      { numRuns: 300 },
    )
  })

  it('the same done to the copy brings nothing back and leaves what was kept', () => {
    holds((ran) => {
      const fate = fates(ran)
      const patient = leavesOf(ran.first.after).find(({ path }) => path === '(0010,0020)')?.value ?? ''
      const again = applyTo(ran.first.bytes, {
        ...ran.given,
        operations: [...ran.given.operations, ...KNOWN_AGAIN],
        plan: { key: patient, id: patient, days: DAYS },
      })
      if (!again.ok) throw new Error(again.failure.message)
      const file = Buffer.from(again.value.bytes).toString('latin1')
      for (const secret of ['QUILL', 'MRN0815', 'ACC4711', '19600305']) expect(file.includes(secret)).toBe(false)
      const after = leavesOf(again.value.after)
      const once = leavesOf(ran.first.after)
      for (const { path } of BEFORE) {
        if (fate.get(path) !== 'keep') continue
        const values = (leaves: readonly Leaf[]): readonly string[] => leaves.filter((leaf) => leaf.path === path).map(({ value }) => value)
        expect([path, values(after)]).toEqual([path, values(once)])
      }
      const method = (leaves: readonly Leaf[]): readonly string[] =>
        leaves.filter(({ path }) => METHOD.test(path)).map(({ value }) => value)
      expect(method(after)).toEqual(method(once))
    })
  })
})
