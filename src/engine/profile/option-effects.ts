import type { OptionEffect } from '../../contract/profile-answers.ts'
import { describe } from '../../core/annotation/describe.ts'
import { effectiveCode } from '../../core/confidentiality/effective-code.ts'
import { PROFILE_OPTIONS, type ProfileOption } from '../../core/confidentiality/profile.ts'
import { openedElement, parsePath, type PathText } from '../../core/dicom/attribute-path.ts'
import type { Session } from '../session/session.ts'

const MOST_NAMED = 4

const known = new WeakMap<readonly unknown[], { readonly of: string; readonly effects: readonly OptionEffect[] }>()

/** What each Option changes in this collection, were it switched. Kept until the Options or the inventory are others. */
export function optionEffects(session: Session): readonly OptionEffect[] {
  const version = session.inventory.elements()
  const of = JSON.stringify(session.profile.current().options)
  const there = known.get(version)
  if (there?.of === of) return there.effects
  const effects = countEffects(session)
  known.set(version, { of, effects })
  return effects
}

function countEffects(session: Session): readonly OptionEffect[] {
  const { options } = session.profile.current()
  const annotations = session.annotations()
  // Options change nothing but what stands in Table E.1-1.
  const isListed = (path: PathText): boolean => annotations.get(path)?.tableE !== ''
  const elements = session.inventory.elements().filter(({ path }) => openedElement(path) === undefined && isListed(path))
  return PROFILE_OPTIONS.map((option) => {
    const chosen = options.includes(option)
    const without = options.filter((one) => one !== option)
    const changed = elements.filter(
      ({ path }) => effectiveCode(path, { options: without }).code !== effectiveCode(path, { options: [...without, option] }).code,
    )
    const commonest = changed.toSorted((a, b) => b.files - a.files)
    const other = EXCLUDES[option]
    return {
      option,
      chosen,
      elements: changed.length,
      files: commonest[0]?.files ?? 0,
      names: [...new Set(commonest.map(({ path }) => nameOf(path)))].slice(0, MOST_NAMED),
      excludedBy: other !== undefined && options.includes(other) && !chosen ? other : '',
    }
  })
}

function nameOf(text: PathText): string {
  const path = parsePath(text)
  return (path === undefined ? '' : describe(path).name) || text
}

/** Full and Modified Dates exclude each other (PS3.15 E.3.6). */
const EXCLUDES: Readonly<Partial<Record<ProfileOption, ProfileOption>>> = {
  RetainLongitudinalFullDates: 'RetainLongitudinalModifiedDates',
  RetainLongitudinalModifiedDates: 'RetainLongitudinalFullDates',
}
