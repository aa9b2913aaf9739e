/** Engines that scripts are written for; `tagbench` is our own. */
export const SCRIPT_TARGETS = ['tagbench', 'ctp', 'dicomedit', 'posda', 'deid', 'kitware'] as const
export type ScriptTarget = (typeof SCRIPT_TARGETS)[number]

/**
 * A script, by what it is: a file, a text, one that comes with the program (`preset`), or the one that the decisions of
 * the project make now (`current`). One of them is named.
 */
export interface ScriptSource {
  readonly file?: string
  readonly text?: string
  readonly preset?: string
  readonly current?: boolean
}

/** Characters of a script that is sent as text: two of them must fit into one request. */
export const LONGEST_SCRIPT = 1_900_000

/** One script for all, or one for each of these. */
export const SCRIPT_PER = ['manufacturer', 'model'] as const
export type ScriptPer = (typeof SCRIPT_PER)[number]
/** Targets that have such scripts: our own tells scanners apart in one, and Posda's is for Series, which it lists. */
export const PER_TARGETS: readonly ScriptTarget[] = ['ctp', 'dicomedit', 'deid', 'kitware']

/** Scripts that come with the program, to be compared with or to begin from. */
export interface PresetScript {
  readonly name: string
  readonly target: ScriptTarget
  readonly rules: number
}

/** A file that an export would write. A table of old patients has no text here. */
export interface ScriptText {
  readonly name: string
  readonly secret: boolean
  readonly lines: number
  /** The beginning, up to a bound. */
  readonly text: string
  readonly isWhole: boolean
}

/** How far a target can say what was decided for one element. */
export interface ExpressedElement {
  readonly path: string
  readonly name: string
  readonly decision: string
  readonly expressed: 'yes' | 'stricter' | 'no'
  readonly why: string
}

export interface Expressibility {
  /** Of the whole script, whatever is asked for. */
  readonly counts: { readonly yes: number; readonly stricter: number; readonly no: number }
  readonly openReviews: number
  /** Every path that would come out weaker than decided. */
  readonly weaker: readonly string[]
  /** Elements that match what is asked for, and those of the page. */
  readonly total: number
  readonly rows: readonly ExpressedElement[]
}

export interface ScriptResult {
  readonly files: readonly string[]
  readonly openReviews: number
  /** Paths whose target is weaker than the decision and that nobody accepted by name. */
  readonly weaker: readonly string[]
  readonly expressed: { readonly yes: number; readonly stricter: number; readonly no: number }
}

export interface Simulation {
  readonly differences: readonly SimulatedDifference[]
  /** Instances made up from the inventory, and how many of them the engine would not have written. */
  readonly instances: number
  readonly refused: number
  readonly refusedBecause: readonly string[]
}

/** An element whose fate under an engine is not the one that was decided. */
export interface SimulatedDifference {
  readonly path: string
  readonly decision: string
  readonly simulated: string
  readonly weaker: boolean
  readonly why: string
}

export interface ScriptRemark {
  /** From 1. */
  readonly line: number
  readonly column: number
  readonly severity: 'fault' | 'warning'
  readonly message: string
}

export interface ScriptDifference {
  readonly path: string
  readonly name: string
  /** What each script does: `keep`, `remove` …; empty where it does not speak of the element. */
  readonly one: string
  readonly other: string
  /** The rules as they are written, where the scripts have rules. */
  readonly rules?: readonly [one: string, other: string]
  /** In the inventory of the project, where one is named. */
  readonly values?: number
  readonly files?: number
}

export interface ImportedScript {
  readonly recorded: number
  readonly openReviews: number
  /** What could not be read as a decision, each with its line and the reason. */
  readonly unread: readonly { readonly line: number; readonly what: string; readonly why: string }[]
}
