import { pathKey, type PathText } from '../dicom/attribute-path.ts'
import { isVR, type VR } from '../dicom/vr.ts'
import type { TciaDisposition } from '../dictionary/private-dictionary.ts'
import { NESTED_DISPOSITIONS } from './nested-dispositions.generated.ts'

/** What TCIA decided on an element inside a Sequence: a private one, or a public one inside a private Sequence. */
export interface NestedDisposition {
  /** Empty where TCIA does not know it. */
  readonly name: string
  /** The most restrictive where it differs by VR; `na`: what holds for the Sequence around it. */
  readonly tcia: TciaDisposition
  /** Where TCIA decides by VR: each VR with its word; empty where one word holds for all. */
  readonly tciaByVr: Readonly<Partial<Record<VR, TciaDisposition>>>
}

let rows: ReadonlyMap<PathText, string> | undefined

/** Lines with the steps that they share with the line before put back. */
function indexed(): ReadonlyMap<PathText, string> {
  if (rows !== undefined) return rows
  const found = new Map<PathText, string>()
  let steps: string[] = []
  for (const line of NESTED_DISPOSITIONS.split('\n')) {
    const [path = '', ...rest] = line.split('|')
    steps = [...steps.slice(0, Number(path[0])), ...path.slice(1).split('>')]
    found.set(steps.join('[*]'), rest.join('|'))
  }
  rows = found
  return found
}

/** The paths of all of them, creators in capitals, in the order of the list. */
export function nestedPaths(): Iterable<PathText> {
  return indexed().keys()
}

/**
 * TCIA's decision (Private Tag Knowledge Base 2024-02-01) on an element inside a Sequence.
 * @param path in the text form of an inventory, items as `[*]`; creators match without regard to case
 * @returns undefined where TCIA has not met the element at this path
 * @see tciaDisposition for the word that holds for a VR
 */
export function nestedDisposition(path: PathText): NestedDisposition | undefined {
  const row = indexed().get(pathKey(path))
  if (row === undefined) return undefined
  const [tcia = '', byVr = '', name = ''] = row.split('|')
  const tciaByVr: Partial<Record<VR, TciaDisposition>> = {}
  for (const pair of byVr === '' ? [] : byVr.split(',')) {
    const [vr = '', word = ''] = pair.split('=')
    if (isVR(vr)) tciaByVr[vr] = (word === '-' ? '' : word) as TciaDisposition
  }
  return { name: name === 'Unknown' ? '' : name, tcia: tcia as TciaDisposition, tciaByVr }
}
