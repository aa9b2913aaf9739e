import type { ProfileImported } from '../../contract/decision-answers.ts'
import type { Outcome } from '../../contract/outcome.ts'
import { choiceForWord } from '../../core/decisions/choice-for-word.ts'
import { formatChoice } from '../../core/decisions/choice-text.ts'
import type { NewDecision } from '../../core/decisions/decision-log.ts'
import type { Choice } from '../../core/decisions/decision.ts'
import { choiceForCode, readProfileFile, type ProfileRow, type ProfileTarget } from '../../core/decisions/profile-file.ts'
import { validateChoice } from '../../core/decisions/validate-choice.ts'
import { formatPath, leafOf, openedElement, parsePath, pathKey, type PathText } from '../../core/dicom/attribute-path.ts'
import { hex } from '../../core/dicom/tag.ts'
import { csvLines } from '../../core/knowledge/csv-lines.ts'
import { fail, ok } from '../../core/result.ts'
import type { InventoryRow } from '../../contract/inventory-row.ts'
import { addToLog, withOpenReviews } from './record-decisions.ts'
import type { Session } from './session.ts'
import { SESSION } from './texts.ts'

/**
 * A user's own profile as decisions, in one act. A tag stands for the element at every depth; what is not in this
 * inventory is decided all the same, for a later delivery. A code that cannot be carried out on an element holds it for
 * Review.
 */
export function importProfile(session: Session, text: string, by: string): Outcome<ProfileImported> {
  const lines = csvLines(text)
  if (lines.some(({ brokenQuotes }) => brokenQuotes)) return fail({ code: 'usage', message: SESSION.imports.quotes })
  const read = readProfileFile(lines.map(({ cells }) => cells))
  if (!read.ok) return fail({ code: 'usage', message: SESSION.imports.wrong(read.failure) })
  const { kind, rows } = read.value
  const decided = new Map<string, { readonly decision: NewDecision; readonly row: ProfileRow }>()
  let notFound = 0
  let leftOut = 0
  for (const row of rows) {
    const found = matching(session.rows(), row.target)
    const absent = found.length === 0 ? absentPath(row.target) : undefined
    if (found.length === 0) notFound += 1
    for (const path of [...found, ...(absent === undefined ? [] : [absent])]) {
      const { choice, isReview } = choiceAt(session, path, row.code)
      if (isReview) leftOut += 1
      const before = decided.get(pathKey(path))
      if (before !== undefined && isNarrower(before.row.target, row.target)) continue
      if (
        before !== undefined &&
        !isNarrower(row.target, before.row.target) &&
        formatChoice(before.decision.choice) !== formatChoice(choice)
      )
        return fail({
          code: 'usage',
          message: SESSION.imports.contradict(before.row.row, row.row),
        })
      const reason = (isReview ? SESSION.imports.reasonOfReview : SESSION.imports.reason)(SESSION.profileFiles[kind], row.code)
      decided.set(pathKey(path), { decision: { path, scope: {}, choice, source: 'import', reason }, row })
    }
  }
  const decisions = [...decided.values()].map(({ decision }) => decision)
  const recorded = withOpenReviews(session, addToLog(session, decisions, by))
  return recorded.ok ? ok({ ...recorded.value, kind, notFound, ...(leftOut > 0 ? { leftOut } : {}) }) : recorded
}

/** What is meant for one path goes before what is meant for a tag, and that before a pattern. */
function isNarrower(one: ProfileTarget, other: ProfileTarget): boolean {
  const order: readonly ProfileTarget['kind'][] = ['path', 'private', 'tag', 'pattern']
  return order.indexOf(one.kind) < order.indexOf(other.kind)
}

function choiceAt(session: Session, path: PathText, code: string): { readonly choice: Choice; readonly isReview: boolean } {
  const row = session.row(path)
  const vrs = row?.element.vrs ?? []
  const chosen = choiceForCode(code, vrs)
  const choice = chosen.treatment === undefined && row !== undefined ? choiceForWord(chosen.decision, row.proposal.choice) : chosen
  const isReview = !validateChoice(choice, vrs, path).ok
  return { choice: isReview ? { decision: 'review' } : choice, isReview }
}

function matching(rows: readonly InventoryRow[], target: ProfileTarget): readonly PathText[] {
  return rows.map(({ element }) => element.path).filter((text) => openedElement(text) === undefined && isMeant(text, target))
}

function isMeant(text: PathText, target: ProfileTarget): boolean {
  if (target.kind === 'path') return pathKey(text) === pathKey(target.path)
  const path = parsePath(text)
  if (path?.kind !== 'element') return false
  const leaf = leafOf(path)
  if (target.kind === 'private') {
    const same = leaf.kind === 'private' && leaf.creator.trim().toUpperCase() === target.creator.trim().toUpperCase()
    return same && leaf.group === target.group && leaf.element === target.element
  }
  if (leaf.kind !== 'public') return false
  if (target.kind === 'tag') return leaf.tag === target.tag
  const digits = hex(leaf.tag, 8).toUpperCase()
  return [...target.pattern].every((digit, index) => (digit === 'X' ? true : digits[index] === digit))
}

/** The path of an element that is not there yet; a pattern names none. */
function absentPath(target: ProfileTarget): PathText | undefined {
  if (target.kind === 'path') return target.path
  if (target.kind === 'tag') return formatPath({ kind: 'element', steps: [{ kind: 'public', tag: target.tag }] })
  return target.kind === 'private' ? formatPath({ kind: 'element', steps: [target] }) : undefined
}
