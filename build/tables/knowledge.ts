import { generatedModule, line, type GeneratedModule } from './generated-module.ts'
import { readCsv } from './sources.ts'
import { disposition, TCIA, tciaRows } from './tcia.ts'

const PHYSICAL = 'physical-parameters.csv'
const PHI = 'phi-found.csv'

/** Public elements that may stay because of what they are. */
export function physicalParameters(): GeneratedModule {
  const rows = readCsv(PHYSICAL, ['tag', 'kind', 'kept_by'])
  return generatedModule(
    'src/core/knowledge/physical-parameters.generated.ts',
    [PHYSICAL],
    [
      {
        constant: 'PHYSICAL_PARAMETERS',
        about: 'tag|kind|the procedures that keep it',
        lines: rows.map((row) => line([row.tag, row.kind, row.kept_by.replaceAll('|', ' ')])),
      },
    ],
  )
}

/** Elements in which identities were found. */
export function phiFound(): GeneratedModule {
  const rows = readCsv(PHI, ['path', 'frequency'])
  return generatedModule(
    'src/core/knowledge/phi-found.generated.ts',
    [PHI],
    [{ constant: 'PHI_FOUND', about: 'path|number of findings', lines: rows.map((row) => line([row.path, row.frequency])) }],
  )
}

/** `(0009,"A",10)>(0008,0050)` → its steps. */
function steps(path: string): readonly string[] {
  return path.split('>(').map((step, index) => (index === 0 ? step : `(${step}`))
}

/**
 * What TCIA decided inside Sequences. Steps that a line shares with the line before are counted, not repeated.
 * Spellings of a creator that differ in case are one path.
 */
export function nestedDispositions(): GeneratedModule {
  const rows = tciaRows().filter((row) => row.depth !== '1')
  const paths = [...Map.groupBy(rows, (row) => row.path.toUpperCase())].sort(([a], [b]) => (a < b ? -1 : 1))
  let before: readonly string[] = []
  const lines = paths.map(([key, found]) => {
    const here = steps(key)
    const differs = here.findIndex((step, index) => step !== before[index])
    const shared = differs < 0 ? here.length : differs
    before = here
    const { word, byVr } = disposition(found)
    return line([`${shared}${here.slice(shared).join('>')}`, word, byVr, found[0]?.name.split(':').at(-1) ?? ''])
  })
  return generatedModule(
    'src/core/knowledge/nested-dispositions.generated.ts',
    [TCIA],
    [
      {
        constant: 'NESTED_DISPOSITIONS',
        about: 'steps shared with the line before, then the others|TCIA disposition|the same by VR|name',
        lines,
      },
    ],
  )
}
