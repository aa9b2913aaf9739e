import { parsePath } from '../dicom/attribute-path.ts'
import { DEIDENTIFICATION_METHOD, DEIDENTIFICATION_METHOD_CODES, OVERWRITTEN } from './added-elements.ts'
import type { ExpressibilityRow } from './expressibility.ts'
import type { Operation } from './operation.ts'
import { SCRIPT } from './texts.ts'

/** Which elements a target's scripts can add: any of the root, or only those that tell of the de-identification. */
const ADDS: Readonly<Record<string, 'everything' | 'public' | 'method'>> = {
  tagbench: 'everything',
  posda: 'public',
  deid: 'public',
  dicomedit: 'public',
  ctp: 'method',
  kitware: 'method',
}

/**
 * Parts from a script's Operations those additions that a target cannot say: its copies then lack them, which is said
 * for each, and is weaker for nobody.
 */
export function sayableAdditions(
  target: string,
  operations: readonly Operation[],
): { readonly operations: readonly Operation[]; readonly unsaid: readonly ExpressibilityRow[] } {
  const unsaid = operations.filter((operation) => operation.do === 'add' && !isSayable(target, operation))
  if (unsaid.length === 0) return { operations, unsaid: [] }
  const gone = new Set(unsaid)
  return {
    operations: operations.filter((operation) => !gone.has(operation)),
    unsaid: unsaid.map(({ path, pattern }) => ({
      path,
      decision: 'add',
      target,
      expressed: 'stricter',
      why: pattern === true ? SCRIPT.additions.patientsOwn : SCRIPT.additions.notAdded,
    })),
  }
}

function isSayable(target: string, { path, pattern }: Operation): boolean {
  const adds = ADDS[target] ?? 'method'
  if (adds === 'everything' || OVERWRITTEN.has(path) || path === DEIDENTIFICATION_METHOD || path === DEIDENTIFICATION_METHOD_CODES)
    return true
  const parsed = parsePath(path)
  return adds === 'public' && pattern !== true && parsed?.kind === 'element' && parsed.steps.every(({ kind }) => kind === 'public')
}
