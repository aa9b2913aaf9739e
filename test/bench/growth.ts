import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { acceptedProject, asShipped } from './as-shipped.ts'
import { makeCollection } from './collection.ts'
import { measure } from './measure.ts'
import { CORPUS, KEPT } from './places.ts'
import { circumstances, tell } from './write-results.ts'

/** What a step takes over collections of 4000, 20000 and 60000 files (2.4 GB), or as many as the command line says. */
export async function measureGrowth(bench: string, step: 'apply' | 'review'): Promise<void> {
  const asked = process.argv
    .slice(2)
    .filter((word) => /^\d+$/.test(word))
    .map(Number)
  mkdirSync(KEPT, { recursive: true })
  const tagbench = await asShipped()
  const rows: string[] = []
  for (const files of asked.length > 0 ? asked : [4000, 20_000, 60_000]) {
    const { folder, bytes } = makeCollection(CORPUS, join(KEPT, `collection-${files}`), files)
    const work = mkdtempSync(join(KEPT, 'memory-'))
    try {
      const project = acceptedProject(tagbench, folder, work)
      const applied = measure(tagbench('apply', '--project', project, '--out', join(work, 'out'), '--unreviewed', 'delete'))
      const { rssMb, cpu, seconds } = step === 'apply' ? applied : measure(tagbench('review', '--project', project))
      const [count, mb] = [files.toLocaleString('en'), Math.round(bytes / 1e6).toLocaleString('en')]
      const each = [cpu, seconds].map((taken) => ((1000 * taken) / files).toFixed(3))
      rows.push(`| ${count} | ${mb} | ${Math.round(rssMb)} | ${each.join(' | ')} |`)
    } finally {
      rmSync(work, { recursive: true, force: true })
    }
  }
  tell(bench, [circumstances(), '', '| files | MB | peak RSS MB | CPU ms a file | ms a file |', '| --- | --- | --- | --- | --- |', ...rows])
}
