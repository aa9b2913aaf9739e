import { BASIC_PROFILE } from '../../core/confidentiality/profile-changes.ts'
import { DEFAULT_SETTINGS, type Profile } from '../../core/confidentiality/profile.ts'
import { deedTime } from './deed-time.ts'
import type { Project } from './project.ts'

/** The profile of a project; every version that held is kept, the latest holds. */
export interface ProfileStore {
  current(): Profile
  /** @param by who changed it; empty where nobody said so */
  change(profile: Profile, by: string): void
  /** Every version that ever held, the first first. */
  versions(): readonly ProfileVersion[]
}

export interface ProfileVersion {
  readonly id: number
  readonly by: string
  /** ISO 8601, UTC. */
  readonly at: string
  readonly profile: Profile
}

export function createProfileStore(project: Project): ProfileStore {
  const { db } = project
  const columns = `id INTEGER PRIMARY KEY, at TEXT NOT NULL, profile TEXT NOT NULL, by TEXT NOT NULL DEFAULT ''`
  if (!project.lookOnly) db.exec(`CREATE TABLE IF NOT EXISTS profile_log (${columns})`)
  const isSigned = db.prepare(`SELECT 1 FROM pragma_table_info('profile_log') WHERE name = 'by'`).get() !== undefined
  if (!isSigned && !project.lookOnly) db.exec(`ALTER TABLE profile_log ADD COLUMN by TEXT NOT NULL DEFAULT ''`)
  const row = db.prepare('SELECT profile FROM profile_log ORDER BY id DESC LIMIT 1').get()
  let current: Profile = row === undefined ? BASIC_PROFILE : withDefaults(JSON.parse(String(row['profile'])) as Profile)
  return {
    current: () => current,
    change(profile, by) {
      db.prepare('INSERT INTO profile_log (at, profile, by) VALUES (?, ?, ?)').run(deedTime(), JSON.stringify(profile), by)
      current = profile
    },
    versions: () =>
      db
        .prepare(`SELECT id, ${isSigned || !project.lookOnly ? 'by' : "''"} AS by, at, profile FROM profile_log ORDER BY id`)
        .all()
        .map((one) => ({
          id: Number(one['id']),
          by: String(one['by']),
          at: String(one['at']),
          profile: JSON.parse(String(one['profile'])) as Profile,
        })),
  }
}

/** A setting that the project has no word on has its default. */
function withDefaults({ options, settings }: Profile): Profile {
  return { options, settings: { ...DEFAULT_SETTINGS, ...settings } }
}
