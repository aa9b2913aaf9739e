import type { Equipment } from '../inventory/inventory.ts'
import { scannerWords, type Approval } from '../knowledge/approval.ts'
import { BULK, type VR } from '../dicom/vr.ts'
import type { PathText } from '../dicom/attribute-path.ts'
import { formatChoice } from './choice-text.ts'
import { TREATMENTS, type Choice, type Scope, type Treatment } from './decision.ts'
import { scopeHolds, specificity } from './scope.ts'
import { open, type Suggestion } from './suggestion.ts'
import { validateChoice } from './validate-choice.ts'

/** Where a private element was found. */
export interface FoundOn {
  readonly path: PathText
  readonly vrs: readonly VR[]
  readonly equipment: readonly Equipment[]
}

/**
 * What the team settled of an element before, put forward again: for the scanners that it was settled for, with who did
 * and why. Found on another scanner it is a Review that says so, and so are bytes, whose values are new each time.
 * @param approvals of this element, whatever the scanner
 * @returns undefined where nobody has settled it
 */
export function carryOver({ path, vrs, equipment }: FoundOn, approvals: readonly Approval[]): Suggestion | undefined {
  const [first] = approvals
  if (first === undefined) return undefined
  const scanners = equipment.length === 0 ? [NOWHERE] : equipment
  const holding = scanners.map((scanner) => approvalFor(scanner, approvals))
  const found = scanners.filter((_scanner, index) => holding[index] === undefined)
  if (found.length > 0) {
    const settled = wordFor(first)
    return open(`${settled} for ${approvedWords(approvals, found)}, found in ${foundWords(found, approvals)}`, 'knowledge')
  }
  const used = [...new Set(holding.flatMap((approval) => approval ?? []))]
  const choices = used.map(choiceOf)
  const [choice] = choices
  const said = used.map(provenance).join('; ')
  if (choice === undefined || new Set(choices.map((one) => (one === undefined ? '' : formatChoice(one)))).size > 1)
    return open(`settled differently for the scanners that it was found on: ${said}`, 'knowledge')
  const why = validateChoice(choice, vrs, path)
  if (!why.ok) return open(`${said}; it cannot be done here: ${why.failure}`, 'knowledge')
  const bytes = vrs.filter((vr) => BULK.has(vr))
  if (choice.decision === 'retain' && bytes.length > 0)
    return open(`${said}; bytes (${bytes.join(', ')}), to be looked at again in this collection`, 'knowledge')
  const [scope = {}, ...alsoFor] = used.map((approval): Scope => approval.scope)
  return { choice, source: 'knowledge', reason: said, scope, ...(alsoFor.length === 0 ? {} : { alsoFor }) }
}

const NOWHERE: Equipment = { manufacturer: '', model: '', software: '' }

/** The most specific approval that holds for a scanner, and of equals the latest. */
export function approvalFor(scanner: Equipment, approvals: readonly Approval[]): Approval | undefined {
  let best: Approval | undefined
  for (const approval of approvals) {
    if (!scopeHolds(approval.scope, scanner)) continue
    const gain = best === undefined ? 1 : specificity(approval.scope) - specificity(best.scope) || (approval.at > best.at ? 1 : -1)
    if (gain > 0) best = approval
  }
  return best
}

/** An approval as a choice; undefined where its treatment is none of its decision's. */
export function choiceOf({ decision, treatment }: Pick<Approval, 'decision' | 'treatment'>): Choice | undefined {
  if (treatment === '') return { decision }
  const [name = '', ...rest] = treatment.split('=')
  const known = TREATMENTS[decision].find((one): one is Treatment => one === name)
  if (known === undefined) return undefined
  return known === 'replace' ? { decision, treatment: known, replacement: rest.join('=') } : { decision, treatment: known }
}

/** `approved`, `deleted`, `held for review`. */
function wordFor({ decision }: Approval): string {
  return decision === 'retain' ? 'approved' : decision === 'delete' ? 'deleted' : 'held for review'
}

function provenance(approval: Approval): string {
  const { by, at, reason, document, scope } = approval
  const who = [by, at.slice(0, 10)].filter((text) => text !== '').join(', ')
  const where = scannerWords(scope)
  const why = [reason, document].filter((text) => text !== '').join('; ')
  return `${wordFor(approval)}${where === '' ? '' : ` for ${where}`} by ${who === '' ? 'the team' : who}${why === '' ? '' : ` (${why})`}`
}

const FIELDS = ['manufacturer', 'model', 'software'] as const

/** The fields in which scanners differ from what was approved; the software alone where it is all that differs. */
function differing(found: readonly Equipment[], approvals: readonly Approval[]): readonly (keyof Equipment)[] {
  return FIELDS.filter((field) =>
    found.some((scanner) => !approvals.some(({ scope }) => scope[field] === undefined || scope[field] === scanner[field])),
  )
}

function approvedWords(approvals: readonly Approval[], found: readonly Equipment[]): string {
  const fields = differing(found, approvals)
  return words(approvals.map(({ scope }) => (fields.length === 0 ? FIELDS : fields).flatMap((field) => scope[field] ?? []).join(' ')))
}

function foundWords(found: readonly Equipment[], approvals: readonly Approval[]): string {
  const fields = differing(found, approvals)
  return words(
    found.map((scanner) =>
      (fields.length === 0 ? FIELDS : fields)
        .map((field) => scanner[field])
        .join(' ')
        .trim(),
    ),
  )
}

/** Distinct names in order; what a file does not say is `an unnamed scanner`. */
function words(names: readonly string[]): string {
  return [...new Set(names.map((name) => (name === '' ? 'an unnamed scanner' : name)))].sort().join(', ')
}
