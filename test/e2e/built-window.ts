import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { createEngine, type Engine } from '../../src/engine/engine.ts'
import { withSlowAnswers } from './slow-answers.ts'

/** The built window; tests build nothing themselves. */
export const PAGES = process.env['TAGBENCH_PAGES'] ?? resolve('out/renderer')

export function requirePages(): void {
  if (!existsSync(join(PAGES, 'index.html'))) throw new Error('out/renderer is not there: run npm run build first')
}

/** A real engine with a memory of its own. */
export function engineFor(state: string, slowAnswers?: number): Engine {
  return withSlowAnswers(createEngine({ workerEntry: resolve('src/engine/worker.ts'), stateFolder: state }), slowAnswers)
}
