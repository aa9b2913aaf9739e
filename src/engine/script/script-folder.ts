import { closeSync, existsSync, openSync, readdirSync, readSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Outcome } from '../../contract/outcome.ts'
import { fail, ok } from '../../core/result.ts'
import { realPlace } from '../apply/check-places.ts'
import { isInside } from '../scan/is-inside.ts'
import { SCRIPT } from './texts.ts'

export interface ScriptPlaces {
  /** The scanned folder: nothing is written into it. */
  readonly collection: string
  /** The de-identified copy, where there is one: look-up tables that identify patients may not lie in it. */
  readonly copy?: string
}

/** Whether scripts may be written into a folder. */
export function checkScriptFolder(out: string, places: ScriptPlaces | undefined): Outcome<string> {
  const refuse = (message: string): Outcome<string> => fail({ code: 'refused', message })
  const folder = realPlace(out)
  if (existsSync(folder) && !statSync(folder).isDirectory()) return refuse(SCRIPT.folder.isFile)
  if (places !== undefined && isInside(folder, realPlace(places.collection))) return refuse(SCRIPT.folder.inCollection)
  if (places?.copy !== undefined && isInside(folder, realPlace(places.copy))) return refuse(SCRIPT.folder.inCopy)
  return ok(folder)
}

/** Files that an export writes, whatever the collection. */
const OURS =
  /^(?:tagbench\.script\.json|expressibility\.csv|ctp-anonymizer(?:\..+)?\.script|dicomedit(?:\..+)?\.das|deid(?:\..+)?\.dicom|routes\.csv|posda-edits\.(?:csv|txt)|posda-private-dispositions\.csv|kitware-dicom-anonymizer(?:\..+)?\.(?:json|txt)|ctp-filter\..+\.txt|PrivateTagDictionary\.xml|ctp-lookup\.properties|ctp-pixel\.script)$/
/** What each of them holds near its beginning. */
const MARK = /tagbench/i
const HEADERS = ['path,decision,target,expressed,why', 'script,manufacturer,model']
const LOOKED_AT = 1024

/**
 * Takes away what an earlier export into the folder left, so that no script of other decisions lies beside the new one.
 * A file of one of the names that somebody else wrote is never touched.
 */
export function clearScriptFolder(folder: string, names: readonly string[]): Outcome<null> {
  const there = existsSync(folder) ? readdirSync(folder).filter((name) => OURS.test(name) || names.includes(name)) : []
  if (there.some((name) => !isOurs(join(folder, name)) && !isBesideOurs(folder, name)))
    return fail({
      code: 'refused',
      message: SCRIPT.folder.otherFiles,
    })
  for (const name of there) rmSync(join(folder, name))
  return ok(null)
}

/** A table has no place for our name: its companion, a text of the same stem, has it. */
function isBesideOurs(folder: string, name: string): boolean {
  const filter = /^ctp-filter\.(.+)\.txt$/.exec(name)?.[1]
  const companion = filter === undefined ? companionOf(name) : `ctp-anonymizer.${filter}.script`
  return companion !== undefined && existsSync(join(folder, companion)) && isOurs(join(folder, companion))
}

function companionOf(name: string): string | undefined {
  if (/^posda-.+\.csv$/.test(name)) return 'posda-edits.txt'
  return /^kitware-.+\.json$/.test(name) ? name.replace(/json$/, 'txt') : undefined
}

function isOurs(file: string): boolean {
  if (!statSync(file).isFile()) return false
  const bytes = Buffer.alloc(LOOKED_AT)
  const fd = openSync(file, 'r')
  try {
    const beginning = bytes.toString('utf8', 0, readSync(fd, bytes))
    return MARK.test(beginning) || HEADERS.some((header) => beginning.startsWith(header))
  } finally {
    closeSync(fd)
  }
}
