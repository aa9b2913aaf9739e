/** What an output path is made of: new identifiers only, never an old name. */
export interface OutputNames {
  /** New Patient ID; empty where it was emptied or removed. */
  readonly patient: string
  readonly study: string
  readonly series: string
  readonly sop: string
  /** Whether another patient has the folder of that name where upper and lower case are one. */
  readonly patientTaken?: boolean
  /** What stands for an identifier that is empty: a keyed pseudonym. */
  readonly pseudonym: (of: 'patient' | 'study' | 'series' | 'sop') => string
  /** So many keyed characters in place of an identifier: what `{sop:8}` stands for. */
  readonly short: (of: 'patient' | 'study' | 'series' | 'sop', length: number) => string
}

/** So many keyed characters behind a name that could not be taken as it is. */
const OTHERWISE_SPELT = 6

const PLACEHOLDER = /\{([^{}]*)\}/g
const IN_PLACEHOLDER = /^(patient|study|series|sop)(?::([4-9]|[12]\d|3[0-2]))?$/
const NAMES = ['patient', 'study', 'series', 'sop'] as const
type Name = (typeof NAMES)[number]

function isName(text: string): text is Name {
  return NAMES.some((name) => name === text)
}

/**
 * Whether a pattern leads to a file inside the output folder: placeholders that we know, no way up or to the root.
 * `{patient}` is the new identifier, `{patient:8}` that many keyed characters in its place (4 to 32).
 * @example isOutputPattern('{patient}/{study}/{series}/{sop}.dcm') // true
 */
export function isOutputPattern(pattern: string): boolean {
  const known = [...pattern.matchAll(PLACEHOLDER)].every((match) => IN_PLACEHOLDER.test(match[1] ?? ''))
  const filled = pattern.replace(PLACEHOLDER, 'x')
  const segments = filled.split('/')
  return known && pattern.includes('{') && segments.every((segment) => segment !== '' && segment === safeSegment(segment))
}

/** The path of a written file, relative to the output folder, with `/`. The same names give the same path. */
export function outputPath(pattern: string, names: OutputNames): string {
  return pattern
    .split('/')
    .map((segment) =>
      safeSegment(
        segment.replace(PLACEHOLDER, (_all, inside: string) => {
          const [, name = '', length] = IN_PLACEHOLDER.exec(inside) ?? []
          if (!isName(name)) return ''
          if (length !== undefined) return names.short(name, Number(length))
          const value = safeSegment(names[name])
          if (value === '') return names.pseudonym(name)
          // What had to be spelt otherwise is told from what is spelt so, and what differs in case only from the first.
          const isOwn = value === names[name].trim() && !(name === 'patient' && names.patientTaken === true)
          return isOwn ? value : `${value}-${names.short(name, OTHERWISE_SPELT)}`
        }),
      ),
    )
    .join('/')
}

/**
 * Whether the paths of a pattern can be File IDs of a DICOMDIR (PS3.10 8.2, 8.5): at most eight components, each of at
 * most eight capital letters, digits and underscores.
 */
export function makesFileIds(pattern: string): boolean {
  const filled = pattern.replace(PLACEHOLDER, (_all, inside: string) => {
    const length = IN_PLACEHOLDER.exec(inside)?.[2]
    return length === undefined ? '?' : 'X'.repeat(Number(length))
  })
  return isFileId(filled)
}

/** Whether a path, with `/`, is a File ID. */
export function isFileId(path: string): boolean {
  const components = path.split('/')
  return components.length <= 8 && components.every((component) => /^[A-Z0-9_]{1,8}$/.test(component))
}

/** `-2`, `-3` … before the ending, for the later of files that would have one path. */
export function withSuffix(path: string, number: number): string {
  const slash = path.lastIndexOf('/')
  const dot = path.lastIndexOf('.')
  // The dots of a UID are no ending: only a short one of letters is.
  const ending = dot > slash && /^\.[A-Za-z]{1,5}$/.test(path.slice(dot)) ? path.slice(dot) : ''
  return `${path.slice(0, path.length - ending.length)}-${number}${ending}`
}

/** Names that Windows keeps for devices, whatever ending follows. */
const DEVICES = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i
const LONGEST = 200
/** Nothing of it is to be replaced, as in nearly every UID. */
const SAFE = /^[A-Za-z0-9_-](?:[A-Za-z0-9._-]{0,198}[A-Za-z0-9_-])?$/

/** A text as a file or folder name that every file system takes; empty where nothing of it can be one. */
function safeSegment(text: string): string {
  const plain = SAFE.test(text)
    ? text
    : text
        .trim()
        .replace(/[^A-Za-z0-9._-]/g, '_')
        .replace(/^[.]+|[.]+$/g, '')
        .slice(0, LONGEST)
  return DEVICES.test(plain) ? `_${plain}` : plain
}
