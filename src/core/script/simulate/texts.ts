const either = (texts: readonly string[]): string => texts.join(' or ')

/** What a simulation found that an engine does otherwise than decided. */
export const SIMULATION = {
  /** @param encodings in which files alone; empty for all */
  differs: (isWeaker: boolean, wanted: readonly string[], left: readonly string[], encodings: readonly string[]): string =>
    `${isWeaker ? 'WEAKER' : 'stricter'}: to be ${either(wanted)}, and the engine leaves it ${either(left)}${encodings.length === 0 ? '' : `, in files ${either(encodings)}`}`,
  withUnknown: 'that write elements as UN',
  implicit: 'in Implicit VR',
} as const
