/** What settings do to one patient of the collection. */
export const PROFILE = {
  patient: {
    none: 'deleted: no pattern and no file is set',
    notNamed: 'deleted: the file does not name this patient',
  },
  dates: {
    stay: 'stays: Full Dates are retained',
    noShift: 'no shift: dates that are to be shifted stay open',
    notGiven: 'the file gives this patient no number of days',
    /** @param days negative: earlier */
    shifted: (days: number): string => `${Math.abs(days)} days ${days < 0 ? 'back' : 'on'}, for every date of this patient`,
    onceUsed: (days: string): string => `${days}; used once Modified Dates are retained`,
  },
  uids: {
    stay: 'stays: UIDs are retained',
    everywhere: 'the same everywhere, and in every later delivery',
  },
  ages: {
    nobody: 'nobody in this collection is that old',
    stays: 'stays, and can tell a person from the rest',
  },
} as const
