import { formatStep, leafOf, parsePath, pathKey, type PathStep } from '../dicom/attribute-path.ts'
import { PHI_FOUND } from './phi-found.generated.ts'

let findings: ReadonlyMap<string, number> | undefined
/** Numbers of the elements, whoever their creator is: nearly all others are told by that. */
let numbers: ReadonlySet<number> | undefined

function keyOf(step: PathStep): string {
  const { item: _item, ...leaf } = step
  return pathKey(formatStep(leaf))
}

/**
 * How often an archive found identities in an element during curation (MIDI workshop, NCI, May 2023). Such an element
 * is never proposed Retain without a look at its values, wherever it stands.
 * @returns undefined where nothing was reported
 */
export function phiFound(leaf: PathStep): number | undefined {
  findings ??= new Map(
    PHI_FOUND.split('\n').map((line) => {
      const [path = '', frequency = ''] = line.split('|')
      return [pathKey(path), Number(frequency)]
    }),
  )
  numbers ??= new Set(
    [...findings.keys()].flatMap((path) => {
      const parsed = parsePath(path)
      return parsed?.kind === 'element' ? [numberOf(leafOf(parsed))] : []
    }),
  )
  return numbers.has(numberOf(leaf)) ? findings.get(keyOf(leaf)) : undefined
}

function numberOf(leaf: PathStep): number {
  return leaf.kind === 'public' ? leaf.tag : leaf.group * 0x10000 + (leaf.kind === 'private' ? leaf.element : 0x10)
}
