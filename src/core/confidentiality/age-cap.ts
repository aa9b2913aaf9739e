/**
 * Ages of 90 years and more become `090Y`: they tell a person from the rest (45 CFR 164.514(b)(2)(i)(C)).
 * @param text the value of an Age String (AS), one or several values
 * @returns the new value, or undefined where nothing is to change
 */
export function capAge(text: string): string | undefined {
  let changed = false
  const values = text.split('\\').map((value) => {
    const match = /^\s*(\d{1,9})\s*([A-Za-z]?)\s*$/.exec(value)
    if (match === null || years(Number(match[1]), (match[2] ?? '').toUpperCase()) < 90 || value === '090Y') return value
    changed = true
    return '090Y'
  })
  return changed ? values.join('\\') : undefined
}

/** Years in an age; a number without a unit is taken for years, as some modalities write it. */
function years(count: number, unit: string): number {
  switch (unit) {
    case 'D':
      return count / 365.2425
    case 'W':
      return count / 52.1775
    case 'M':
      return count / 12
    default:
      return count
  }
}
