import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'
import { defaultStateFolder } from '../../engine/window/state-folder.ts'

/** What opening a window depends on, apart from the engine: this machine, or one made up for a test. */
export interface Machine {
  readonly platform: NodeJS.Platform
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly home: string
  /** The user is the superuser; Chromium refuses to run its sandbox for that one. */
  readonly superuser: boolean
  /** Where this user's own state of the program lies. */
  readonly stateFolder: string
  now(): Date
  isExecutable(path: string): boolean
  spawn(command: string, args: readonly string[], options: SpawnOptions): ChildProcess
}

export function thisMachine(): Machine {
  return {
    platform: process.platform,
    environment: process.env,
    home: homedir(),
    superuser: process.platform !== 'win32' && process.getuid?.() === 0,
    stateFolder: defaultStateFolder(),
    now: () => new Date(),
    isExecutable(path) {
      try {
        accessSync(path, constants.X_OK)
        return true
      } catch {
        return false
      }
    },
    spawn: (command, args, options) => spawn(command, [...args], options),
  }
}

/** Whether a window can be shown: on Linux only where a display server is named. */
export function hasDisplay({ platform, environment }: Pick<Machine, 'platform' | 'environment'>): boolean {
  if (platform === 'win32' || platform === 'darwin') return true
  return (environment['DISPLAY'] ?? '') !== '' || (environment['WAYLAND_DISPLAY'] ?? '') !== ''
}

/** The first command of these names that is on the PATH. */
export function findOnPath(machine: Pick<Machine, 'environment' | 'isExecutable'>, names: readonly string[]): string | undefined {
  const folders = (machine.environment['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '')
  for (const name of names) {
    const found = folders.map((folder) => join(folder, name)).find((path) => machine.isExecutable(path))
    if (found !== undefined) return found
  }
  return undefined
}

/** Waits for a process: its exit code, or undefined where it could not be started or was killed. */
export function ended(child: ChildProcess): Promise<number | undefined> {
  return new Promise((resolve) => {
    child.once('error', () => resolve(undefined))
    child.once('exit', (code) => resolve(code ?? undefined))
  })
}
