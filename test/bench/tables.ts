import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'vite'

/**
 * What it costs to load and index the reference tables, as a ratio against `JSON.parse` of the same rows. Both happen
 * once in a process and are measured cold. The modules are built first, as they ship: without that the time would be
 * Node's stripping of types from a megabyte of text.
 * Run: `node test/bench/tables.ts`
 */
const CORE = join(import.meta.dirname, '..', '..', 'src', 'core')

/** Any accessors of a built module; the bench calls them by name. */
type Accessors = Readonly<Record<string, (...args: readonly unknown[]) => unknown>>

interface Step {
  readonly name: string
  /** Modules below `src/core`, with first calls that make them index. */
  readonly modules: readonly { readonly file: string; readonly calls: readonly (readonly [string, ...unknown[]])[] }[]
}

const STEPS: readonly Step[] = [
  {
    name: 'PS3.6 and private VRs (every worker)',
    modules: [
      { file: 'dictionary/data-dictionary', calls: [['vrOf', 0x00100020]] },
      {
        file: 'dictionary/private-dictionary',
        calls: [
          ['lookupPrivate', 'GEMS_IDEN_01', 0x0009, 0x30],
          ['lookupPrivate', 'SIEMENS CSA HEADER', 0x0029, 0x10],
        ],
      },
    ],
  },
  { name: 'UID registry', modules: [{ file: 'dictionary/uid-registry', calls: [['lookupUid', '1.2.840.10008.1.2']] }] },
  {
    name: 'IOD types',
    modules: [
      {
        file: 'dictionary/iod-types',
        calls: [
          ['attributeTypes', '1.2.840.10008.5.1.4.1.1.2', [0x00100020]],
          ['attributeTypes', '1.2.840.10008.5.1.4.1.1.4.1', [0x00100020]],
        ],
      },
    ],
  },
  {
    name: 'Annex E',
    modules: [
      { file: 'confidentiality/table-e11', calls: [['tableE11', 0x00100020]] },
      { file: 'confidentiality/safe-private', calls: [['safePrivate', 'Philips PET Private Group', 0x7053, 0]] },
      { file: 'confidentiality/structured-content', calls: [['contentItemRule', '121022', 'DCM', 'TEXT']] },
    ],
  },
  {
    name: 'Knowledge',
    modules: [
      { file: 'knowledge/physical-parameters', calls: [['physicalParameter', 0x00180050]] },
      { file: 'knowledge/nested-dispositions', calls: [['nestedDisposition', '(0008,1110)[*](2001,"Philips Imaging DD 001",C1)']] },
    ],
  },
]

/** Milliseconds of one run. */
async function timed(work: () => unknown): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

/** The rows of a module's table as JSON: an array of arrays of text. */
function asJson(file: string): string {
  const text = readFileSync(join(CORE, `${file}.generated.ts`), 'utf8')
  const rows = [...text.matchAll(/: string = `([^`]*)`/g)].flatMap((table) => (table[1] ?? '').split('\n'))
  return JSON.stringify(rows.map((row) => row.split('|')))
}

const outDir = mkdtempSync(join(tmpdir(), 'tables-'))
try {
  const files = STEPS.flatMap((step) => step.modules.map((module) => module.file))
  await build({
    configFile: false,
    logLevel: 'silent',
    build: {
      ssr: true,
      minify: false,
      outDir,
      rollupOptions: {
        input: Object.fromEntries(files.map((file) => [file, join(CORE, `${file}.ts`)])),
        output: { entryFileNames: '[name].mjs', chunkFileNames: '[name].mjs' },
      },
    },
  })
  let total = 0
  let totalJson = 0
  for (const { name, modules } of STEPS) {
    const cost = await timed(async () => {
      for (const { file, calls } of modules) {
        const accessors = (await import(pathToFileURL(join(outDir, `${file}.mjs`)).href)) as Accessors
        for (const [call, ...args] of calls) accessors[call]?.(...args)
      }
    })
    const tables = modules.map((module) => asJson(module.file))
    const json = await timed(() => tables.map((table) => JSON.parse(table) as unknown))
    total += cost
    totalJson += json
    process.stdout.write(`${name}: ${cost.toFixed(1)} ms, ${(cost / json).toFixed(1)} times JSON.parse of the same rows\n`)
  }
  process.stdout.write(`together: ${total.toFixed(1)} ms, ${(total / totalJson).toFixed(1)} times JSON.parse\n`)
} finally {
  rmSync(outDir, { recursive: true, force: true })
}
