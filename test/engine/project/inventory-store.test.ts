import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import { EVIDENCE_RULES, valueEvidence } from '../../../src/core/annotation/value-evidence.ts'
import { createInventoryStore, type InventoryStore, type StoredValue } from '../../../src/engine/project/inventory-store.ts'
import { splitRuns } from '../../../src/engine/project/value-runs.ts'
import { createPackedValues } from '../../../src/engine/project/packed-values.ts'
import { inventoryTables } from '../../../src/engine/project/inventory-schema.ts'
import { finished } from '../../../src/core/in-steps.ts'
import { valueSearch } from '../../../src/engine/project/find-values.ts'
import { openProject, type Project } from '../../../src/engine/project/project.ts'
import type { ValuePage } from '../../../src/engine/project/value-page.ts'
import { unknownMark } from '../../../src/core/inventory/written-as-unknown.ts'
import { countedInventory, fold, someFiles, SOMEWHERE, textValue, type FileNotes } from '../../fixtures/partial-inventories.ts'

const open: Project[] = []

function newProject(): Project {
  return openAt(join(mkdtempSync(join(tmpdir(), 'tagbench-')), 'project'))
}

function openAt(dir: string, lookOnly = false): Project {
  const opened = openProject(dir, { create: true, lookOnly })
  if (!opened.ok) throw new Error(opened.failure.message)
  open.push(opened.value)
  return opened.value
}

afterEach(() => {
  for (const project of open.splice(0)) project.close()
})

/**
 * Has a scan find and read these files, which are called `0`, `1` …, all at once or in two parts.
 * @param fewest values of a path that come in as a run
 */
function scan(store: InventoryStore, files: readonly FileNotes[], split = files.length, mtime = 1, fewest = 8): void {
  store.beginScan()
  store.files.note(files.map((_, index) => ({ path: String(index), size: 1, mtime, reason: '' })))
  store.files.settle()
  const pending = store.files.pending(0, 1000)
  for (const part of [pending.slice(0, split), pending.slice(split)]) {
    const notes = part.map((file) => files[Number(file.path)] ?? { context: SOMEWHERE, met: [], creators: [] })
    const partial = fold(notes)
    const contextOf = (each: FileNotes): number =>
      partial.contexts.findIndex((context) => JSON.stringify(context) === JSON.stringify(each.context))
    const outcomes = part.map(({ id }, index) => ({
      id,
      kind: 'instance' as const,
      reason: '',
      context: contextOf(notes[index] ?? { context: SOMEWHERE, met: [], creators: [] }),
      sopInstance: `1.${id}`,
      size: 1,
      mtime,
    }))
    store.absorbAll([{ ...splitRuns(partial, fewest), files: outcomes }])
  }
  store.endScan()
}

const file = (path: string, value: string, context = SOMEWHERE): FileNotes => ({
  context,
  met: [{ path, value: textValue(value) }],
  creators: [],
})

const lowerAscii = (text: string): string => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase())

/** A file in which the patient's name stands in another element, too. */
const TELLING: FileNotes = {
  context: SOMEWHERE,
  met: [
    { path: '(0010,0010)', value: textValue('ROSENBAUM^ADA', 'PN') },
    { path: '(0008,103E)', value: textValue('Knee of Rosenbaum') },
  ],
  creators: [],
}

