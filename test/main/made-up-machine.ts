import type { ChildProcess } from 'node:child_process'
import { EventEmitter } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Machine } from '../../src/main/workstation/machine.ts'

/** A process that the workstation has started; the test says when it ends. */
export class MadeUpProcess extends EventEmitter {
  readonly pid = 1
  exitCode: number | null = null
  readonly signalCode = null
  readonly signals: string[] = []
  end(code: number): void {
    this.exitCode = code
    this.emit('exit', code)
  }
  kill(signal: string): boolean {
    this.signals.push(signal)
    this.end(0)
    return true
  }
}

export interface Started {
  readonly command: string
  readonly args: readonly string[]
  readonly environment: Readonly<Record<string, string | undefined>> | undefined
  readonly child: MadeUpProcess
}

/** A machine of which the test says what it has. */
export interface MadeUpMachine extends Machine {
  readonly started: readonly Started[]
  remove(): void
}

export function madeUpMachine(
  options: Partial<Omit<Machine, 'spawn' | 'isExecutable'>> & {
    /** Paths that can be executed. */
    readonly programs?: readonly string[]
    /** Hears of each process. */
    readonly onSpawn?: (started: Started) => void
  } = {},
): MadeUpMachine {
  const { programs = [], onSpawn, ...changes } = options
  const stateFolder = mkdtempSync(join(tmpdir(), 'tagbench-state-'))
  const started: Started[] = []
  return {
    platform: 'linux',
    environment: { PATH: '/usr/bin:/opt/bin', DISPLAY: ':0' },
    home: '/nobody',
    superuser: false,
    stateFolder,
    now: () => new Date('2026-11-20T12:00:00Z'),
    isExecutable: (path) => programs.includes(path),
    spawn(command, args, { env }) {
      const one: Started = { command, args, environment: env, child: new MadeUpProcess() }
      started.push(one)
      queueMicrotask(() => onSpawn?.(one))
      return one.child as unknown as ChildProcess
    },
    ...changes,
    started,
    remove: () => rmSync(stateFolder, { recursive: true, force: true }),
  }
}
