import { existsSync, realpathSync, statSync } from 'node:fs'
import { basename, dirname, join, resolve, sep } from 'node:path'
import type { Outcome } from '../../contract/outcome.ts'
import { fail, ok } from '../../core/result.ts'
import { APPLY } from './texts.ts'

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
    return fail({ code: 'not-found', message: APPLY.places.collectionMoved })
  if (out === collection) return refuse(APPLY.places.isCollection)
  if (isWithin(out, collection)) return refuse(APPLY.places.inCollection)
  if (isWithin(collection, out)) return refuse(APPLY.places.aroundCollection)
  if (isWithin(out, project)) return refuse(APPLY.places.inProject)
  if (isWithin(project, out)) return refuse(APPLY.places.aroundProject)
  if (existsSync(out) && !statSync(out).isDirectory()) return refuse(APPLY.places.isFile)
  return ok(out)
}
