import type { VR } from '../../dicom/vr.ts'
import { isCodeString, isPurelyNumeric, isUid } from '../../confidentiality/value-shapes.ts'

/** Something that stands inside an opaque value: a row under its element, `<path>#<key>`. */
export interface InsideEntry {
  /** Without quotes, backslashes and control characters, so that it can stand in a path. */
  readonly key: string
  readonly text: string
  readonly vr: VR
}

/** Rows that one value may have; what is beyond them is counted. */
export const MOST_KEYS = 2000
/** Entries of one value, however many share a key. */
export const MOST_ENTRIES = 10_000
const LONGEST_KEY = 160
/** A longer text is not asked whether it is a list of numbers. */
const LONGEST_LIST = 1000
/** The key that says how many entries are not listed. */
export const NOT_LISTED = 'not-listed'

/** Collects what is found inside one value. Entries that say the same are one; their number is bounded. */
export class Entries {
  readonly #list: InsideEntry[] = []
  /** By key, the texts that stand there: most keys have one. */
  readonly #known = new Map<string, string | Set<string>>()
  #left = 0

  /** @param claimed the VR that the format names, where it names one; it is shown only where the text is of its shape */
  add(name: string, value: string, claimed = ''): void {
    this.addTo(knownKey(name), value, claimed)
  }

  /** {@link add} for a name of which {@link keyOf} is known already. */
  addTo(key: string, value: string, claimed = ''): void {
    const text = tidy(value)
    if (key === '') return
    const known = this.#known.get(key)
    if (known === text || (typeof known === 'object' && known.has(text))) return
    if (this.#list.length >= MOST_ENTRIES || (known === undefined && this.#known.size >= MOST_KEYS)) {
      this.#left += 1
      return
    }
    if (known === undefined) this.#known.set(key, text)
    else if (typeof known === 'string') this.#known.set(key, new Set([known, text]))
    else known.add(text)
    this.#list.push({ key, text, vr: shownVr(claimed.trim(), text) })
  }

  get isEmpty(): boolean {
    return this.#list.length === 0
  }

  /** In the order in which they were found. */
  list(): readonly InsideEntry[] {
    return this.#left === 0 ? this.#list : [...this.#list, { key: NOT_LISTED, text: String(this.#left), vr: 'UT' }]
  }
}

const NOT_IN_KEYS = /[\p{C}\p{Z}"\\#]+/gu

/** The same names come in every file. */
const keys = new Map<string, string>()
const MOST_KNOWN = 20_000

function knownKey(name: string): string {
  const known = keys.get(name)
  if (known !== undefined) return known
  const key = keyOf(name)
  if (name.length > LONGEST_KEY) return key
  if (keys.size >= MOST_KNOWN) keys.clear()
  keys.set(name, key)
  return key
}

/** A name as it can stand behind `#`: path texts fold the case between quotes. */
export function keyOf(name: string): string {
  return name.trim().slice(0, LONGEST_KEY).replace(NOT_IN_KEYS, '_').toWellFormed()
}

/** What no person can read is not shown. */
const PLAIN = /^[!-~]*$/
const UNREADABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]+/g

function tidy(text: string): string {
  return PLAIN.test(text) ? text : text.replace(UNREADABLE, ' ').trim()
}

/**
 * Numbers, UIDs and codes are shown as such where they are what they claim to be. Everything else is text, names and
 * dates above all: their VRs would keep anybody from looking at what stands there.
 */
function shownVr(claimed: string, text: string): VR {
  if (text.length > LONGEST_LIST) return 'UT'
  switch (claimed) {
    case 'DS':
    case 'FD':
    case 'FL':
    case 'IS':
    case 'SL':
    case 'SS':
    case 'UL':
    case 'US':
      return isPurelyNumeric(text) ? claimed : 'UT'
    case 'UI':
      return isUid(text) ? 'UI' : 'UT'
    case 'CS':
      return isCodeString(text) ? 'CS' : 'UT'
    default:
      return 'UT'
  }
}
