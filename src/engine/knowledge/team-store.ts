import { readFileSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Outcome } from '../../contract/outcome.ts'
import { latestOf, type Approval } from '../../core/knowledge/approval.ts'
import { amended, formatAmendment, formatApprovals, parseApprovals, type Amendment } from '../../core/knowledge/approvals-file.ts'
import { NO_TEAM, type ImportedList, type TeamKnowledge } from '../../core/knowledge/team.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import { appendDurably, endsWhole } from '../files/append.ts'
import { writeAtomically } from '../files/atomic-write.ts'
import { parseImported } from './imported-file.ts'
import { TEAM } from './texts.ts'

/** The files of the team: one of approvals, one of imported lists. */
export interface TeamStore {
  /** What is in them now, the same object as long as nothing changed. A file that cannot be read counts as empty: nothing is retained by it. */
  knowledge(): TeamKnowledge
  /** The approvals; a failure where there is a file that holds none. @param file another one than the user's own */
  approvals(file?: string): Outcome<readonly Approval[]>
  /**
   * Takes some of the user's own approvals away and adds others; of one element and scanner what comes holds. It is on
   * the disk when this returns, behind the file; that is written anew in a pause.
   */
  amend(amendment: Amendment): Outcome<null>
  /** Makes these all that is approved. */
  replaceApprovals(approvals: readonly Approval[], file?: string): Outcome<null>
  /** Takes a list in the place of the one of its kind and date. */
  importList(list: ImportedList): Outcome<null>
  /** Writes the approvals anew where something stands behind them, so that the file is plain JSON, in order. */
  settle(): void
}

const APPROVALS = 'approvals.json'
const IMPORTED = 'imported.json'
/** Approvals name people of the team: for the user alone. */
const PRIVATE = { mode: 0o600 }
/** Milliseconds. */
const LOOK_AGAIN = 250
/** Milliseconds without a further approval. */
const PAUSE = 3000

/** @param folder where the user's own state lies; the files are in `knowledge` in it */
export function createTeamStore(folder: string): TeamStore {
  const approvalsFile = join(folder, 'knowledge', APPROVALS)
  const importedFile = join(folder, 'knowledge', IMPORTED)
  let imported = { stamp: '', lists: [] as readonly ImportedList[] }
  let lookedAt = Number.NEGATIVE_INFINITY
  let known: TeamKnowledge = NO_TEAM
  /** The user's own file as it was read or written last. */
  let own: { readonly stamp: string; readonly read: Result<readonly Approval[], string> } = { stamp: '', read: ok([]) }
  let pause: ReturnType<typeof setTimeout> | undefined

  /** Read again only when somebody else has changed it. */
  const ownFile = (): Result<readonly Approval[], string> => {
    const stamp = stampOf(approvalsFile)
    if (stamp !== own.stamp) own = { stamp, read: parsed(textOf(approvalsFile)) }
    return own.read
  }
  const keep = (approvals: readonly Approval[]): void => {
    own = { stamp: stampOf(approvalsFile), read: ok(approvals) }
    lookedAt = Number.NEGATIVE_INFINITY
  }
  const writeOwn = (approvals: readonly Approval[]): Outcome<null> => {
    const latest = latestOf(approvals)
    const outcome = writeWhole(approvalsFile, latest)
    if (outcome.ok) keep(latest)
    return outcome
  }
  const settle = (): void => {
    const isDue = pause !== undefined
    clearTimeout(pause)
    pause = undefined
    if (!isDue || stampOf(approvalsFile) !== own.stamp || !own.read.ok) return
    // Where it cannot be written, what stands behind the file is read as well.
    writeOwn(own.read.value)
  }
  return {
    knowledge() {
      // Asked for with every row that is shown: another process is noticed a moment later.
      if (performance.now() - lookedAt < LOOK_AGAIN) return known
      lookedAt = performance.now()
      // Each is the same object as long as its own file is: an approval makes nothing of the lists anew.
      const read = ownFile()
      const approvals = read.ok ? read.value : []
      if (approvals !== known.approvals && (approvals.length > 0 || known.approvals.length > 0)) known = { ...known, approvals }
      const stamp = stampOf(importedFile)
      if (stamp !== imported.stamp) {
        imported = { stamp, lists: parseImported(textOf(importedFile) ?? '') ?? [] }
        known = { ...known, imported: imported.lists }
      }
      return known
    },
    approvals: (file) => usable(file === undefined ? ownFile() : parsed(textOf(resolve(file)))),
    amend(amendment) {
      const there = usable(ownFile())
      if (!there.ok) return there
      const now = amended(there.value, amendment)
      if (own.stamp === NO_FILE || !endsWhole(approvalsFile)) return writeOwn(now)
      const outcome = appendDurably(approvalsFile, formatAmendment(amendment))
      if (!outcome.ok) return outcome
      keep(now)
      clearTimeout(pause)
      pause = setTimeout(settle, PAUSE).unref()
      return outcome
    },
    replaceApprovals(approvals, file) {
      const there = usable(file === undefined ? ownFile() : parsed(textOf(resolve(file))))
      if (!there.ok) return there
      return file === undefined ? writeOwn(approvals) : writeWhole(resolve(file), latestOf(approvals))
    },
    importList(list) {
      const text = textOf(importedFile)
      const there = text === undefined ? [] : parseImported(text)
      if (there === undefined) return fail({ code: 'refused', message: TEAM.listsDamaged })
      const others = there.filter(({ kind, date }) => kind !== list.kind || date !== list.date)
      lookedAt = Number.NEGATIVE_INFINITY
      return writeAtomically(importedFile, JSON.stringify([...others, list]), PRIVATE)
    },
    settle,
  }
}

function parsed(text: string | undefined): Result<readonly Approval[], string> {
  return text === undefined ? ok([]) : parseApprovals(text)
}

function usable(read: Result<readonly Approval[], string>): Outcome<readonly Approval[]> {
  return read.ok ? read : fail({ code: 'refused', message: TEAM.approvalsBroken(read.failure) })
}

/** At once: a line is a short one, and there are thousands. */
function writeWhole(file: string, approvals: readonly Approval[]): Outcome<null> {
  return writeAtomically(file, [...formatApprovals(approvals)].join(''), PRIVATE)
}

/** A team that has settled nothing, for sessions without a user. */
export const NO_TEAM_STORE: Pick<TeamStore, 'knowledge'> = { knowledge: () => NO_TEAM }

/** Undefined where there is no file. */
function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}

const NO_FILE = 'none;'

function stampOf(file: string): string {
  const stat = statSync(file, { throwIfNoEntry: false, bigint: true })
  return stat === undefined ? NO_FILE : `${stat.mtimeNs} ${stat.size} ${stat.ino};`
}
