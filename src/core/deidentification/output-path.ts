/** What an output path is made of: new identifiers only, never an old name. */
export interface OutputNames {
  /** New Patient ID; empty where it was emptied or removed. */
  readonly patient: string
  readonly study: string
  readonly series: string
  readonly sop: string
  /** What stands for an identifier that is empty: a keyed pseudonym. */
  readonly pseudonym: (of: 'patient' | 'study' | 'series' | 'sop') => string
}

const PLACEHOLDER = /\{([a-z]*)\}/g
const NAMES = ['patient', 'study', 'series', 'sop'] as const
type Name = (typeof NAMES)[number]

function isName(text: string): text is Name {
  return NAMES.some((name) => name === text)
}

/**
 * Whether a pattern leads to a file inside the output folder: placeholders that we know, no way up or to the root.
 * @example isOutputPattern('{patient}/{study}/{series}/{sop}.dcm') // true
 */
export function isOutputPattern(pattern: string): boolean {
  const known = [...pattern.matchAll(PLACEHOLDER)].every((match) => isName(match[1] ?? ''))
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
        segment.replace(PLACEHOLDER, (_all, name: string) => {
          if (!isName(name)) return ''
          const value = safeSegment(names[name])
          return value === '' ? names.pseudonym(name) : value
        }),
      ),
    )
    .join('/')
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

/** A text as a file or folder name that every file system takes; empty where nothing of it can be one. */
function safeSegment(text: string): string {
  const plain = text
    .trim()
    .replace(/[^A-Za-z0-9._-]/g, '_')
    .replace(/^[.]+|[.]+$/g, '')
    .slice(0, LONGEST)
  return DEVICES.test(plain) ? `_${plain}` : plain
}
