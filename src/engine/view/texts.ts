/** The heads of groups in lists, and what is said of an Apply before it begins. */
export const VIEW = {
  plan: {
    deviations: (operations: number): string => `${operations} Operations protect less than the profile asks for; (0012,0063) names it.`,
    withheld: (code: string, because: string): string => `Code ${code} is not claimed: ${because}.`,
    longitudinal: (status: string, because: string): string => `(0028,0303) will say ${status}: ${because}.`,
    notRedacted: 'Redaction regions are set, and are not for Apply: pixels stay as they are. They go into the pixel script for CTP only.',
  },
  groups: {
    outside: 'Outside the data set',
    public: 'Public elements',
    notInTable: 'Not in Table E.1-1',
    code: (code: string): string => `Code ${code}`,
    proposed: (decision: string): string => `Proposed: ${decision}`,
    root: 'Root of the data set',
  },
} as const
