import { isPrivate, TAG } from '../../dicom/tag.ts'
import { isDeletion, KEEP, REMOVE, type CtpAction } from './ctp-action.ts'
import type { CtpPlan } from './ctp-plan.ts'
import { privateKey, keyText } from './private-plan.ts'
import { ALWAYS_KEPT, does } from './public-rules.ts'
import { closedAround, isMethodCodes, operationsByScope, tagOfRow, type CtpRow } from './rows.ts'
import { needsExplicitVr } from './toolkit-tags.ts'
import { SCRIPT } from '../texts.ts'
import { CTP } from './texts.ts'

/** How far a CTP script says what was decided for one element. */
export interface Judgement {
  readonly expressed: 'yes' | 'stricter' | 'no'
  readonly why: string
}

const YES: Judgement = { expressed: 'yes', why: '' }
const stricterThan = (why: string): Judgement => ({ expressed: 'stricter', why })
const weakerThan = (why: string): Judgement => ({ expressed: 'no', why })

/** What CTP does to an element under the plan's script, held against what was decided. */
export function judge(row: CtpRow, plan: CtpPlan): Judgement {
  const judged = judgeInExplicitVr(row, plan)
  const lost = plan.mayBeImplicit && judged.expressed !== 'no' ? lostInImplicitVr(row, plan) : undefined
  return lost === undefined ? judged : stricterThan(SCRIPT.unsaid.all([judged.why, lost].filter((why) => why !== '')))
}

/** What goes in Implicit VR, because CTP does not know its tag or that of a Sequence around it. */
function lostInImplicitVr(row: CtpRow, { publicRules: { rules } }: CtpPlan): string | undefined {
  if (row.operations.length === 0 || leaves(row).every((how) => how === 'remove')) return undefined
  const later = [row, ...row.around].find((one) => {
    const rule = one.kind === 'public' && !isMethodCodes(one) ? rules.get(tagOfRow(one))?.[one.level] : undefined
    return rule !== undefined && needsExplicitVr(tagOfRow(one), rule)
  })
  if (later === undefined) return undefined
  return later === row ? CTP.judged.laterTag : CTP.judged.laterAround(later.node.element.path)
}

function judgeInExplicitVr(row: CtpRow, plan: CtpPlan): Judgement {
  const around = plan.publicRules.goneWith(row)
  if (around !== undefined) return judgeGone(row, CTP.judged.around(around.node.element.path))
  const closed = closedAround(row)
  if (plan.leftBehind.has(row)) return weakerThan(CTP.judged.leftBehind)
  if (isMethodCodes(closed ?? row)) return judgeMethodCodes(row, plan)
  if (closed !== undefined) return judgeInsidePrivate(row, closed, plan)
  switch (row.kind) {
    case 'public':
      return judgePublic(row, plan)
    case 'private':
      return judgePrivate(row, plan)
    case 'creator':
    case 'orphan':
      return judgeCreator(row, plan)
  }
}

function leaves(row: CtpRow): readonly string[] {
  return operationsByScope(row).map((operation) => operation.do)
}

function judgeGone(row: CtpRow, why: string): Judgement {
  return leaves(row).every((how) => how === 'remove') ? YES : stricterThan(CTP.gone(why))
}

function judgeMethodCodes(row: CtpRow, { methodCodes }: CtpPlan): Judgement {
  return methodCodes === 'append' || methodCodes === 'keep' ? YES : judgeGone(row, CTP.judged.methodCodes)
}

function judgeInsidePrivate(row: CtpRow, outermost: CtpRow, plan: CtpPlan): Judgement {
  const key = privateKey(outermost)
  if (key === undefined || !plan.privatePlan.kept.has(keyText(key))) return judgeGone(row, CTP.judged.privateAround)
  return leaves(row).every((how) => how === 'keep' || how === 'process') ? YES : weakerThan(CTP.judged.privateSequence)
}

function judgePublic(row: CtpRow, { publicRules }: CtpPlan): Judgement {
  const tag = tagOfRow(row)
  if (row.operations.length === 0) return YES
  const own = publicRules.own.get(row) ?? { action: REMOVE }
  const rule: CtpAction = publicRules.rules.get(tag)?.[row.level] ?? KEEP
  if (row.level === 'root' && ALWAYS_KEPT.has(tag) && own.action.do !== 'keep') return weakerThan(ALWAYS_KEPT.get(tag) ?? '')
  if (tag === TAG.deidentificationMethod && row.level === 'root' && own.action.do !== 'keep')
    return isDeletion(own.action) && own.loses === undefined ? YES : stricterThan(SCRIPT.unsaid.textsFirst)
  if (does(rule, own.action)) return own.loses === undefined ? YES : stricterThan(own.loses)
  if (isWeaker(rule, own.action)) return weakerThan(CTP.judged.keepsMore)
  const reasons = [...(own.loses === undefined ? [] : [own.loses]), CTP.judged.otherSequence]
  return stricterThan(SCRIPT.unsaid.all(reasons))
}

/** Whether a rule leaves information that the row's own wording does not. */
function isWeaker(rule: CtpAction, own: CtpAction): boolean {
  if (rule.do === 'keep' || rule.do === 'process') return own.do !== rule.do
  return isDeletion(own) && !isDeletion(rule)
}

function judgePrivate(row: CtpRow, { privatePlan }: CtpPlan): Judgement {
  const key = privateKey(row)
  const isKept = key !== undefined && privatePlan.kept.has(keyText(key))
  if (isKept) return leaves(row).every((how) => how === 'keep' || how === 'process') ? YES : weakerThan(CTP.judged.kept)
  return leaves(row).every((how) => how === 'remove') ? YES : stricterThan(privatePlan.loses.get(row) ?? CTP.judged.removed)
}

function judgeCreator(row: CtpRow, { privatePlan, creatorRules }: CtpPlan): Judgement {
  const hows = leaves(row)
  const stays = hows.every((how) => how === 'keep')
  if (row.kind === 'orphan' && !isCreatorPlace(row)) return stays ? stricterThan(CTP.judged.orphanKept) : judgeGone(row, CTP.judged.orphan)
  if (!privatePlan.keepsSafe) return judgeGone(row, CTP.judged.privateGroups)
  if (stays) return YES
  const kept = creatorRules.kept.get(row)
  if (kept === undefined) return judgeGone(row, CTP.judged.byName)
  // Its block is emptied, so that it goes; but nobody said that it must.
  const { elements } = row.decided
  const retained = elements.length > 0 && elements.every((entry) => entry.choice.decision === 'retain')
  return retained ? { ...YES, why: kept } : weakerThan(kept)
}

/** `(gggg,0010-00FF)` of a blank creator: CTP takes it for a creator. */
function isCreatorPlace(row: CtpRow): boolean {
  const tag = tagOfRow(row)
  return isPrivate(tag) && (tag & 0xffff) >= 0x10 && (tag & 0xffff) <= 0xff && tag !== TAG.item
}
