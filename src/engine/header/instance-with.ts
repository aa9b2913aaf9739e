import { join } from 'node:path'
import type { Outcome } from '../../contract/outcome.ts'
import { openedElement, pathKey, type PathText } from '../../core/dicom/attribute-path.ts'
import { fail, ok } from '../../core/result.ts'
import { collectionFiles } from '../project/collection-files.ts'
import { createFactBlocks, FACTS_OF } from '../project/fact-blocks.ts'
import { inventoryTables } from '../project/inventory-schema.ts'
import { COLLECTION } from '../scan/scan-collection.ts'
import type { Session } from '../session/session.ts'
import { headerEntries } from './header-entries.ts'
import { withInstance } from './read-instance.ts'
import { HEADER } from './texts.ts'

/** Files that are opened to look, where only some of a series hold the element. */
const MOST_OPENED = 40

/** The number of a file that holds an element: one of a series of which all do, where there is such a series. */
export function instanceWith({ project }: Session, asked: PathText): Outcome<{ file: number }> {
  const path = openedElement(asked) ?? asked
  const tables = inventoryTables('collection')
  const id = Number(project.db.prepare(`SELECT id FROM ${tables.path} WHERE key = ?`).get(pathKey(path))?.['id'] ?? -1)
  const { contexts, files } = createFactBlocks(project.db, tables).group(FACTS_OF.path, 1, (what) => (what === id ? 0 : -1))
  const holding = new Map<number, number>()
  for (const [at, context] of contexts.entries()) holding.set(context, (holding.get(context) ?? 0) + (files[at] ?? 0))
  const byContext = collectionFiles(project).byContext()
  let opened = 0
  for (const [context, count] of holding) {
    const there = byContext.get(context)
    if (there !== undefined && there.files === count) return ok({ file: there.first })
  }
  for (const context of holding.keys()) {
    for (const file of collectionFiles(project).instances([context], 0, MOST_OPENED - opened)) {
      opened += 1
      if (holds(join(project.meta(COLLECTION) ?? '', file.path), path)) return ok({ file: file.id })
    }
    if (opened >= MOST_OPENED) break
  }
  return fail({
    code: 'not-found',
    message: HEADER.notNear,
  })
}

function holds(path: string, element: PathText): boolean {
  const found = withInstance(path, (instance) => headerEntries(instance, undefined).some(({ node }) => node.key === pathKey(element)))
  return found.ok && found.value
}
