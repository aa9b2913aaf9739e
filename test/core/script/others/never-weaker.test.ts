import * as fc from 'fast-check'
import { capAge } from '../../../../src/core/confidentiality/age-cap.ts'
import { describe, expect, it } from 'vitest'
import { deidTarget, kitwareTarget, posdaTarget } from '../../../../src/core/script/others/index.ts'
import { profileWith } from '../compiling.ts'
import type { CtpDataSet } from '../ctp/ctp-engine.ts'
import { byPath, instanceOf } from '../ctp/small-instance.ts'
import { exportedFor } from '../exporting-for.ts'
import { choosing, decided, picker, tree } from '../random-decisions.ts'
import { runDeid, runKitware, runPosda } from './engines.ts'
import { runs } from '../runs.ts'

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
        const { operations, rows, texts } = exportedFor(
          target,
          instance.elements,
          instance.elements.flatMap((element) => decided(element, pick)),
          { profile: profileWith([], { patientId: 'S-{n:3}' }), ...(crosswalk === undefined ? {} : { crosswalk }) },
        )
        const text = texts.get(file) ?? ''
        const after = byPath(run(text, instance.dataSet satisfies CtpDataSet))
        const said = new Map(rows.map((row) => [row.path, row]))
        const left = new Set([...after.values()].flatMap((element) => (element.items === undefined ? element.value.split('\\') : [])))
        for (const [path, element] of byPath(instance.dataSet)) {
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
          if (survives && row?.expressed !== 'no') expect(keeps || first === undefined, `survives: ${told}`).toBe(true)
          if (row?.expressed !== 'yes' || path === '(0012,0063)') continue
          if (first?.do === 'keep' && !isOld) expect(after.get(path)?.value, `lost: ${told}`).toBe(element.value)
          if (first?.do === 'remove') expect(after.has(path), `not removed: ${told}`).toBe(false)
          if (first?.do === 'replace') expect(after.get(path)?.value, `not replaced: ${told}`).toBe(first.with)
        }
      }),
      runs(300),
    )
  })
})
