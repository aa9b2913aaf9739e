import { keyedText, type Keyed } from './keyed.ts'

/** Where new Patient IDs come from. */
export type PatientIds =
  | { readonly by: 'pattern'; readonly pieces: readonly PatternPiece[] }
  /** A CSV file with the columns `id_old,id_new` and, if wanted, `issuer_old` and `name_new`. */
  | { readonly by: 'file'; readonly file: string }
  /** Not mapped. */
  | { readonly by: 'none' }

export type PatternPiece =
  | { readonly kind: 'text'; readonly text: string }
  /** The patient's number, at least so many digits. */
  | { readonly kind: 'number'; readonly digits: number }
  /** So many keyed characters, the same in every delivery. */
  | { readonly kind: 'key'; readonly length: number }

const PLACEHOLDER = /\{(n|key)(?::(\d{1,2}))?\}/g

/**
 * Reads the setting `patient-id`: a pattern with `{n}`, `{n:4}`, `{key}` or `{key:8}`, or a file's name.
 * @returns undefined where braces hold anything else, or a key is too short to tell patients apart
 * @example parsePatientIds('SUBJ-{n:4}')
 */
export function parsePatientIds(setting: string): PatientIds | undefined {
  if (setting === '') return { by: 'none' }
  if (!setting.includes('{')) return { by: 'file', file: setting }
  const pieces: PatternPiece[] = []
  let at = 0
  for (const match of setting.matchAll(PLACEHOLDER)) {
    if (match.index > at) pieces.push({ kind: 'text', text: setting.slice(at, match.index) })
    const size = match[2] === undefined ? undefined : Number(match[2])
    if (match[1] === 'n') pieces.push({ kind: 'number', digits: size ?? 1 })
    else pieces.push({ kind: 'key', length: size ?? 8 })
    at = match.index + match[0].length
  }
  if (at < setting.length) pieces.push({ kind: 'text', text: setting.slice(at) })
  const broken = pieces.some(
    (piece) =>
      (piece.kind === 'text' && /[{}\\]|\p{Cc}/u.test(piece.text)) ||
      (piece.kind === 'key' && (piece.length < 4 || piece.length > 32)) ||
      (piece.kind === 'number' && piece.digits > 18),
  )
  return broken ? undefined : { by: 'pattern', pieces }
}

/** A new Patient ID from a pattern; `number` counts patients from 1. */
export function patternedId(pieces: readonly PatternPiece[], keyed: Keyed, patient: string, number: number): string {
  return pieces
    .map((piece) => {
      switch (piece.kind) {
        case 'text':
          return piece.text
        case 'number':
          return String(number).padStart(piece.digits, '0')
        case 'key':
          return keyedText(keyed, 'patient', patient, piece.length)
      }
    })
    .join('')
}
