/** What an Option does to this collection. */
export interface OptionEffect {
  readonly option: string
  readonly chosen: boolean
  /** Elements of this collection whose code the Option changes. */
  readonly elements: number
  /** Files that have at least one of them, at the least. */
  readonly files: number
  /** Names of some of them, those in most files first. */
  readonly names: readonly string[]
  /** Why it cannot be chosen now; empty where it can. */
  readonly excludedBy: string
}

export const EXAMPLE_SETTINGS = ['patient-id', 'date-shift', 'uid-root', 'output-path', 'age-cap'] as const

/** What a setting makes of a value of this collection, computed as apply would, with the project's key. */
export interface SettingExample {
  readonly setting: (typeof EXAMPLE_SETTINGS)[number]
  /** The element whose value it is; empty for a path. */
  readonly path: string
  readonly old: string
  /** Empty where nothing is left of it. */
  readonly new: string
  /** A sentence where the new value needs one: why it stays, or goes. */
  readonly note: string
}

/** Examples of settings, or why there can be none: a file that a setting names and that cannot be read. */
export interface SettingExamples {
  readonly examples: readonly SettingExample[]
  readonly problem: string
}
