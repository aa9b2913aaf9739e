import type { Choice } from '../../decisions/decision.ts'
import { formatTag, hex, isPrivate, TAG } from '../../dicom/tag.ts'
import type { Inventory } from '../../inventory/inventory.ts'
import { safeKey } from '../ctp/engine/run-script.ts'
import type { CtpRule, CtpScriptRead } from '../ctp/engine/read-script.ts'
import { piecesOf, type CallPiece } from '../ctp/engine/script-language.ts'
import { elementTree, type TreeElement } from '../element-tree.ts'
import { DELETE, EMPTY, REMAP, replaced, RETAIN, SHIFT, type Imported, type ImportedDecision, type Unread } from './imported.ts'
import { IMPORT } from './texts.ts'

/** What a rule says in words of a decision, or why it says none. */
type Meaning = Choice | { readonly why: string }

/**
 * A CTP script as decisions on the elements of an inventory: a rule for a tag is one for every place of the tag that CTP
 * would reach. What CTP keeps unasked, unlisted, is no decision of anybody.
 */
export function importCtp(script: CtpScriptRead, safe: ReadonlySet<string>, inventory: Pick<Inventory, 'elements'>): Imported {
  const publicRules = new Map(script.rules.flatMap((rule) => (rule.tag.kind === 'public' ? [[rule.tag.tag, rule] as const] : [])))
  const privateRules = script.rules.filter((rule) => rule.tag.kind === 'private')
  const decisions: ImportedDecision[] = []
  const unread: Unread[] = []
  const told = new Set<CtpRule>()
  let unspoken = 0
  const closed = new ClosedSequences()
  for (const node of elementTree(inventory)) {
    if (node.kind !== 'element' || node.leaf === undefined) continue
    const { leaf } = node
    if (closed.holds(node, leaf.kind === 'public' && publicRules.has(leaf.tag))) {
      unspoken += 1
      continue
    }
    const rule =
      leaf.kind === 'public'
        ? publicRules.get(leaf.tag)
        : leaf.kind === 'private' && node.parent === undefined
          ? privateRules.find(
              ({ tag }) =>
                tag.kind === 'private' && tag.group === leaf.group && tag.creator === leaf.creator && tag.element === leaf.element,
            )
          : undefined
    if (rule === undefined) {
      const unlisted = unlistedChoice(node, script, safe)
      if (unlisted === undefined) {
        unspoken += 1
        closed.close(node)
      } else decisions.push({ path: node.element.path, ...unlisted })
      continue
    }
    const meaning = meaningOf(rule.script, node, script)
    if ('why' in meaning) {
      closed.close(node, rule)
      if (!told.has(rule)) unread.push({ line: rule.line, what: ruleText(rule), why: meaning.why })
      told.add(rule)
    } else decisions.push({ path: node.element.path, choice: meaning, reason: IMPORT.ctp.rule(rule.line, rule.script).slice(0, 200) })
  }
  unread.push(...closed.unread())
  if (unspoken > 0)
    unread.push({
      line: 0,
      what: IMPORT.elements(unspoken),
      why: IMPORT.ctp.unspoken,
    })
  return { decisions, unread }
}

/** Sequences that CTP keeps and does not look into: what the script says of tags inside does not hold there. */
class ClosedSequences {
  readonly #closed = new Map<TreeElement, { readonly outermost: TreeElement; readonly line: number }>()
  readonly #ruledInside = new Map<TreeElement, number>()

  close(node: TreeElement, rule?: CtpRule): void {
    if (node.isSequence) this.#closed.set(node, { outermost: node, line: rule?.line ?? 0 })
  }

  /** Whether an element is in one of them; `isRuled` where the script has a rule for its tag. */
  holds(node: TreeElement, isRuled: boolean): boolean {
    const around = node.parent === undefined ? undefined : this.#closed.get(node.parent)
    if (around === undefined) return false
    if (node.isSequence) this.#closed.set(node, around)
    if (isRuled) this.#ruledInside.set(around.outermost, (this.#ruledInside.get(around.outermost) ?? 0) + 1)
    return true
  }

  unread(): readonly Unread[] {
    return [...this.#ruledInside].map(([sequence, count]) => ({
      line: this.#closed.get(sequence)?.line ?? 0,
      what: sequence.element.path,
      why: IMPORT.ctp.ruledInside(count),
    }))
  }
}

function ruleText({ tag }: CtpRule): string {
  return tag.kind === 'public' ? formatTag(tag.tag) : `(${hex(tag.group, 4)},"${tag.creator}",${hex(tag.element, 2)})`
}

