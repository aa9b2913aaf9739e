import { formatPath, type PathStep } from '../dicom/attribute-path.ts'
import { tagOf } from '../dicom/tag.ts'
import type { Remark } from './list-row.ts'
import { KNOWLEDGE } from './texts.ts'

/**
 * A step of TCIA's patterns, with what is found in them: `(0008,1084)`, `(0009,"FDMS 1.0",04)`, without its opening
 * quote, or with no creator at all; the item behind it as `[<0>]`.
 */
const STEP =
  /\s*\(\s*([0-9A-Fa-f]{4})\s*,\s*(?:([0-9A-Fa-f]{4})|(?:("")|(")|()|(")?([^"]*)")\s*,\s*([0-9A-Fa-f]{2}))\s*\)(?:\[<?(?:\d+|\*)>?\])?/y

/** What TCIA writes where a data set names no creator. */
const UNNAMED = /^unnamed private block\b/i

export interface ReadSignature {
  readonly path: string
  readonly remarks: readonly Remark[]
  /** False where a creator is missing: nothing in a file can be found by such a row. */
  readonly usable: boolean
}

/**
 * A pattern of TCIA's knowledge base as a path of an inventory, its quotes put right.
 * @returns undefined where it cannot be told what it stands for
 */
export function readSignature(signature: string): ReadSignature | undefined {
  const steps: PathStep[] = []
  const remarks = new Map<string, Remark>()
  const remark = (problem: Remark['problem'], message: string): void => void remarks.set(problem, { problem, message })
  let usable = true
  if (signature !== signature.trim()) remark('stray-blank', KNOWLEDGE.rows.blanksPattern)
  const text = signature.trim()
  for (let at = 0; at < text.length;) {
    STEP.lastIndex = at
    const match = STEP.exec(text)
    if (match === null) return undefined
    at = STEP.lastIndex
    const [, groupText = '', elementText, emptyQuoted, loneQuote, , opening, found = '', low = ''] = match
    const group = parseInt(groupText, 16)
    if (elementText !== undefined) {
      steps.push({ kind: 'public', tag: tagOf(group, parseInt(elementText, 16)), item: '*' })
      continue
    }
    const creator = found.trim()
    if (creator !== '' && opening === undefined) remark('lost-quote', KNOWLEDGE.rows.lostQuote)
    if (loneQuote !== undefined) remark('lost-quote', KNOWLEDGE.rows.lostQuoteOfEmpty)
    if (creator !== found) remark('stray-blank', KNOWLEDGE.rows.blanksCreator)
    if (creator === '' || emptyQuoted !== undefined) {
      usable = false
      remark('empty-creator', KNOWLEDGE.rows.noCreator)
    } else if (UNNAMED.test(creator)) {
      usable = false
      remark('unnamed-block', KNOWLEDGE.rows.unnamedBlock)
    }
    steps.push({ kind: 'private', group, creator, element: parseInt(low, 16), item: '*' })
  }
  const last = steps.pop()
  if (last === undefined) return undefined
  const { item: _item, ...leaf } = last
  return { path: formatPath({ kind: 'element', steps: [...steps, leaf] }), remarks: [...remarks.values()], usable }
}
