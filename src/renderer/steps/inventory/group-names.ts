import { INVENTORY } from './texts.ts'

/** What the groups of the data dictionary are about, where they are met often. */
const ABOUT: Readonly<Record<string, string>> = INVENTORY.tagGroups.about

/** `0010 Patient`; `Group 0033` where there is no common word for it. */
export function groupWord(group: string): string {
  if (group === 'outside') return INVENTORY.tagGroups.outside
  const about = ABOUT[group]
  return about === undefined ? INVENTORY.tagGroups.other(group) : `${group} ${about}`
}