function unlistedChoice(
  node: TreeElement,
  { removes, keepsSafe, keptGroups }: CtpScriptRead,
  safe: ReadonlySet<string>,
): Pick<ImportedDecision, 'choice' | 'reason'> | undefined {
  const { leaf } = node
  if (leaf === undefined) return undefined
  const group = leaf.kind === 'public' ? leaf.tag >>> 16 : leaf.group
  if (keptGroups.has(hex(group, 4))) return node.isSequence ? undefined : { choice: RETAIN, reason: IMPORT.ctp.groupKept(hex(group, 4)) }
  const isPrivateElement = leaf.kind === 'private' || (leaf.kind === 'public' && isPrivate(leaf.tag))
  if (isPrivateElement && removes.has('privategroups')) {
    const isSafe = keepsSafe && leaf.kind === 'private' && safe.has(safeKey(leaf.group, leaf.creator, leaf.element))
    if (!isSafe) return { choice: DELETE, reason: IMPORT.ctp.privateRemoved }
    return node.isSequence ? undefined : { choice: RETAIN, reason: IMPORT.ctp.safePrivate }
  }
  const isKept = [0x0028, 0x7fe0].includes(group) || KEPT.has(leaf.kind === 'public' ? leaf.tag : 0)
  if (removes.has('overlays') && group >>> 8 === 0x60) return { choice: DELETE, reason: IMPORT.ctp.overlaysRemoved }
  if (!removes.has('unspecifiedelements') || isKept) return undefined
  if (group >>> 8 === 0x60 || (group >>> 8 === 0x50 && !removes.has('curves'))) return undefined
  return { choice: DELETE, reason: IMPORT.ctp.unlistedRemoved }
}

const KEPT = new Set<number>([TAG.sopClassUid, TAG.sopInstanceUid, TAG.studyInstanceUid])

const TRANSFER_SYNTAX = '00020010'

/** A treatment of what can be treated, and the rest goes: the decision is the treatment. */
function isGuard({ args: [name, test], clauses: [, otherwise = ''] }: CallPiece): boolean {
  return (name === 'this' || name === TRANSFER_SYNTAX) && test === 'matches' && /^@(?:remove|empty)\(\)$/.test(otherwise.trim())
}

function meaningOf(text: string, node: TreeElement, script: CtpScriptRead): Meaning {
  if (node.leaf?.kind === 'public' && node.leaf.tag === TAG.deidentificationMethodCodeSequence && !/^@(?:remove|keep)\(\)$/.test(text))
    return { why: IMPORT.ctp.methodCodes }
  const { pieces, fault } = piecesOf(text)
  if (fault !== undefined) return { why: IMPORT.ctp.unreadable }
  const said = pieces.filter((piece) => piece.kind === 'text' || piece.name !== 'always')
  const [first] = said
  if (first === undefined) return node.isSequence ? { why: IMPORT.ctp.emptiedSequence } : EMPTY
  if (said.every((piece) => piece.kind === 'text')) {
    const literal = said.map((piece) => (piece.kind === 'text' ? piece.text : '')).join('')
    return node.isSequence ? { why: IMPORT.ctp.sequenceValue } : replaced(literal)
  }
  if (said.length > 1 || first.kind === 'text') return { why: IMPORT.ctp.severalPieces }
  return meaningOfCall(first, node, script)
}

function meaningOfCall(call: CallPiece, node: TreeElement, script: CtpScriptRead): Meaning {
  const ofThis = call.args.includes('this')
  switch (call.name) {
    case 'remove':
      return DELETE
    case 'keep':
      return node.isSequence ? { why: IMPORT.ctp.keptSequence } : RETAIN
    case 'process':
      return node.isSequence ? RETAIN : { why: IMPORT.ctp.noSequence }
    case 'empty':
    case 'blank':
      return node.isSequence ? { why: IMPORT.ctp.emptiedSequence } : EMPTY
    case 'hashuid':
      return ofThis && call.args.length === 2 ? REMAP : { why: IMPORT.ctp.otherUid }
    case 'incrementdate':
    case 'hashdate':
      return call.args[0] === 'this' ? SHIFT : { why: IMPORT.ctp.otherDate }
    case 'param': {
      const value = script.parameters.get((call.args[0] ?? '').replace(/^[@$]/, ''))
      return value === undefined ? { why: IMPORT.ctp.noParameter } : replaced(value.trim())
    }
    case 'lookup':
      return node.leaf?.kind === 'public' && (node.leaf.tag === TAG.patientId || node.leaf.tag === TAG.patientName)
        ? { decision: 'retain', treatment: 'map-patient' }
        : { why: IMPORT.ctp.lookup }
    case 'select':
      return meaningOf(call.clauses[node.parent === undefined ? 0 : 1] ?? '', node, script)
    case 'if': {
      // An empty value that stays as it is makes no difference.
      const [yes = '', no = ''] = call.clauses
      if (ofThis && call.args[1] === 'isblank' && yes.trim() === '@keep()') return meaningOf(no, node, script)
      if (isGuard(call)) {
        const meaning = meaningOf(yes, node, script)
        if (call.args[0] === TRANSFER_SYNTAX || meaning === SHIFT || meaning === REMAP) return meaning
      }
      return { why: IMPORT.ctp.byValue }
    }
    // The day of the run says nothing of what was there.
    case 'date':
    case 'time':
      return { decision: 'delete', treatment: 'dummy' }
    case 'append':
      return { why: IMPORT.ctp.append }
    case 'hash':
    case 'hashptid':
    case 'hashname':
      return { why: IMPORT.ctp.hash }
    default:
      return { why: IMPORT.ctp.noTreatment(call.name) }
  }
}
