import { readFileSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Outcome } from '../../contract/outcome.ts'
import { formatApprovals, latestOf, parseApprovals, type Approval } from '../../core/knowledge/approval.ts'
import { NO_TEAM, type ImportedList, type TeamKnowledge } from '../../core/knowledge/team.ts'
import { fail, ok } from '../../core/result.ts'
import { writeAtomically } from '../files/atomic-write.ts'
import { parseImported } from './imported-file.ts'

/** The files of the team: one of approvals, one of imported lists. */
export interface TeamStore {
  /** What is in them now, the same object as long as nothing changed. A file that cannot be read counts as empty: nothing is retained by it. */
  knowledge(): TeamKnowledge
  /** The approvals; a failure where there is a file that holds none. @param file another one than the user's own */
  approvals(file?: string): Outcome<readonly Approval[]>
  /** Adds approvals; of one element and scanner the latest holds. */
  approve(approvals: readonly Approval[], file?: string): Outcome<null>
  /** Makes these all that is approved. */
  replaceApprovals(approvals: readonly Approval[], file?: string): Outcome<null>
  /** Takes a list in the place of the one of its kind and date. */
  importList(list: ImportedList): Outcome<null>
}

const APPROVALS = 'approvals.json'
const IMPORTED = 'imported.json'
/** Approvals name people of the team: for the user alone. */
const PRIVATE = { mode: 0o600 }
/** Milliseconds. */
const LOOK_AGAIN = 250

/** @param folder where the user's own state lies; the files are in `knowledge` in it */
export function createTeamStore(folder: string): TeamStore {
  const approvalsFile = join(folder, 'knowledge', APPROVALS)
  const importedFile = join(folder, 'knowledge', IMPORTED)
  let seen = { approvals: '', imported: '' }
  let lookedAt = Number.NEGATIVE_INFINITY
  let known: TeamKnowledge = NO_TEAM
  let latest: { readonly text: string; readonly read: ReturnType<typeof parseApprovals> } | undefined
  const approvalsIn = (file: string): Outcome<readonly Approval[]> => {
    const text = textOf(file)
    if (text === undefined) return ok([])
    // Asked for several times with every approval: a text that says the same is not made out again.
    if (latest?.text !== text) latest = { text, read: parseApprovals(text) }
    const { read } = latest
    return read.ok ? read : fail({ code: 'refused', message: `The approvals file cannot be used: ${read.failure}.` })
  }
  const written = (outcome: Outcome<null>): Outcome<null> => {
    lookedAt = Number.NEGATIVE_INFINITY
    return outcome
  }
  const replaceApprovals = (approvals: readonly Approval[], file: string): Outcome<null> =>
    // At once: a line is a short one, and there are thousands.
    written(writeAtomically(file, [...formatApprovals(latestOf(approvals))].join(''), PRIVATE))
  const own = (file: string | undefined): string => (file === undefined ? approvalsFile : resolve(file))
  return {
    knowledge() {
      // Asked for with every row that is shown: another process is noticed a moment later.
      if (performance.now() - lookedAt < LOOK_AGAIN) return known
      lookedAt = performance.now()
      const now = { approvals: stampOf(approvalsFile), imported: stampOf(importedFile) }
      // Each is the same object as long as its own file is: an approval makes nothing of the lists anew.
      if (now.approvals !== seen.approvals) {
        const approvals = approvalsIn(approvalsFile)
        known = { ...known, approvals: approvals.ok ? approvals.value : [] }
      }
      if (now.imported !== seen.imported) known = { ...known, imported: parseImported(textOf(importedFile) ?? '') ?? [] }
      seen = now
      return known
    },
    approvals: (file) => approvalsIn(own(file)),
    approve(approvals, file) {
      const there = approvalsIn(own(file))
      return there.ok ? replaceApprovals([...there.value, ...approvals], own(file)) : there
    },
    replaceApprovals(approvals, file) {
      const there = approvalsIn(own(file))
      return there.ok ? replaceApprovals(approvals, own(file)) : there
    },
    importList(list) {
      const text = textOf(importedFile)
      const there = text === undefined ? [] : parseImported(text)
      if (there === undefined)
        return fail({ code: 'refused', message: 'The file of imported lists is damaged. Move it away, then import again.' })
      const others = there.filter(({ kind, date }) => kind !== list.kind || date !== list.date)
      return written(writeAtomically(importedFile, JSON.stringify([...others, list]), PRIVATE))
    },
  }
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

function stampOf(file: string): string {
  const stat = statSync(file, { throwIfNoEntry: false, bigint: true })
  return stat === undefined ? 'none;' : `${stat.mtimeNs} ${stat.size} ${stat.ino};`
}
