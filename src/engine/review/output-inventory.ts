import type { Job } from '../../contract/job.ts'
import type { Outcome } from '../../contract/outcome.ts'
import { ok } from '../../core/result.ts'
import { earlierOutput } from '../apply/apply-store.ts'
import { DICOMDIR_FILE, isOurDicomdir } from '../apply/dicomdir.ts'
import { letYoungMemoryGrow } from '../pool/young-memory.ts'
import { createInventoryStore, type FoundFile, type InventoryStore } from '../project/inventory-store.ts'
import type { Project } from '../project/project.ts'
import { readPending, type ReadingOptions } from '../scan/read-pending.ts'
import { walkCollection } from '../scan/walk-collection.ts'

export interface OutputInventory {
  readonly store: InventoryStore
  /** Files in the output folder that apply did not write. */
  readonly foreign: number
}

const FOUND_AT_ONCE = 2000
/** What file systems and desktops put into folders by themselves. */
const HARMLESS = /(?:^|\/)(?:\.DS_Store|Thumbs\.db|desktop\.ini)$/u

/** Inventories the copy, beside the inventory of the collection: what is in it is what will be published. */
export async function inventoryOutput(project: Project, out: string, options: ReadingOptions, job: Job): Promise<Outcome<OutputInventory>> {
  const store = createInventoryStore(project, 'output')
  const ours = earlierOutput(project, out)
  store.files.drop()
  let foreign = 0
  let found: FoundFile[] = []
  for (const file of walkCollection(out)) {
    if (ours?.isOurs(file.path) === true) found.push(file)
    // A DICOMDIR of ours says nothing that its files do not say.
    else if (!HARMLESS.test(file.path) && !(file.path === DICOMDIR_FILE && isOurDicomdir(project, out))) foreign++
    if (found.length < FOUND_AT_ONCE) continue
    store.files.note(found)
    found = []
    await new Promise((resolve) => setImmediate(resolve))
  }
  store.files.note(found)
  store.beginScan()
  store.files.settle()
  const read = await readPending(store, out, options, job).finally(letYoungMemoryGrow)
  if (!read.ok) return read
  store.endScan()
  return ok({ store, foreign })
}
