/** What the review of a copy does, and why it cannot. */
export const REVIEW = {
  dicomdir: 'a DICOMDIR: it names the original files',
  folder: {
    inCopy: 'The reports quote values of the originals and may not lie in the copy. Name another folder.',
    inCollection: 'The reports folder lies inside the collection, where nothing is written. Name another folder.',
  },
  /** Why a value that is left counts as no leak. */
  acceptedBy: (by: string, reason: string): string => `accepted by ${by}${reason === '' ? '' : `: ${reason}`}`,
  stopped: (reason: string): string => `The review stopped (${reason}). Check the disk, and the folders of the copy and of the project.`,
  nothingApplied: 'Nothing was applied in this project yet. Apply first, then review.',
  phases: {
    reading: 'Reading the copy again',
    dciodvfy: 'Checking conformance with dciodvfy',
  },
} as const
