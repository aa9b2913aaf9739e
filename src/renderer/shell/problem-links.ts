import type { Problem, ProblemKind } from '../../contract/standing-answers.ts'
import type { View } from '../state/address-text.ts'
import type { StepName } from '../state/steps.ts'
import { SHELL } from './texts.ts'

/** Where the work on a problem is: a step, and what to show there. */
export interface ProblemLink {
  readonly title: string
  readonly step: StepName
  readonly view?: View
}

const words = SHELL.problems.links
const LINKS: Readonly<Partial<Record<ProblemKind, ProblemLink>>> = {
  'not-scanned': { title: words.collection, step: 'collection' },
  moved: { title: words.collection, step: 'collection' },
  unreadable: { title: words.collection, step: 'collection' },
  'left-out': { title: words.collection, step: 'collection' },
  'open-reviews': { title: words.open, step: 'inventory', view: { state: ['open'] } },
  'not-applied': { title: words.apply, step: 'apply' },
  stale: { title: words.apply, step: 'apply' },
  'not-reviewed': { title: words.review, step: 'review' },
  pixels: { title: words.review, step: 'review' },
  leaks: { title: words.leaks, step: 'review', view: { report: 'leaks.csv' } },
  preservation: { title: words.changes, step: 'review', view: { report: 'changes.csv' } },
  conformance: { title: words.conformance, step: 'review', view: { report: 'conformance.csv' } },
  values: { title: words.values, step: 'review', view: { report: 'final-values.csv' } },
}

/** The place of a problem; undefined where only its elements lead to it. */
export function linkOf({ kind }: Pick<Problem, 'kind'>): ProblemLink | undefined {
  return LINKS[kind]
}
