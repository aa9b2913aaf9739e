import { NEW_PATIENT_ID, readAdditions } from '../confidentiality/given-additions.ts'
import type { Profile } from '../confidentiality/profile.ts'
import type { Operation } from './operation.ts'
import { SCRIPT } from './texts.ts'

/** Stand in the value of an Operation for the days from an event to the Study Date, and for the event. */
export const DAYS_FROM_EVENT = '{days}'
export const EVENT = '{event}'

/** Whether (0012,0052) is written: it tells intervals, so only where an Option keeps these (PS3.15 E.3.6). */
export function countsDays({ options, settings }: Profile): boolean {
  return (
    settings.temporalOffset !== 'none' &&
    (options.includes('RetainLongitudinalFullDates') ||
      (options.includes('RetainLongitudinalModifiedDates') && settings.dateShift !== 'none'))
  )
}

/** The elements that the profile has every instance get beside what tells of its de-identification. */
export function givenOperations(profile: Profile): readonly Operation[] {
  const additions = readAdditions(profile.settings.addedElements)
  const given = (additions.ok ? additions.value : []).map(({ path, value }) =>
    add(path, value, SCRIPT.added.byAddedElements, value.includes(NEW_PATIENT_ID)),
  )
  if (!countsDays(profile)) return given
  const because = SCRIPT.added.byTemporalOffset
  // Time Point ID is Type 2 in the module that these are of (PS3.3 C.7.2.3).
  const timePoint = given.some(({ path }) => path === TIME_POINT) ? [] : [add(TIME_POINT, '', because, false)]
  return [...given, ...timePoint, add('(0012,0052)', DAYS_FROM_EVENT, because, true), add('(0012,0053)', EVENT, because, true)]
}

const TIME_POINT = '(0012,0050)'

function add(path: string, value: string, because: string, isPattern: boolean): Operation {
  const operation = { path, when: {}, do: 'add', with: value, because } as const
  return isPattern ? { ...operation, pattern: true } : operation
}
