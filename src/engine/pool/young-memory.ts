import { setFlagsFromString } from 'node:v8'

/**
 * V8 doubles the room for what dies young whenever much of it survives, up to some 100 MB, and does not give it back
 * while there is work. The thread that takes in what workers have read needs no more for many files than for few.
 */
const FACTOR = '--semi-space-growth-factor'

/** From here on this program, its workers included, keeps the room that it has; until {@link letYoungMemoryGrow}. */
export function keepYoungMemory(): void {
  setFlagsFromString(`${FACTOR}=1`)
}

/** As V8 does by itself. */
export function letYoungMemoryGrow(): void {
  setFlagsFromString(`${FACTOR}=2`)
}
