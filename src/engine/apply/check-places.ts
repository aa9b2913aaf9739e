import { existsSync, realpathSync, statSync } from 'node:fs'
import { basename, dirname, join, resolve, sep } from 'node:path'
import type { Outcome } from '../../contract/outcome.ts'
import { fail, ok } from '../../core/result.ts'

/** Where a path really leads: symbolic links followed in as much of it as exists. */
export function realPlace(path: string): string {
  const whole = resolve(path)
  if (existsSync(whole)) return realpathSync(whole)
  const above = dirname(whole)
  return above === whole ? whole : join(realPlace(above), basename(whole))
}

function isWithin(inner: string, outer: string): boolean {
  return inner === outer || inner.startsWith(outer.endsWith(sep) ? outer : outer + sep)
}

/**
 * Originals are never touched: the output folder may not be the collection, in it or around it, and the same holds for
 * the project, whose crosswalks must not be published.
 * @returns where the output folder really is
 */
export function checkPlaces(places: { readonly collection: string; readonly project: string; readonly out: string }): Outcome<string> {
  const refuse = (message: string): Outcome<string> => fail({ code: 'refused', message })
  const [collection, project, out] = [realPlace(places.collection), realPlace(places.project), realPlace(places.out)]
  if (!existsSync(collection) || !statSync(collection).isDirectory())
    return fail({ code: 'not-found', message: 'The scanned collection is no longer where it was. Put it back, or scan it again.' })
  if (out === collection) return refuse('The output folder is the collection itself. Name another folder.')
  if (isWithin(out, collection)) return refuse('The output folder lies inside the collection. Name a folder outside of it.')
  if (isWithin(collection, out)) return refuse('The collection lies inside the output folder. Name another folder.')
  if (isWithin(out, project)) return refuse('The output folder lies inside the project. Name a folder outside of it.')
  if (isWithin(project, out)) return refuse('The project lies inside the output folder. Name another folder.')
  if (existsSync(out) && !statSync(out).isDirectory()) return refuse('The output path names a file. Name a folder.')
  return ok(out)
}
