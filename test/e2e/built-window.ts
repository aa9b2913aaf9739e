import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { createEngine, type Engine } from '../../src/engine/engine.ts'
import { withHeldAnswers, type HeldAnswers } from './held-answers.ts'
import { withSlowAnswers } from './slow-answers.ts'

/** The built window; tests build nothing themselves. */
export const PAGES = process.env['TAGBENCH_PAGES'] ?? resolve('out/renderer')

export function requirePages(): void {
  if (!existsSync(join(PAGES, 'index.html'))) throw new Error('out/renderer is not there: run npm run build first')
}

/** How an engine answers the window under test. */
export interface EngineOptions {
  /** Up to how many milliseconds every answer is held back, as on a machine that is busy. */
  readonly slowAnswers?: number
  /** Answers that the test holds back and lets go. */
  readonly heldAnswers?: HeldAnswers
}

/** A real engine with a memory of its own. */
export function engineFor(state: string, { slowAnswers, heldAnswers }: EngineOptions = {}): Engine {
  const engine = createEngine({ workerEntry: resolve('src/engine/worker.ts'), stateFolder: state })
  return withHeldAnswers(withSlowAnswers(engine, slowAnswers), heldAnswers)
}
