import { generatedModule, line, type GeneratedModule } from './generated-module.ts'
import { readCsv } from './sources.ts'

const PHYSICAL = 'physical-parameters.csv'
const PHI = 'phi-found.csv'
const TCIA = 'tcia-private-tag-kb.csv.gz'

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

/** The most restrictive word first: deleted, not decided, left to what is around it, treated, kept. */
const RESTRICTIVE = ['d', '', 'na', 'h', 'o', 'oi', 'k']

function mostRestrictive(words: readonly string[]): string {
  const unknown = words.find((word) => !RESTRICTIVE.includes(word))
  if (unknown !== undefined) throw new Error(`TCIA has a new disposition ${unknown}`)
  return RESTRICTIVE.find((word) => words.includes(word)) ?? ''
}

/** `(0009,"A",10)>(0008,0050)` → its steps. */
function steps(path: string): readonly string[] {
  return path.split('>(').map((step, index) => (index === 0 ? step : `(${step}`))
}

/**
 * What TCIA decided inside Sequences. Steps that a line shares with the line before are counted, not repeated.
 * Spellings of a creator that differ in case are one path; where they or the VRs differ in the word, the most
 * restrictive holds and each VR is given.
 */
export function nestedDispositions(): GeneratedModule {
  const rows = readCsv(TCIA, ['depth', 'path', 'vr', 'name', 'disposition']).filter((row) => row.depth !== '1')
  const paths = [...Map.groupBy(rows, (row) => row.path.toUpperCase())].sort(([a], [b]) => (a < b ? -1 : 1))
  let before: readonly string[] = []
  const lines = paths.map(([key, found]) => {
    const here = steps(key)
    const differs = here.findIndex((step, index) => step !== before[index])
    const shared = differs < 0 ? here.length : differs
    before = here
    const byVr = [...Map.groupBy(found, (row) => row.vr)]
      .map(([vr, same]) => [vr, mostRestrictive(same.map((row) => row.disposition))] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1))
    const mixed = new Set(byVr.map(([, word]) => word)).size > 1
    return line([
      `${shared}${here.slice(shared).join('>')}`,
      mostRestrictive(found.map((row) => row.disposition)),
      mixed ? byVr.map(([vr, word]) => `${vr || '-'}=${word || '-'}`).join(',') : '',
      found[0]?.name.split(':').at(-1) ?? '',
    ])
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
