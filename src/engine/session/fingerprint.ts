import type { Profile } from '../../core/confidentiality/profile.ts'
import type { LogEntry } from '../../core/decisions/decision.ts'
import type { InventoryElement } from '../../core/inventory/inventory.ts'
import type { TeamKnowledge } from '../../core/knowledge/team.ts'
import { programDigest } from '../files/program-digest.ts'
import { sha256 } from '../files/sha256.ts'

/** What the rows of a project follow from besides the values of its collection: what is kept of them goes with any new fact. */
export interface RowOrigins {
  readonly elements: readonly InventoryElement[]
  /** Number of scans: the first sight of an element is news for as long as there is no later one. */
  readonly scans: number
  readonly profile: Profile
  /** The user's own list of physical parameters, as it was read; empty where there is none. */
  readonly parameters: string
  readonly team: Pick<TeamKnowledge, 'approvals' | 'imported'>
  /** The log only grows. */
  readonly log: readonly LogEntry[]
}

/**
 * A digest of all that rows follow from, the rules of this program among it: as long as it is the same, what was kept of
 * them holds.
 * @returns undefined where it cannot be told
 */
export function fingerprint({ elements, scans, profile, parameters, team, log }: RowOrigins): string | undefined {
  const program = programDigest()
  if (program === undefined) return undefined
  return digestOf([
    program,
    digestOnce(elements, () => elements.map(({ path, files, distinctValues }) => [path, files, distinctValues])),
    scans,
    profile,
    parameters,
    digestOnce(team.approvals, () => team.approvals),
    digestOnce(team.imported, () => team.imported),
    log.length,
    log.at(-1)?.id ?? 0,
  ])
}

const digests = new WeakMap<object, string>()

/** Of lists that stay the same object as long as they stay the same. */
function digestOnce(list: object, content: () => unknown): string {
  let digest = digests.get(list)
  if (digest === undefined) digests.set(list, (digest = digestOf(content())))
  return digest
}

function digestOf(value: unknown): string {
  return sha256(Buffer.from(JSON.stringify(value)))
}
