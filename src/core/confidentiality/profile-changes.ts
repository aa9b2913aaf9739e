import { fail, ok, type Result } from '../result.ts'
import { readAdditions } from './given-additions.ts'
import { DEFAULT_SETTINGS, PRESETS, PROFILE_OPTIONS, type Profile, type ProfileOption, type ProfileSettings } from './profile.ts'
import { validateProfile } from './validate-profile.ts'
import { CONFIDENTIALITY } from './texts.ts'

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
    if (preset === undefined) return fail(CONFIDENTIALITY.profile.presets(Object.keys(PRESETS)))
    const defaults = Object.fromEntries(Object.entries(DEFAULT_SETTINGS).filter(([key]) => PRESET_KEYS.has(key)))
    options = preset.options
    settings = { ...settings, ...defaults, ...preset.settings }
  }
  if (changes.options !== undefined) {
    const chosen: ProfileOption[] = []
    for (const name of changes.options) {
      const option = PROFILE_OPTIONS.find((one) => one === name.trim())
      if (option === undefined) return fail(CONFIDENTIALITY.profile.options(PROFILE_OPTIONS))
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
      return OID.test(value) && value.length <= LONGEST_ROOT ? ok({ uidRoot: value }) : fail(CONFIDENTIALITY.profile.uidRoot(LONGEST_ROOT))
    case 'date-shift': {
      const range = /^(-?\d{1,6})\.\.(-?\d{1,6})$/.exec(value)
      if (range !== null && Number(range[1]) > Number(range[2])) return fail(CONFIDENTIALITY.profile.shiftOrder)
      if (range !== null && Number(range[1]) === 0 && Number(range[2]) === 0) return fail(CONFIDENTIALITY.profile.shiftOfNothing)
      return value === '' ? fail(CONFIDENTIALITY.profile.dateShift) : ok({ dateShift: value })
    }
    case 'patient-id':
      return ok({ patientId: value })
    case 'emptied-creators': {
      const word = oneOf('drop', 'keep')
      return word === undefined ? fail(CONFIDENTIALITY.profile.emptiedCreators) : ok({ emptiedCreators: word })
    }
    case 'unlisted': {
      const word = oneOf('by-kind', 'delete')
      return word === undefined ? fail(CONFIDENTIALITY.profile.unlisted) : ok({ unlisted: word })
    }
    case 'age-cap': {
      const word = oneOf('on', 'off')
      return word === undefined ? fail(CONFIDENTIALITY.profile.ageCap) : ok({ ageCap: word === 'on' })
    }
    case 'dicomdir': {
      const word = oneOf('none', 'make')
      return word === undefined ? fail(CONFIDENTIALITY.profile.dicomdir) : ok({ dicomdir: word })
    }
    case 'overlays':
    case 'curves':
    case 'private': {
      const word = oneOf('by-profile', 'remove')
      if (word === undefined) return fail(CONFIDENTIALITY.profile.byProfile(key))
      return ok(key === 'overlays' ? { overlays: word } : key === 'curves' ? { curves: word } : { privateElements: word })
    }
    case 'added-elements': {
      const additions = readAdditions(value)
      return additions.ok ? ok({ addedElements: value }) : additions
    }
    case 'temporal-offset':
      return value === '' ? fail(CONFIDENTIALITY.profile.temporalOffset) : ok({ temporalOffset: value })
    case 'contributing-equipment': {
      const word = oneOf('add', 'leave')
      return word === undefined ? fail(CONFIDENTIALITY.profile.equipment) : ok({ contributingEquipment: word === 'add' })
    }
    case 'output-path': {
      const names = [...value.matchAll(/\{([^{}]*)\}/g)].map((match) => match[1] ?? '')
      const known = names.every((name) => /^(?:patient|study|series|sop)(?::\d{1,2})?$/.test(name))
      return known && names.some((name) => name.startsWith('sop')) && !value.startsWith('/') && !value.split('/').includes('..')
        ? ok({ outputPath: value })
        : fail(CONFIDENTIALITY.profile.outputPath)
    }
    case 'redaction-regions':
      return ok({ redactionRegions: value })
    case 'physical-parameters':
      return ok({ physicalParameters: value })
    default:
      return fail(CONFIDENTIALITY.profile.settings)
  }
}
