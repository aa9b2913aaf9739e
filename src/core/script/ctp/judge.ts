import { isPrivate, TAG } from '../../dicom/tag.ts'
import { isDeletion, KEEP, REMOVE, type CtpAction } from './ctp-action.ts'
import type { CtpPlan } from './ctp-plan.ts'
import { privateKey, keyText } from './private-plan.ts'
import { ALWAYS_KEPT, does } from './public-rules.ts'
import { closedAround, isMethodCodes, operationsByScope, tagOfRow, type CtpRow } from './rows.ts'
import { needsExplicitVr } from './toolkit-tags.ts'

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
  return lost === undefined ? judged : stricterThan([judged.why, lost].filter(Boolean).join('; '))
}

/** What goes in Implicit VR, because CTP does not know its tag or that of a Sequence around it. */
function lostInImplicitVr(row: CtpRow, { publicRules: { rules } }: CtpPlan): string | undefined {
  if (row.operations.length === 0 || leaves(row).every((how) => how === 'remove')) return undefined
  const later = [row, ...row.around].find((one) => {
    const rule = one.kind === 'public' && !isMethodCodes(one) ? rules.get(tagOfRow(one))?.[one.level] : undefined
    return rule !== undefined && needsExplicitVr(tagOfRow(one), rule)
  })
  if (later === undefined) return undefined
  return later === row
    ? 'CTP’s toolkit is older than the tag, and in Implicit VR can only keep or remove it: removed there'
    : `CTP’s toolkit is older than ${later.node.element.path}, and in Implicit VR cannot look into it: removed there`
}

function judgeInExplicitVr(row: CtpRow, plan: CtpPlan): Judgement {
  const around = plan.publicRules.goneWith(row)
  if (around !== undefined) return judgeGone(row, `CTP removes the Sequence around it, ${around.node.element.path}`)
  const closed = closedAround(row)
  if (plan.leftBehind.has(row))
    return weakerThan('behind Pixel Data CTP takes the Items of a Sequence for elements, and leaves some: keep such files from CTP')
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
  return leaves(row).every((how) => how === 'remove') ? YES : stricterThan(`${why}: gone`)
}

function judgeMethodCodes(row: CtpRow, { methodCodes }: CtpPlan): Judgement {
  return methodCodes === 'append' || methodCodes === 'keep'
    ? YES
    : judgeGone(row, 'CTP does not look into (0012,0064), so that what is there goes')
}

function judgeInsidePrivate(row: CtpRow, outermost: CtpRow, plan: CtpPlan): Judgement {
  const key = privateKey(outermost)
  if (key === undefined || !plan.privatePlan.kept.has(keyText(key))) return judgeGone(row, 'CTP removes the private Sequence around it')
  return leaves(row).every((how) => how === 'keep' || how === 'process')
    ? YES
    : weakerThan('CTP keeps a private Sequence with everything in it')
}

function judgePublic(row: CtpRow, { publicRules }: CtpPlan): Judgement {
  const tag = tagOfRow(row)
  if (row.operations.length === 0) return YES
  const own = publicRules.own.get(row) ?? { action: REMOVE }
  const rule: CtpAction = publicRules.rules.get(tag)?.[row.level] ?? KEEP
  if (row.level === 'root' && ALWAYS_KEPT.has(tag) && own.action.do !== 'keep') return weakerThan(ALWAYS_KEPT.get(tag) ?? '')
  if (tag === TAG.deidentificationMethod && row.level === 'root' && own.action.do !== 'keep')
    return isDeletion(own.action) && own.loses === undefined ? YES : stricterThan('what is there goes before texts are added')
  if (does(rule, own.action)) return own.loses === undefined ? YES : stricterThan(own.loses)
  if (isWeaker(rule, own.action)) return weakerThan('CTP keeps more of it than was decided')
  const reasons = [
    ...(own.loses === undefined ? [] : [own.loses]),
    'CTP has one rule for the tag in all items, and in another Sequence it has to be stricter',
  ]
  return stricterThan(reasons.join('; '))
}

/** Whether a rule leaves information that the row's own wording does not. */
function isWeaker(rule: CtpAction, own: CtpAction): boolean {
  if (rule.do === 'keep' || rule.do === 'process') return own.do !== rule.do
  return isDeletion(own) && !isDeletion(rule)
}

function judgePrivate(row: CtpRow, { privatePlan }: CtpPlan): Judgement {
  const key = privateKey(row)
  const isKept = key !== undefined && privatePlan.kept.has(keyText(key))
  if (isKept) return leaves(row).every((how) => how === 'keep' || how === 'process') ? YES : weakerThan('CTP keeps it')
  return leaves(row).every((how) => how === 'remove') ? YES : stricterThan(privatePlan.loses.get(row) ?? 'CTP removes it')
}

function judgeCreator(row: CtpRow, { privatePlan, creatorRules }: CtpPlan): Judgement {
  const hows = leaves(row)
  const stays = hows.every((how) => how === 'keep')
  if (row.kind === 'orphan' && !isCreatorPlace(row))
    return stays
      ? stricterThan('CTP keeps no private element without a creator: removed')
      : judgeGone(row, 'CTP removes private elements without a creator')
  if (!privatePlan.keepsSafe) return judgeGone(row, 'CTP removes all private groups')
  if (stays) return YES
  const kept = creatorRules.kept.get(row)
  if (kept === undefined) return judgeGone(row, 'told by its name')
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