describe('The inventory in the project', () => {
  it('says the same as counting all files one by one, however they come in', () => {
    fc.assert(
      fc.property(someFiles, fc.nat(8), fc.constantFrom(1, 2, 8), (files, split, fewest) => {
        const store = createInventoryStore(newProject())
        scan(store, files, split, 1, fewest)
        const counted = countedInventory(files)
        expect(store.elements()).toEqual(counted.elements())
        for (const { path } of counted.elements())
          expect(store.values(path)).toEqual(counted.values(path).map((value) => ({ ...value, firstSeen: 1 })))
        open.splice(0).forEach((project) => project.close())
      }),
      { numRuns: 60 },
    )
  })

  it('says in which SOP Classes no module binds an element, also when it is opened again', () => {
    const structureSet = '1.2.840.10008.5.1.4.1.1.481.3'
    const project = newProject()
    scan(createInventoryStore(project), [file('(300E,0008)', 'A', { ...SOMEWHERE, sopClass: structureSet })])
    const unbound = (of: Project): unknown => createInventoryStore(of).elements()[0]?.unbound
    expect(unbound(project)).toEqual([structureSet])
    open.splice(0).forEach((each) => each.close())
    expect(unbound(openAt(project.dir))).toEqual([structureSet])
  })

  it('leaves out the values that hold a text, for who passes over them', () => {
    const store = createInventoryStore(newProject())
    scan(
      store,
      ['1', '1.5', '2', '.', '10', ''].map((text) => file('(0020,0032)', text)),
    )
    expect([...store.plain.values('(0020,0032)', '.')].map(({ value }) => value)).toEqual(['', '1', '10', '2'])
    expect([...store.plain.values('(0020,0032)')]).toHaveLength(6)
  })

  it('keeps texts of whatever characters as they are, whether they come in one by one or as a run', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.string({ unit: 'binary' }), { minLength: 1, maxLength: 20 }),
        fc.constantFrom(1, 8),
        (texts, fewest) => {
          const store = createInventoryStore(newProject())
          scan(
            store,
            texts.map((text) => file('(0008,103E)', text)),
            texts.length,
            1,
            fewest,
          )
          expect(new Set(store.values('(0008,103E)').map(({ value }) => value))).toEqual(new Set(texts))
          open.splice(0).forEach((project) => project.close())
        },
      ),
      { numRuns: 60 },
    )
  })

  it('takes in nothing of what it has no room for, and all of it once there is room', () => {
    const project = newProject()
    const store = createInventoryStore(project)
    // More characters than go into the pages that are left.
    const files = Array.from({ length: 60 }, (_, index) => file('(0008,103E)', `${index} ${'.'.repeat(1000)}`))
    const before = project.db.prepare('PRAGMA page_count').get()?.['page_count']
    project.db.exec(`PRAGMA max_page_count = ${Number(before) + 2}`)
    expect(() => scan(store, files)).toThrow(/full/)
    expect(store.values('(0008,103E)')).toEqual([])
    expect(store.elements()).toEqual([])
    expect(store.files.pendingCount()).toBe(files.length)
    project.db.exec('PRAGMA max_page_count = 100000')
    scan(store, files)
    expect(store.values('(0008,103E)').map(({ value }) => value)).toEqual(
      countedInventory(files)
        .values('(0008,103E)')
        .map(({ value }) => value),
    )
    expect(store.files.pendingCount()).toBe(0)
  })

  it('gives the values of an element page by page, and those that hold a text, in the order of all of them', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'B', 'b', 'é', '%', '_', '\\', "'"), maxLength: 4 })
    fc.assert(
      fc.property(
        fc.uniqueArray(text, { minLength: 1, maxLength: 25 }),
        fc.string({ unit: fc.constantFrom('a', 'b', 'B', '%', '_', '\\'), maxLength: 2 }),
        fc.integer({ min: 1, max: 7 }),
        (texts, search, limit) => {
          const store = createInventoryStore(newProject())
          scan(
            store,
            texts.map((each) => file('(0008,103E)', each)),
          )
          const wanted = store.values('(0008,103E)').filter(({ value }) => lowerAscii(value).includes(lowerAscii(search)))
          const found: StoredValue[] = []
          for (let after: ValuePage['next'], isFirst = true; isFirst || after !== undefined; isFirst = false) {
            const page = store.valuePage('(0008,103E)', { search, after, limit })
            expect(page?.total).toBe(wanted.length)
            expect(page?.values.length).toBeLessThanOrEqual(limit)
            found.push(...(page?.values ?? []))
            after = page?.next
          }
          expect(found).toEqual(wanted)
          open.splice(0).forEach((project) => project.close())
        },
      ),
      { numRuns: 60 },
    )
  })

  it('has no page of an element that is not there', () => {
    const store = createInventoryStore(newProject())
    scan(store, [file('(0008,103E)', 'x')])
    expect(store.valuePage('(0008,1030)', { search: '', after: undefined, limit: 10 })).toBeUndefined()
  })

  it('finds an element in whatever spelling of its creator', () => {
    const store = createInventoryStore(newProject())
    scan(store, [{ ...file('(0009,"ACME 1.1",01)', 'x'), creators: ['Acme 1.1'] }])
    expect(store.elements().map((element) => element.path)).toEqual(['(0009,"Acme 1.1",01)'])
    expect(store.values('(0009,"acme 1.1",01)')).toHaveLength(1)
  })

  it('says which elements some file writes as UN, as long as one does', () => {
    const store = createInventoryStore(newProject())
    const marked = { ...file('(0010,0010)', 'X'), creators: [unknownMark('(0010,0010)')] }
    scan(store, [marked, file('(0008,1030)', 'Y')])
    const under = (): readonly string[] => store.elements().flatMap((one) => (one.writtenAsUnknown === true ? [one.path] : []))
    expect(under()).toEqual(['(0010,0010)'])
    scan(store, [])
    expect(under()).toEqual([])
  })

  it('counts patients and series that a file names, and no others', () => {
    const store = createInventoryStore(newProject())
    scan(store, [file('(0008,0060)', 'CT'), file('(0008,0060)', 'CT', { ...SOMEWHERE, patient: '', series: '' })])
    expect(store.elements()[0]).toMatchObject({ files: 2, series: 1, patients: 1 })
    expect(store.counts()).toMatchObject({ files: 2, instances: 2, patients: 1, series: 1, elements: 1, values: 1 })
  })

  it('keeps apart values that differ in VR only', () => {
    const store = createInventoryStore(newProject())
    scan(store, [file('(0008,0060)', 'x'), { ...file('(0008,0060)', 'x'), met: [{ path: '(0008,0060)', value: textValue('x', 'UN') }] }])
    expect(store.elements()[0]).toMatchObject({ vrs: ['LO', 'UN'], distinctValues: 2 })
  })

  it('takes texts as they are, with NULs and quotes in them', () => {
    const store = createInventoryStore(newProject())
    const odd = 'a\u0000b\'"\\\u{1F600}'
    scan(store, [file('(0008,0060)', odd)])
    expect(store.values('(0008,0060)')[0]?.value).toBe(odd)
  })

  it('is still there when the project is opened again, also to look only', () => {
    const project = newProject()
    scan(createInventoryStore(project), [file('(0008,0060)', 'CT')])
    const before = createInventoryStore(project).elements()
    project.close()
    open.splice(0)
    const again = createInventoryStore(openAt(project.dir))
    expect(again.elements()).toEqual(before)
    const looking = createInventoryStore(openAt(project.dir, true))
    expect(looking.elements()).toEqual(before)
    expect(looking.values('(0008,0060)')).toHaveLength(1)
    expect([...looking.scannedFiles()]).toHaveLength(1)
  })

  it('is empty to look at before the first scan', () => {
    const project = newProject()
    project.close()
    open.splice(0)
    const store = createInventoryStore(openAt(project.dir, true))
    expect(store.elements()).toEqual([])
    expect(store.counts()).toMatchObject({ files: 0 })
  })

  it('is one for whoever asks, and never says what is no longer so', () => {
    const project = newProject()
    const early = createInventoryStore(project)
    expect(early.elements()).toEqual([])
    scan(createInventoryStore(project), [file('(0008,0060)', 'CT')])
    expect(early.elements()).toHaveLength(1)
  })

  it('keeps the inventory of the copy apart from that of the collection', () => {
    const project = newProject()
    scan(createInventoryStore(project), [file('(0008,0060)', 'CT')])
    scan(createInventoryStore(project, 'output'), [file('(0008,0070)', 'ACME')])
    expect(
      createInventoryStore(project)
        .elements()
        .map((element) => element.path),
    ).toEqual(['(0008,0060)'])
    expect(
      createInventoryStore(project, 'output')
        .elements()
        .map((element) => element.path),
    ).toEqual(['(0008,0070)'])
  })

  it('knows which paths the latest scan saw first', () => {
    const store = createInventoryStore(newProject())
    scan(store, [file('(0008,0060)', 'CT')])
    expect(store.isNew('(0008,0060)')).toBe(false)
    scan(store, [file('(0008,0060)', 'CT'), file('(0008,0070)', 'ACME')])
    expect(store.scanCount).toBe(2)
    expect([store.firstSeen('(0008,0060)'), store.firstSeen('(0008,0070)'), store.firstSeen('(0008,0080)')]).toEqual([1, 2, 0])
    expect([store.isNew('(0008,0060)'), store.isNew('(0008,0070)')]).toEqual([false, true])
  })

  it('forgets whole what no file says any more', () => {
    const project = newProject()
    const store = createInventoryStore(project)
    scan(store, [file('(0008,0060)', 'CT'), file('(0010,0010)', 'DOE^JANE')])
    scan(store, [file('(0008,0060)', 'CT')])
    expect(store.elements().map((element) => element.path)).toEqual(['(0008,0060)'])
    expect(project.db.prepare('SELECT count(*) AS n FROM collection_value').get()?.['n']).toBe(1)
  })

  it('keeps what values look like, as looking at all of them finds it, after every scan', () => {
    fc.assert(
      fc.property(someFiles, someFiles, (files, later) => {
        const project = newProject()
        for (const [time, found] of [files, later].entries()) {
          scan(createInventoryStore(project), [...found, TELLING], 1, time)
          const evidence = createInventoryStore(project).evidence()
          expect(evidence).toEqual(valueEvidence(countedInventory([...found, TELLING])))
          expect(evidence.get('(0008,103E)')).toContain('identity-overlap')
        }
        open.splice(0).forEach((each) => each.close())
      }),
      { numRuns: 30 },
    )
  })

  it('takes what values look like from the project, to look only too, and finds it anew by other rules', () => {
    const project = newProject()
    scan(createInventoryStore(project), [TELLING])
    const evidence = createInventoryStore(project).evidence()
    // Not what the values say, so that it is seen where it comes from.
    const kept = (rules: number): string => JSON.stringify({ rules, flags: [['(0008,103E)', ['uid-like']]] })
    const change = (rules: number): void => {
      project.db.prepare("UPDATE collection_note SET text = ? WHERE key = 'evidence'").run(kept(rules))
    }
    const opened = (): InventoryStore => createInventoryStore(openAt(project.dir, true))
    change(EVIDENCE_RULES)
    expect(opened().evidence()).toEqual(new Map([['(0008,103E)', ['uid-like']]]))
    change(EVIDENCE_RULES + 1)
    expect(opened().evidence()).toEqual(evidence)
  })

  it('lists the values first that overlap an identity, then the commonest', () => {
    fc.assert(
      fc.property(someFiles, fc.integer({ min: 1, max: 5 }), (files, limit) => {
        const found = [...files, TELLING]
        const store = createInventoryStore(newProject())
        scan(store, found, 1)
        const counted = countedInventory(found)
        for (const { path } of counted.elements()) {
          const overlaps = ({ value }: { readonly value: string }): boolean => /rosenbaum/i.test(value)
          const all = counted.values(path).map((value) => ({ ...value, firstSeen: 1, overlaps: overlaps(value) }))
          const inOrder = all.toSorted((a, b) => Number(b.overlaps) - Number(a.overlaps) || b.files - a.files)
          expect(store.tellingValues(path, limit)).toEqual(inOrder.slice(0, limit))
          expect(store.tellingValues(path, Number.POSITIVE_INFINITY)).toEqual(inOrder)
        }
        open.splice(0).forEach((project) => project.close())
      }),
      { numRuns: 40 },
    )
  })

  it('has the first of very many values ready, the same as are read from all, until a scan changes them', () => {
    const project = newProject()
    const store = createInventoryStore(project)
    const met = (values: number): FileNotes['met'] =>
      Array.from({ length: values }, (_, index) => ({ path: '(0008,103E)', value: textValue(`series ${index} \u0000'"\\`) }))
    const odd: FileNotes = { context: SOMEWHERE, met: [...met(25_000), ...TELLING.met], creators: [] }
    const common: FileNotes = { context: SOMEWHERE, met: met(30).slice(20), creators: [] }
    scan(store, [odd, common, TELLING])
    const kept = (): number => Number(project.db.prepare('SELECT count(*) AS n FROM collection_telling').get()?.['n'])
    expect(kept()).toBe(1)
    const ready = store.tellingValues('(0008,103E)', 200)
    expect(ready.slice(0, 12).map(({ files, overlaps }) => [files, overlaps])).toEqual([
      [2, true],
      ...Array.from({ length: 10 }, () => [2, false]),
      [1, false],
    ])
    expect(ready).toEqual(store.tellingValues('(0008,103E)', 20_000).slice(0, 200))
    expect(store.tellingValues('(0008,103E)', 30_000)).toHaveLength(25_001)
    scan(store, [{ ...odd, met: met(10) }, common, TELLING], 3, 2)
    expect(kept()).toBe(0)
    expect(store.tellingValues('(0008,103E)', 200)).toHaveLength(21)
  })

  /** Found by the database, and the same by a search that has the values at hand. */
  function pathsWith(project: Project, store: InventoryStore, text: string): ReadonlySet<string> {
    const found = valueSearch(project, store.elements()).find(text)
    const other = valueSearch(project, [...store.elements()])
    finished(other.makeReady())
    expect(other.find(text)).toEqual(found)
    return found
  }

  it('finds the elements with a value that holds a text, also while a scan is under way', () => {
    const values = fc.constantFrom('', '1.2.840.10008', '12.5', '100%', 'a_b', 'Knee', 'KNIE', 'Ödem', '山田', '\\', 'x'.repeat(40))
    const files = fc.array(fc.array(fc.tuple(fc.constantFrom('(0008,0060)', '(0008,103E)', '(0020,0010)'), values), { maxLength: 4 }), {
      maxLength: 4,
    })
    const needle = fc.constantFrom('', '1', '1.2', 'kn', 'E', '%', '_', '\\', 'ö', 'Ö', '山', 'xxx', '840.1', ' ')
    fc.assert(
      fc.property(files, files, needle, (first, later, text) => {
        const project = newProject()
        const notes = (found: typeof first): FileNotes[] =>
          found.map((met) => ({ context: SOMEWHERE, met: met.map(([path, value]) => ({ path, value: textValue(value) })), creators: [] }))
        const holding = (found: typeof first): string[] =>
          [...new Set(found.flat().flatMap(([path, value]) => (lowerAscii(value).includes(lowerAscii(text)) ? [path] : [])))].sort()
        const store = createInventoryStore(project)
        for (const [time, found] of [first, later].entries()) {
          scan(store, notes(found), 2, time)
          expect([...pathsWith(project, store, text)].sort()).toEqual(holding(found))
        }
        store.files.note([])
        store.files.settle()
        expect(pathsWith(project, store, text)).toEqual(new Set())
        open.splice(0).forEach((each) => each.close())
      }),
      // Of a path that is read by itself the empty value, too.
      { numRuns: 60, examples: [[[], [[['(0008,0060)', '']]], '']] },
    )
  })

  it('tells how far values reach by what is there then, though they were made ready while a scan went on', () => {
    const project = newProject()
    const store = createInventoryStore(project)
    const of = (value: string): FileNotes => ({
      context: SOMEWHERE,
      met: [{ path: '(0008,103E)', value: textValue(value) }],
      creators: [],
    })
    scan(store, [of('a'), of('a'), of('b')], 1)
    for (let before = 0; before < 6; before++) {
      const steps = store.prepareValues()
      for (let step = 0; step < before; step++) steps.next()
      scan(store, [of('a'), of('b'), of(`c${before}`)], 1, before + 2)
      finished(steps)
      expect(store.values('(0008,103E)').map(({ value, files }) => [value, files])).toEqual([
        ['a', 1],
        ['b', 1],
        [`c${before}`, 1],
      ])
      scan(store, [of('a'), of('a'), of('b')], 1, before + 100)
    }
  })

  it('has the values at hand after the first search, of elements with very many as of few', () => {
    const project = newProject()
    const store = createInventoryStore(project)
    const long = `${'y'.repeat(5000)} end of it`
    const met = [
      ...Array.from({ length: 12_000 }, (_, index) => ({ path: '(0008,0018)', value: textValue(`1.2.${index}`) })),
      ...Array.from({ length: 300 }, (_, index) => ({ path: '(0008,103E)', value: textValue(`${index} ${long}`) })),
      { path: '(0008,0060)', value: textValue('MR') },
      { path: '(0010,0010)', value: textValue('Lastname^Mr') },
    ]
    scan(store, [{ context: SOMEWHERE, met, creators: [] }])
    const packed = createPackedValues(project.db, inventoryTables('collection'))
    expect(packed.find('mr')).toBeUndefined()
    finished(packed.pack())
    const found = (text: string): readonly string[] => [...(packed.find(text) ?? [])].sort()
    expect(found('MR')).toEqual(['(0008,0060)', '(0010,0010)'])
    expect(found('1.2.11999')).toEqual(['(0008,0018)'])
    expect(found('299 yy')).toEqual(['(0008,103E)'])
    expect(found('end of it')).toEqual(['(0008,103E)'])
    // One value's end is not the begin of another.
    expect(found('it1')).toEqual([])
    expect(found('mrl')).toEqual([])
  })

  it('writes a partial with its files, or neither', () => {
    const store = createInventoryStore(newProject())
    store.beginScan()
    store.files.note([{ path: '0', size: 1, mtime: 1, reason: '' }])
    store.files.settle()
    const broken = { id: 1, kind: undefined as never, reason: null as never, context: -1, sopInstance: '', size: 1, mtime: 1 }
    expect(() => store.absorb(fold([file('(0008,0060)', 'CT')]), [broken])).toThrow()
    expect(store.elements()).toEqual([])
    expect(store.files.pendingCount()).toBe(1)
    const whole = { ...broken, kind: 'instance' as const, reason: '', context: 0 }
    store.absorb(fold([file('(0008,0060)', 'CT')]), [whole])
    expect(store.elements()[0]).toMatchObject({ files: 1 })
  })
})
