import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createEngine } from '../../../src/engine/engine.ts'
import { run } from '../../../src/main/command-line/main.ts'
import { temporaryFolder } from '../../fixtures/small-collection.ts'

const WORKER = fileURLToPath(new URL('../../../src/engine/worker.ts', import.meta.url))

/** What a command left: its exit code and what it printed. */
export interface Ran {
  readonly code: number
  readonly out: string
  readonly err: string
}

/** Runs `tagbench` as a process of its own would: a new engine for each command, gone when it is done. */
export async function tagbench(...args: string[]): Promise<Ran> {
  const engine = createEngine({ workerEntry: WORKER, stateFolder: join(temporaryFolder(), 'state') })
  const printed = { out: '', err: '' }
  try {
    const code = await run(args, engine, { out: (text) => (printed.out += text), err: (text) => (printed.err += text), interactive: false })
    return { code, ...printed }
  } finally {
    await engine.shutdown()
  }
}

/** The lines that are not progress. */
export function lines(text: string): readonly string[] {
  return text.split('\n').filter((line) => line !== '' && !/\d+\/s|of \d/.test(line))
}
