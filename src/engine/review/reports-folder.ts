import type { Outcome } from '../../contract/outcome.ts'
import { fail, ok } from '../../core/result.ts'
import { realPlace } from '../apply/check-places.ts'
import { isInside } from '../scan/is-inside.ts'
import { REVIEW } from './texts.ts'

/** The reports quote originals: they may not go into the copy, and nothing is written into the collection. */
export function checkReportsFolder(folder: string, places: { readonly collection: string; readonly out: string }): Outcome<string> {
  const real = realPlace(folder)
  if (isInside(real, realPlace(places.out))) return fail({ code: 'refused', message: REVIEW.folder.inCopy })
  if (isInside(real, realPlace(places.collection)))
    return fail({
      code: 'refused',
      message: REVIEW.folder.inCollection,
    })
  return ok(real)
}
