import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dicomEditTarget } from '../../../../src/core/script/dicomedit/dicomedit-target.ts'
import { runDicomEdit } from '../../../../src/core/script/dicomedit/engine.ts'
import { readDicomEdit } from '../../../../src/core/script/dicomedit/read.ts'
import { profileWith } from '../compiling.ts'
import { byPath, instanceOf } from '../ctp/small-instance.ts'
import { exportedFor } from '../exporting-for.ts'
import { choosing, decided, picker, tree } from '../random-decisions.ts'
import { runs } from '../runs.ts'
import { whatBecame } from '../what-became.ts'

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
        const files = exportedFor(
          dicomEditTarget,
          instance.elements,
          instance.elements.flatMap((element) => decided(element, pick)),
          { profile: profileWith([], { ...set, patientId: 'S-{n:3}' }), ...(crosswalk === undefined ? {} : { crosswalk }) },
        )
        const text = files.texts.get('dicomedit.das') ?? ''
        const { script, notes } = readDicomEdit(text)
        expect(
          notes.filter((note) => note.severity === 'fault'),
          text,
        ).toEqual([])
        const run = runDicomEdit(script, instance.dataSet)
        expect(run.ok, text).toBe(true)
        if (!run.ok) return
        const [before, after] = [byPath(instance.dataSet), byPath(run.value)]
        for (const { path, before: value, first, row, survives, keeps, isOld, told } of whatBecame(before, after, files, text)) {
          if (survives) expect(keeps, `survives: ${told}`).toBe(true)
          if (row?.expressed !== 'yes' || path === '(0012,0063)') continue
          if (first?.do === 'keep' && !isOld) expect(after.get(path)?.value.startsWith(value), `lost: ${told}`).toBe(true)
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
