import { UID_REGISTRY } from './uid-registry.generated.ts'

/** The edition of PS3.6 Annex A that the registry holds. */
export const UID_REGISTRY_EDITION = 'PS3.6 2026d'

/** A UID that the Standard defines (PS3.6 Annex A). */
export interface UidEntry {
  readonly uid: string
  /** As printed, `(Retired)` included. */
  readonly name: string
  /** `SOP Class`, `Transfer Syntax`, `Coding Scheme`, `Well-known frame of reference` … */
  readonly type: string
  readonly keyword: string
  readonly retired: boolean
}

let entries: Map<string, UidEntry> | undefined

function indexed(): Map<string, UidEntry> {
  if (entries === undefined) {
    entries = new Map()
    for (const line of UID_REGISTRY.split('\n')) {
      const [uid = '', type = '', keyword = '', name = ''] = line.split('|')
      entries.set(uid, { uid, name, type, keyword, retired: name.endsWith('(Retired)') })
    }
  }
  return entries
}

/**
 * What PS3.6 Annex A calls a UID.
 * @returns undefined for UIDs of instances, of vendors and of context groups
 */
export function lookupUid(uid: string): UidEntry | undefined {
  return indexed().get(uid)
}

/** Context Groups (PS3.6 Table A-3) are numbered under one arc; the table itself is not held. */
const CONTEXT_GROUP = /^1\.2\.840\.10008\.6\.1\.[1-9]\d{0,3}$/

/**
 * Whether a SOP Class is not of the Standard. All that it defines is under its root; one there that PS3.6 does not list
 * yet is of a later edition.
 */
export function isPrivateSopClass(uid: string): boolean {
  return !isRegisteredUid(uid) && !uid.startsWith('1.2.840.10008.')
}

/** Whether a UID names something of the Standard's own, so that it identifies nobody and is never remapped. */
export function isRegisteredUid(uid: string): boolean {
  return indexed().has(uid) || CONTEXT_GROUP.test(uid)
}
