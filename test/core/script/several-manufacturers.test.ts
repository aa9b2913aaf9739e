import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { runDicomEdit } from '../../../src/core/script/dicomedit/engine.ts'
import { dicomEditTarget } from '../../../src/core/script/dicomedit/index.ts'
import { readDicomEdit } from '../../../src/core/script/dicomedit/read.ts'
import { deidTarget, kitwareTarget, posdaTarget } from '../../../src/core/script/others/index.ts'
import type { SmallElement } from '../../fixtures/small-inventory.ts'
import { profileWith } from './compiling.ts'
import type { CtpDataSet } from './ctp/ctp-engine.ts'
import { byPath, instanceOf, type SmallInstance } from './ctp/small-instance.ts'
import { exportedFor } from './exporting-for.ts'
import { runDeid, runKitware, runPosda } from './others/engines.ts'
import { choosing, decided, picker, tree } from './random-decisions.ts'
import { runs } from './runs.ts'

function runDicomEditText(text: string, input: CtpDataSet): CtpDataSet {
  const result = runDicomEdit(readDicomEdit(text).script, input)
  if (!result.ok) throw new Error(result.failure.message)
  return result.value
}

const TARGETS = [
  { name: 'DicomEdit', target: dicomEditTarget, file: 'dicomedit.das', run: runDicomEditText },
  { name: 'pydicom/deid', target: deidTarget, file: 'deid.dicom', run: runDeid },
  { name: 'Kitware dicom-anonymizer', target: kitwareTarget, file: 'kitware-dicom-anonymizer.json', run: runKitware },
  { name: 'Posda', target: posdaTarget, file: 'posda-edits.csv', run: runPosda },
]

describe.each(TARGETS)('one script for $name, for several manufacturers', ({ target, file, run }) => {
  it('is weaker for none of them, unless expressibility says so', () => {
    fc.assert(
      fc.property(tree, tree, choosing, (one, other, numbers) => {
        const pick = picker(numbers)
        const instances = [
          { manufacturer: 'GE', instance: instanceOf(one) },
          { manufacturer: 'PICKER', instance: instanceOf(other) },
        ]
        const elements = merged(instances)
        const decisions = elements.flatMap((element) => {
          const scope = pick([{}, {}, { manufacturer: 'GE' }])
          const own = decided(element, pick).map((decision) => ({ ...decision, scope }))
          const more =
            pick([0, 1]) === 0 ? [] : decided(element, pick).map((decision) => ({ ...decision, scope: { manufacturer: 'PICKER' } }))
          return [...own, ...more]
        })
        const { operations, rows, texts } = exportedFor(target, elements, decisions, { profile: profileWith([], { patientId: 'S-{n:3}' }) })
        const said = new Map(rows.map((row) => [row.path, row]))
        for (const { manufacturer, instance } of instances) {
          const after = byPath(run(texts.get(file) ?? '', instance.dataSet))
          const left = new Set([...after.values()].flatMap((element) => (element.items === undefined ? element.value.split('\\') : [])))
          for (const [path, element] of byPath(instance.dataSet)) {
            if (element.items !== undefined || said.get(path)?.expressed === 'no') continue
            const [first] = operations.filter(
              ({ path: of, do: how, when }) => of === path && how !== 'add' && (when.manufacturer ?? manufacturer) === manufacturer,
            )
            const survives = path.endsWith('")') ? after.has(path) : left.has(element.value)
            // Times stay when dates move.
            const isTime = path.endsWith('(0008,0030)') && first?.do === 'shift-date' && /^[\d\\]*$/.test(element.value)
            const keeps =
              isTime ||
              first?.do === 'keep' ||
              first?.values?.some((value) => value.do === 'keep' && value.value === element.value) === true
            if (survives)
              expect(keeps, `${manufacturer} ${path} ${first?.do ?? 'gone'} ${JSON.stringify(said.get(path))}\n${texts.get(file)}`).toBe(
                true,
              )
          }
        }
      }),
      runs(200),
    )
  })
})

/** One inventory of instances of several manufacturers. */
function merged(instances: readonly { readonly manufacturer: string; readonly instance: SmallInstance }[]): readonly SmallElement[] {
  const byName = new Map<string, SmallElement & { equipment: { manufacturer: string }[] }>()
  for (const { manufacturer, instance } of instances)
    for (const element of instance.elements) {
      const known = byName.get(element.path)
      const values = [...new Set([...(known?.values ?? []), ...(element.values ?? [])])]
      byName.set(element.path, { ...element, values, equipment: [...(known?.equipment ?? []), { manufacturer }] })
    }
  return [...byName.values()]
}
