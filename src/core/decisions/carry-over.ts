import type { Equipment } from '../inventory/inventory.ts'
import type { Flag } from '../annotation/annotation.ts'
import { scannerWords, type Approval } from '../knowledge/approval.ts'
import { notLookedAt, type FoundValues } from '../knowledge/looked-at.ts'
import { BULK, type VR } from '../dicom/vr.ts'
import type { PathText } from '../dicom/attribute-path.ts'
import { formatInFull } from './choice-text.ts'
import { TREATMENTS, type Choice, type Scope, type Treatment } from './decision.ts'
import { scopeHolds, specificity } from './scope.ts'
import { open, type Suggestion } from './suggestion.ts'
import { validateChoice } from './validate-choice.ts'
import { DECISIONS } from './texts.ts'

/** Where a private element was found, and what was found in it. */
export interface FoundElement {
  readonly path: PathText
  readonly vrs: readonly VR[]
  readonly equipment: readonly Equipment[]
  readonly flags: readonly Flag[]
  /** Its values; asked for only where it matters which these are. */
  values(): FoundValues
}

/**
 * What the team settled of an element before, put forward again: for the scanners that it was settled for, with who did
 * and why. Found on another scanner it is a Review that says so, and so is a Retain that rests on somebody's having
 * looked at the values where there are others now. What was settled for some of its scanners is put forward for these.
 * @param approvals of this element, whatever the scanner
 * @returns undefined where nobody has settled it
 */
export function carryOver(element: FoundElement, approvals: readonly Approval[]): Suggestion | undefined {
  const [first] = approvals
  if (first === undefined) return undefined
  const scanners = element.equipment.length === 0 ? [NOWHERE] : element.equipment
  const holding = scanners.map((scanner) => approvalFor(scanner, approvals))
  const used = [...new Set(holding.flatMap((approval) => approval ?? []))]
  const again = lookedAgain(used, element)
  const parts = used.map((approval) => settledAgain(approval, element, again))
  const elsewhere = scanners.filter((_scanner, index) => holding[index] === undefined)
  if (elsewhere.length > 0) {
    const reason = DECISIONS.carried.elsewhere(
      DECISIONS.settled[first.decision],
      approvedWords(approvals, elsewhere),
      foundWords(elsewhere, approvals),
    )
    return { ...open(reason, 'knowledge'), ...forSome(parts) }
  }
  const said = DECISIONS.carried.all(parts.map(({ reason }) => reason))
  const [part] = parts
  if (part === undefined || new Set(parts.map(({ choice }) => formatInFull(choice))).size > 1) {
    const reason = parts.some(({ isOpen }) => isOpen) ? said : DECISIONS.carried.differently(said)
    return { ...open(reason, 'knowledge'), ...forSome(parts) }
  }
  if (part.isOpen) return open(said, 'knowledge')
  const [scope, ...alsoFor] = parts.map((one) => one.scope)
  return { choice: part.choice, source: 'knowledge', reason: said, scope: scope ?? {}, ...(alsoFor.length === 0 ? {} : { alsoFor }) }
}

const NOWHERE: Equipment = { manufacturer: '', model: '', software: '' }

/** One approval, met again: as it was, or a Review that says why it does not hold for what was found here. */
interface Settled {
  readonly scope: Scope
  readonly choice: Choice
  readonly reason: string
  /** It does not hold here. */
  readonly isOpen: boolean
}

function settledAgain(approval: Approval, element: FoundElement, again: () => string | undefined): Settled {
  const said = provenance(approval)
  const { scope } = approval
  const reopened = (why: string): Settled => ({ scope, choice: { decision: 'review' }, reason: DECISIONS.more(said, why), isOpen: true })
  const choice = choiceOf(approval)
  if (choice === undefined) return reopened(DECISIONS.carried.noTreatment)
  const possible = validateChoice(choice, element.vrs, element.path)
  if (!possible.ok) return reopened(DECISIONS.carried.impossible(possible.failure))
  const why = restsOnValues(choice, element) ? again() : undefined
  if (why !== undefined) return reopened(why)
  // What is known of the element was known to whoever approved it so, and none of its values stays as it is.
  const marked = choice.decision === 'retain' && element.flags.includes('phi-found') && !staysAsItIs(choice)
  return { scope, choice, reason: marked ? DECISIONS.more(said, DECISIONS.looks.identities) : said, isOpen: false }
}

/** What is to be looked at in a value before it stays as it is, in the words of a Review. */
const LOOKED_AT: Readonly<Partial<Record<Flag, string>>> = {
  'phi-found': DECISIONS.looks.identities,
  'identity-overlap': DECISIONS.looks.identity,
  'name-like': DECISIONS.looks.name,
  'free-text': DECISIONS.looks.words,
}

function staysAsItIs({ treatment = 'keep' }: Choice): boolean {
  return treatment === 'keep'
}

/** Whether a Retain is one of the very values that were looked at: bytes, and what may tell of a person. */
export function restsOnValues(choice: Choice, { vrs, flags }: Pick<FoundElement, 'vrs' | 'flags'>): boolean {
  if (choice.decision !== 'retain' || !staysAsItIs(choice) || vrs.includes('SQ')) return false
  return vrs.some((vr) => BULK.has(vr)) || flags.some((flag) => LOOKED_AT[flag] !== undefined)
}

/** Why the values are to be looked at again, found out once, and only when somebody asks. */
function lookedAgain(used: readonly Approval[], { vrs, flags, values }: FoundElement): () => string | undefined {
  let found: { readonly why: string | undefined } | undefined
  return () => {
    if (found !== undefined) return found.why
    const looked = used.flatMap(({ lookedAt }) => lookedAt ?? [])
    const why = looked.length === 0 ? DECISIONS.carried.notNoted : notLookedAt(values(), looked)
    const bytes = vrs.filter((vr) => BULK.has(vr))
    const what = [...(bytes.length > 0 ? [DECISIONS.carried.bytes(bytes)] : []), ...flags.flatMap((flag) => LOOKED_AT[flag] ?? [])]
    found = { why: why === undefined ? undefined : DECISIONS.carried.because(what, why) }
    return found.why
  }
}

function forSome(parts: readonly Settled[]): Pick<Suggestion, 'forSome'> {
  return parts.length === 0 ? {} : { forSome: parts.map(({ scope, choice, reason }) => ({ scope, choice, reason })) }
}

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

function provenance(approval: Approval): string {
  const { decision, by, at, reason, document, scope } = approval
  const { provenance: told, signed, reasons } = DECISIONS.carried
  return told(DECISIONS.settled[decision], scannerWords(scope), signed(by, at.slice(0, 10)), reasons(reason, document))
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
  return DECISIONS.carried.scanners([...new Set(names.map((name) => (name === '' ? DECISIONS.carried.unnamedScanner : name)))].sort())
}
