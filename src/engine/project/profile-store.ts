import { BASIC_PROFILE } from '../../core/confidentiality/profile-changes.ts'
import { DEFAULT_SETTINGS, type Profile } from '../../core/confidentiality/profile.ts'
import type { Project } from './project.ts'

/** The profile of a project; every version that held is kept, the latest holds. */
export interface ProfileStore {
  current(): Profile
  change(profile: Profile): void
}

export function createProfileStore(project: Project): ProfileStore {
  const { db } = project
  if (!project.lookOnly) db.exec('CREATE TABLE IF NOT EXISTS profile_log (id INTEGER PRIMARY KEY, at TEXT NOT NULL, profile TEXT NOT NULL)')
  const row = db.prepare('SELECT profile FROM profile_log ORDER BY id DESC LIMIT 1').get()
  let current: Profile = row === undefined ? BASIC_PROFILE : withDefaults(JSON.parse(String(row['profile'])) as Profile)
  return {
    current: () => current,
    change(profile) {
      db.prepare('INSERT INTO profile_log (at, profile) VALUES (?, ?)').run(new Date().toISOString(), JSON.stringify(profile))
      current = profile
    },
  }
}

/** A setting that the project has no word on has its default. */
function withDefaults({ options, settings }: Profile): Profile {
  return { options, settings: { ...DEFAULT_SETTINGS, ...settings } }
}
