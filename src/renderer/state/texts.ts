import { counted } from './words.ts'

/** What is said of things done, whichever room they were done in; `shell/texts.ts` says the rule. */
export const STATE = {
  /** Keys by the names that stand on them; a letter or a sign is its own name. */
  keys: {
    Escape: 'Esc',
    Space: 'Space',
    Enter: 'Enter',
    Shift: 'Shift',
    Ctrl: 'Ctrl',
    Alt: 'Alt',
    Home: 'Home',
    End: 'End',
    PageUp: 'PageUp',
    PageDown: 'PageDown',
    Delete: 'Delete',
    Backspace: 'Backspace',
  },
  withKeys: (what: string, keys: string): string => `${what} (${keys})`,
  /** Who decides, until somebody has said who they are. */
  author: 'Curator',
  done: {
    leftOut: (elements: number): string => ` ${counted(elements, 'element')} left as they were.`,
    undone: (decisions: number): string => `Took ${counted(decisions, 'decision')} back.`,
    redone: (decisions: number): string => `Put ${counted(decisions, 'decision')} back.`,
    decided: (decisions: number): string => `Recorded ${counted(decisions, 'decision')}.`,
    accepted: (proposals: number): string =>
      proposals === 0 ? 'Nothing was left to accept.' : `Accepted ${counted(proposals, 'proposal')}.`,
    unreviewed: (decisions: number): string => `Recorded ${counted(decisions, 'decision')} for what nobody had reviewed.`,
    cancelled: 'Cancelled. What was done so far is kept.',
  },
  /** The long jobs by the name of their call. */
  jobs: {
    demo: 'Making the demonstration',
    scan: 'Reading the collection',
    apply: 'De-identifying',
    review: 'Reading the copy again',
  },
  unknownProject: 'The address is of a project that is not among the recent ones. Open the project here, then its address again.',
  jobDone: (job: string): string => `${job}: done.`,
  jobLost: (job: string): string => `${job}: this ended, or stopped, while the line was lost.`,
} as const
