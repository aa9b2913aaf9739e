/** A whole number as a person reads it: `1,204`. */
export function count(value: number | undefined): string {
  return (value ?? 0).toLocaleString('en')
}

/** `1 element`, `2 elements`. */
export function counted(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`
}

/** A number where there is little room: `20k` from ten thousand on. */
export function brief(value: number): string {
  return value < 10_000 ? count(value) : `${Math.round(value / 1000)}k`
}

/** `20 Nov 2026, 18:02`, as the reader's own calendar has it. */
export function dayAndTime(iso: string): string {
  return new Date(iso).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' })
}

/** `14:32`. */
export function timeOfDay(iso: string): string {
  return new Date(iso).toLocaleTimeString(undefined, { hour: '2-digit', minute: '2-digit' })
}
