/** `--port N`: 0 (any free one) where absent, undefined where it is no port's number. */
export function readPort(value: string | undefined): number | undefined {
  if (value === undefined) return 0
  return /^\d{1,5}$/.test(value) && Number(value) >= 1 && Number(value) <= 65_535 ? Number(value) : undefined
}
