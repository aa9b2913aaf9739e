import { formatPath, parsePath, pathKey, type PathText } from '../dicom/attribute-path.ts'
import { CODE_CONTENT, CODING_SCHEME_DESIGNATOR } from '../confidentiality/known-elements.ts'
import type { Operation } from './operation.ts'

/**
 * Operations on codes (PS3.3 8.8) that know of their scheme: a Code Value or Code Meaning that stays says nothing where its
 * Coding Scheme Designator goes, or what only the site can read. Which scheme stands beside it differs from Item to Item,
 * so that it is found out there.
 */
export function codesWithSchemes(operations: readonly Operation[]): readonly Operation[] {
  const schemes = new Set(
    operations.filter((one) => mayGo(one)).flatMap(({ path }) => schemeBeside(path, (tag) => tag === CODING_SCHEME_DESIGNATOR) ?? []),
  )
  if (schemes.size === 0) return operations
  return operations.map((operation) => {
    if (operation.do !== 'keep' && operation.do !== 'clean') return operation
    const scheme = schemeBeside(operation.path, (tag) => CODE_CONTENT.has(tag))
    return scheme !== undefined && schemes.has(scheme) ? withScheme(operation) : operation
  })
}

function mayGo({ do: how, values }: Operation): boolean {
  if (how === 'clean') return values?.some((one) => one.do === 'remove') === true
  return how === 'remove' || how === 'empty' || how === 'dummy'
}

/** The key of the Coding Scheme Designator in the Item of an element of a code; undefined for any other element, and at the root. */
function schemeBeside(text: PathText, isAsked: (tag: number) => boolean): string | undefined {
  // Most paths are not looked into: a code ends in one of a few tags.
  if (!/\]\(0008,01[0-9A-F]{2}\)$/i.test(text)) return undefined
  const path = parsePath(text)
  const leaf = path?.kind === 'element' ? path.steps.at(-1) : undefined
  if (path?.kind !== 'element' || leaf?.kind !== 'public' || !isAsked(leaf.tag)) return undefined
  return pathKey(formatPath({ ...path, steps: [...path.steps.slice(0, -1), { kind: 'public', tag: CODING_SCHEME_DESIGNATOR }] }))
}

/** The same Operation is the same object, for whoever remembers what follows from it. */
const known = new WeakMap<Operation, Operation>()

function withScheme(operation: Operation): Operation {
  let made = known.get(operation)
  if (made === undefined) known.set(operation, (made = Object.freeze({ ...operation, withScheme: true as const })))
  return made
}
