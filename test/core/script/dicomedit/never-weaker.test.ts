import * as fc from 'fast-check'
import { capAge } from '../../../../src/core/confidentiality/age-cap.ts'
import { describe, expect, it } from 'vitest'
import { dicomEditTarget } from '../../../../src/core/script/dicomedit/dicomedit-target.ts'
import { runDicomEdit } from '../../../../src/core/script/dicomedit/engine.ts'
import { readDicomEdit } from '../../../../src/core/script/dicomedit/read.ts'
import { profileWith } from '../compiling.ts'
import { byPath, instanceOf } from '../ctp/small-instance.ts'
import { exportedFor } from '../exporting-for.ts'
import { choosing, decided, picker, tree } from '../random-decisions.ts'
import { runs } from '../runs.ts'

const SHIFTS = [
  undefined,
  {
    patientIds: new Map<string, string>(),
    dayShifts: new Map([
      ['a', -100],
      ['b', -100],
    ]),
  },
]
const settings = fc.record({
  emptiedCreators: fc.constantFrom('drop' as const, 'keep' as const),
  unlisted: fc.constantFrom('by-kind' as const, 'delete' as const),
})

describe('the exported DicomEdit script, as DicomEdit runs it', () => {
  it('keeps to the grammar, keeps nothing that is removed or changed, and does what it says is expressed', () => {
    fc.assert(
      fc.property(tree, choosing, settings, fc.constantFrom(...SHIFTS), (small, numbers, set, crosswalk) => {
        const instance = instanceOf(small)
        const pick = picker(numbers)
        const { operations, rows, texts } = exportedFor(
          dicomEditTarget,
          instance.elements,
          instance.elements.flatMap((element) => decided(element, pick)),
          { profile: profileWith([], { ...set, patientId: 'S-{n:3}' }), ...(crosswalk === undefined ? {} : { crosswalk }) },
        )
        const text = texts.get('dicomedit.das') ?? ''
        const { script, notes } = readDicomEdit(text)
        expect(
          notes.filter((note) => note.severity === 'fault'),
          text,
        ).toEqual([])
        const run = runDicomEdit(script, instance.dataSet)
        expect(run.ok, text).toBe(true)
        if (!run.ok) return
        const [before, after] = [byPath(instance.dataSet), byPath(run.value)]
        const said = new Map(rows.map((row) => [row.path, row]))
        const left = new Set([...after.values()].flatMap((element) => (element.items === undefined ? element.value.split('\\') : [])))
        for (const [path, element] of before) {
          if (element.items !== undefined) continue
          const [first] = operations.filter(({ path: of, do: how }) => of === path && how !== 'add')
          const row = said.get(path)
          const told = `${path} ${first?.do ?? 'gone'} ${JSON.stringify(row)}\n${text}`
          const token = /SECRET\d+X/.exec(element.value)?.[0]
          const shows = (value: string): boolean =>
            token === undefined ? element.value.split('\\').includes(value) : value.includes(token)
          const survives = path.endsWith('")') ? after.has(path) : [...left].some(shows)
          // Times stay when dates move; an age of 90 years and more never stays.
          const isTime = path.endsWith('(0008,0030)') && first?.do === 'shift-date' && /^[\d\\]*$/.test(element.value)
          const isOld = path.endsWith('(0010,1010)') && capAge(element.value) !== undefined
          const keeps =
            isTime ||
            (first?.do === 'keep' && !isOld) ||
            first?.values?.some((value) => value.do === 'keep' && value.value === element.value) === true
          if (survives) expect(keeps, `survives: ${told}`).toBe(true)
          if (row?.expressed !== 'yes' || path === '(0012,0063)') continue
          if (first?.do === 'keep' && !isOld) expect(after.get(path)?.value.startsWith(element.value), `lost: ${told}`).toBe(true)
          if (first?.do === 'empty') expect(after.get(path)?.value, `not emptied: ${told}`).toBe('')
          if (first?.do === 'remove') expect(after.has(path), `not removed: ${told}`).toBe(false)
          if (first?.do === 'replace') expect(after.get(path)?.value, `not replaced: ${told}`).toBe(first.with)
        }
        for (const path of after.keys()) expect(path, 'an orphan').not.toContain('"?"')
        expect(after.get('(0012,0062)')?.value).toBe('YES')
      }),
      runs(500),
    )
  })
})
