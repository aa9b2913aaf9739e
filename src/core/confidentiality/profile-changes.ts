import { fail, ok, type Result } from '../result.ts'
import { readAdditions } from './given-additions.ts'
import { DEFAULT_SETTINGS, PRESETS, PROFILE_OPTIONS, type Profile, type ProfileOption, type ProfileSettings } from './profile.ts'
import { validateProfile } from './validate-profile.ts'

/** What a person asks to change: Options or a preset, and settings by their name on the command line. */
export interface ProfileChanges {
  readonly options?: readonly string[]
  readonly preset?: string
  readonly set?: Readonly<Record<string, string>>
}

/** The profile of a new project: the Basic Profile without Options. */
export const BASIC_PROFILE: Profile = { options: [], settings: DEFAULT_SETTINGS }

/** Settings that some preset changes; choosing another preset sets them back to their default. */
const PRESET_KEYS = new Set(Object.values(PRESETS).flatMap((preset) => Object.keys(preset.settings)))

/**
 * The profile with the changes, all or none.
 * @returns the new profile, or one sentence on what is wrong
 */
export function changeProfile(profile: Profile, changes: ProfileChanges): Result<Profile, string> {
  let options = profile.options
  let settings = profile.settings
  if (changes.preset !== undefined) {
    const preset = Object.entries(PRESETS).find(([name]) => name.toLowerCase() === changes.preset?.toLowerCase())?.[1]
    if (preset === undefined) return fail(`The presets are ${Object.keys(PRESETS).join(', ')}.`)
    const defaults = Object.fromEntries(Object.entries(DEFAULT_SETTINGS).filter(([key]) => PRESET_KEYS.has(key)))
    options = preset.options
    settings = { ...settings, ...defaults, ...preset.settings }
  }
  if (changes.options !== undefined) {
    const chosen: ProfileOption[] = []
    for (const name of changes.options) {
      const option = PROFILE_OPTIONS.find((one) => one === name.trim())
      if (option === undefined) return fail(`An Option is misspelt. The Options are ${PROFILE_OPTIONS.join(', ')}.`)
      chosen.push(option)
    }
    options = PROFILE_OPTIONS.filter((option) => chosen.includes(option))
  }
  for (const [key, value] of Object.entries(changes.set ?? {})) {
    const setting = readSetting(key, value.trim())
    if (!setting.ok) return setting
    settings = { ...settings, ...setting.value }
  }
  return validateProfile({ options, settings })
}

const OID = /^[0-2](\.(0|[1-9]\d*))+$/
/** A UID has at most 64 characters; a root must leave room for 25 digits (PS3.5 9). */
const LONGEST_ROOT = 38

function readSetting(key: string, value: string): Result<Partial<ProfileSettings>, string> {
  const oneOf = <T extends string>(...words: readonly T[]): T | undefined => words.find((word) => word === value)
  switch (key) {
    case 'uid-root':
      return OID.test(value) && value.length <= LONGEST_ROOT
        ? ok({ uidRoot: value })
        : fail(`uid-root is 2.25 or a registered root: numbers and dots, at most ${LONGEST_ROOT} characters.`)
    case 'date-shift': {
      const range = /^(-?\d{1,6})\.\.(-?\d{1,6})$/.exec(value)
      if (range !== null && Number(range[1]) > Number(range[2])) return fail('date-shift=MIN..MAX takes the smaller number of days first.')
      if (range !== null && Number(range[1]) === 0 && Number(range[2]) === 0)
        return fail('date-shift=0..0 shifts nothing; say date-shift=none.')
      return value === '' ? fail('date-shift is key, MIN..MAX, the path of a CSV file, or none.') : ok({ dateShift: value })
    }
    case 'patient-id':
      return ok({ patientId: value })
    case 'emptied-creators': {
      const word = oneOf('drop', 'keep')
      return word === undefined ? fail('emptied-creators is drop or keep.') : ok({ emptiedCreators: word })
    }
    case 'unlisted': {
      const word = oneOf('by-kind', 'delete')
      return word === undefined ? fail('unlisted is by-kind or delete.') : ok({ unlisted: word })
    }
    case 'age-cap': {
      const word = oneOf('on', 'off')
      return word === undefined ? fail('age-cap is on or off.') : ok({ ageCap: word === 'on' })
    }
    case 'dicomdir': {
      const word = oneOf('none', 'make')
      return word === undefined ? fail('dicomdir is none or make.') : ok({ dicomdir: word })
    }
    case 'overlays':
    case 'curves':
    case 'private': {
      const word = oneOf('by-profile', 'remove')
      if (word === undefined) return fail(`${key} is by-profile or remove.`)
      return ok(key === 'overlays' ? { overlays: word } : key === 'curves' ? { curves: word } : { privateElements: word })
    }
    case 'added-elements': {
      const additions = readAdditions(value)
      return additions.ok ? ok({ addedElements: value }) : additions
    }
    case 'temporal-offset':
      return value === '' ? fail('temporal-offset is none, baseline, or the path of a CSV file.') : ok({ temporalOffset: value })
    case 'contributing-equipment': {
      const word = oneOf('add', 'leave')
      return word === undefined ? fail('contributing-equipment is add or leave.') : ok({ contributingEquipment: word === 'add' })
    }
    case 'output-path': {
      const names = [...value.matchAll(/\{([^{}]*)\}/g)].map((match) => match[1] ?? '')
      const known = names.every((name) => /^(?:patient|study|series|sop)(?::\d{1,2})?$/.test(name))
      return known && names.some((name) => name.startsWith('sop')) && !value.startsWith('/') && !value.split('/').includes('..')
        ? ok({ outputPath: value })
        : fail(
            'output-path is a pattern of {patient}, {study}, {series} and {sop}, the last at least, relative to the output folder; {sop:8} is 8 keyed characters in its place.',
          )
    }
    case 'redaction-regions':
      return ok({ redactionRegions: value })
    case 'physical-parameters':
      return ok({ physicalParameters: value })
    default:
      return fail(
        'The settings are uid-root, date-shift, patient-id, emptied-creators, unlisted, age-cap, overlays, curves, private, added-elements, temporal-offset, contributing-equipment, output-path, dicomdir, redaction-regions and physical-parameters.',
      )
  }
}
