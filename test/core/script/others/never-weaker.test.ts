import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { deidTarget, kitwareTarget, posdaTarget } from '../../../../src/core/script/others/index.ts'
import { profileWith } from '../compiling.ts'
import type { CtpDataSet } from '../ctp/ctp-engine.ts'
import { byPath, instanceOf } from '../ctp/small-instance.ts'
import { exportedFor } from '../exporting-for.ts'
import { choosing, decided, picker, tree } from '../random-decisions.ts'
import { runDeid, runKitware, runPosda } from './engines.ts'
import { runs } from '../runs.ts'
import { whatBecame } from '../what-became.ts'

const SHIFTS = [undefined, { patientIds: new Map<string, string>(), dayShifts: new Map([['a', -100]]) }]
const TARGETS = [
  { name: 'pydicom/deid', target: deidTarget, file: 'deid.dicom', run: runDeid },
  { name: 'Kitware dicom-anonymizer', target: kitwareTarget, file: 'kitware-dicom-anonymizer.json', run: runKitware },
  { name: 'Posda', target: posdaTarget, file: 'posda-edits.csv', run: runPosda },
]

describe.each(TARGETS)('the export for $name, as that engine runs it', ({ target, file, run }) => {
  it('keeps nothing that is removed or changed, unless expressibility says so, and does what it says is expressed', () => {
    fc.assert(
      fc.property(tree, choosing, fc.constantFrom(...SHIFTS), (small, numbers, crosswalk) => {
        const instance = instanceOf(small)
        const pick = picker(numbers)
        const files = exportedFor(
          target,
          instance.elements,
          instance.elements.flatMap((element) => decided(element, pick)),
          { profile: profileWith([], { patientId: 'S-{n:3}' }), ...(crosswalk === undefined ? {} : { crosswalk }) },
        )
        const text = files.texts.get(file) ?? ''
        const after = byPath(run(text, instance.dataSet satisfies CtpDataSet))
        const became = whatBecame(byPath(instance.dataSet), after, files, text)
        for (const { path, before, first, row, survives, keeps, isOld, told } of became) {
          if (survives && row?.expressed !== 'no') expect(keeps || first === undefined, `survives: ${told}`).toBe(true)
          if (row?.expressed !== 'yes' || path === '(0012,0063)') continue
          if (first?.do === 'keep' && !isOld) expect(after.get(path)?.value, `lost: ${told}`).toBe(before)
          if (first?.do === 'remove') expect(after.has(path), `not removed: ${told}`).toBe(false)
          if (first?.do === 'replace') expect(after.get(path)?.value, `not replaced: ${told}`).toBe(first.with)
        }
      }),
      runs(300),
    )
  })
})
