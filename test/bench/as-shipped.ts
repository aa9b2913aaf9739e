import { join, resolve } from 'node:path'
import { build } from 'vite'
import { measure } from './measure.ts'

/** A command of Tagbench, as it is started. */
export type Tagbench = (...args: readonly string[]) => readonly string[]

/** Builds Tagbench as it ships: run from its sources, much of a short run would be Node's stripping of types. */
export async function asShipped(): Promise<Tagbench> {
  const root = resolve(import.meta.dirname, '../..')
  await build({ configFile: join(root, 'vite.server.config.ts'), logLevel: 'error' })
  return (...args) => [process.execPath, join(root, 'out/server/cli.js'), ...args]
}

/** A project over a collection, in which all is accepted that is proposed; what is Review stays open. */
export function acceptedProject(tagbench: Tagbench, collection: string, work: string): string {
  const project = join(work, 'project')
  measure(tagbench('scan', collection, '--project', project))
  measure(tagbench('proposals', '--project', project, '--accept', 'all'))
  return project
}

/** The same with everything decided, so that a timed run of apply does nothing else. */
export function decidedProject(tagbench: Tagbench, collection: string, work: string): string {
  const project = acceptedProject(tagbench, collection, work)
  measure(tagbench('apply', '--project', project, '--out', join(work, 'first'), '--unreviewed', 'delete'))
  return project
}
