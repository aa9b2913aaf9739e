import { formatStep, pathKey, type PathStep } from '../dicom/attribute-path.ts'
import { PHI_FOUND } from './phi-found.generated.ts'

let findings: ReadonlyMap<string, number> | undefined

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
  return findings.get(keyOf(leaf))
}
