/**
 * A data set as one would say it: Attributes by keyword (`PatientName`), private and retired elements by
 * `gggg,eeee VR` (`UN/VR` where such a value is written as UN). A value is text (several values joined by `\`), numbers, bytes, or the items of a Sequence.
 * `undefined` leaves an Attribute out.
 */
export interface Plan {
  readonly [key: string]: PlanValue
}

export type PlanValue = string | number | readonly (string | number)[] | Uint8Array | readonly Plan[] | Fragments | undefined

/** Encapsulated Pixel Data: one fragment a frame, after a Basic Offset Table (PS3.5 A.4). */
export interface Fragments {
  readonly fragments: readonly Uint8Array[]
}

/**
 * The elements of one private block (PS3.5 7.8.1), creator included. Keys are the low byte and the VR: `'30 SH'`.
 * @example block(0x0009, 0x10, 'GEMS_IDEN_01', { '30 SH': 'SERVICE' }) // (0009,0010) and (0009,1030)
 */
export function block(group: number, number: number, creator: string, elements: Plan): Plan {
  const plan: Record<string, PlanValue> = { [key(group, number, 'LO')]: creator }
  for (const [name, value] of Object.entries(elements)) {
    const [low = '', vr = ''] = name.split(' ')
    plan[key(group, number * 0x100 + parseInt(low, 16), vr)] = value
  }
  return plan
}

/** The same private elements as an archive leaves them that knows none of them: written as UN, a Sequence too (PS3.5 6.2.2). */
export function asUnknown(plan: Plan): Plan {
  return Object.fromEntries(
    Object.entries(plan).map(([name, value]) => [name.replace(/^([0-9A-F]{3}[13579BDF],[1-9A-F][0-9A-F]{3}) /, '$1 UN/'), value]),
  )
}

/** `(0x6000, 0x4000, 'LT')` → `6000,4000 LT`. */
export function key(group: number, element: number, vr: string): string {
  return `${digits(group)},${digits(element)} ${vr}`
}

function digits(value: number): string {
  return value.toString(16).toUpperCase().padStart(4, '0')
}

/** A coded entry (PS3.3 8.8). */
export function code(value: string, scheme: string, meaning: string): Plan {
  return { CodeValue: value, CodingSchemeDesignator: scheme, CodeMeaning: meaning }
}

/** A decimal string of at most 16 characters (PS3.5 6.2, DS). */
export function decimal(value: number): string {
  return String(Number(value.toFixed(6)))
}
