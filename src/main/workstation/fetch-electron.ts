import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { writeAtomically } from '../../engine/files/atomic-write.ts'
import { electronBinary, type ElectronPackage } from './electron-binary.ts'
import { ended, type Machine } from './machine.ts'
import { WORKSTATION } from './texts.ts'

const MEMORY = 'electron-fetch.json'
/** A start waits this long for Electron; whoever asks for it by name waits longer. */
const PATIENCE_S = 60
const LONG_PATIENCE_S = 1800
/** An attempt that failed is not made again before. */
const AGAIN_AFTER_DAYS = 7

interface FailedFetch {
  readonly version: string
  /** ISO 8601. */
  readonly failedAt: string
}

/** Whether to try: not again within a week after a failure with the same version. */
export function shouldFetch(failed: FailedFetch | undefined, version: string, now: Date): boolean {
  if (failed === undefined || failed.version !== version) return true
  const days = (now.getTime() - Date.parse(failed.failedAt)) / 86_400_000
  return !(days >= 0 && days < AGAIN_AFTER_DAYS)
}

/**
 * Fetches Electron's binary: one attempt within a bound, its failure remembered, so that the next start is quick.
 * @param say tells the person why it takes a moment
 * @returns the binary, or undefined where it cannot be had
 */
export async function fetchElectron(
  electron: ElectronPackage,
  machine: Machine,
  request: { readonly forced: boolean; readonly stop: AbortSignal; say(line: string): void },
): Promise<string | undefined> {
  const memory = join(machine.stateFolder, MEMORY)
  if (!request.forced && !shouldFetch(readFailure(memory), electron.version, machine.now())) return undefined
  const patience = request.forced ? LONG_PATIENCE_S : PATIENCE_S
  request.say(WORKSTATION.fetching(electron.version, patience))
  const child = machine.spawn(process.execPath, [join(electron.folder, 'install.js')], {
    stdio: 'ignore',
    timeout: patience * 1000,
    killSignal: 'SIGKILL',
    signal: request.stop,
  })
  await ended(child)
  const binary = electronBinary(electron, machine)
  if (binary !== undefined) rmSync(memory, { force: true })
  else if (!request.stop.aborted) {
    const failed: FailedFetch = { version: electron.version, failedAt: machine.now().toISOString() }
    writeAtomically(memory, JSON.stringify(failed))
    request.say(WORKSTATION.notFetched(AGAIN_AFTER_DAYS))
  }
  return binary
}

function readFailure(file: string): FailedFetch | undefined {
  try {
    const value: unknown = JSON.parse(readFileSync(file, 'utf8'))
    if (typeof value !== 'object' || value === null || !('version' in value) || !('failedAt' in value)) return undefined
    return { version: String(value.version), failedAt: String(value.failedAt) }
  } catch {
    return undefined
  }
}
