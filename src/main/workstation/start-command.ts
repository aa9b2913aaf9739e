import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { createEngine } from '../../engine/engine.ts'
import { terminalJob } from '../command-line/progress-line.ts'
import { findElectronPackage } from './electron-binary.ts'
import { readPort } from './read-port.ts'
import { thisMachine } from './machine.ts'
import { openWorkstation, type OpenRequest } from './open-workstation.ts'
import { WORKSTATION } from './texts.ts'

const OPTIONS = {
  project: { type: 'string' },
  port: { type: 'string' },
  browser: { type: 'boolean' },
  'no-open': { type: 'boolean' },
  'fetch-electron': { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const

const HELP = WORKSTATION.help

/** From the arguments to the exit code: 0 closed, 1 it failed, 2 wrong usage, 130 cancelled before there was a window. */
export async function start(args: readonly string[], engine: { readonly workerEntry: string }): Promise<number> {
  const say = (line: string): void => void process.stderr.write(`${line}\n`)
  const options = readOptions(args)
  if (options === undefined) {
    say(WORKSTATION.unknownOptions)
    return 2
  }
  if (options.help === true) {
    process.stdout.write(HELP)
    return 0
  }
  const port = readPort(options.port)
  if (port === undefined) {
    say(WORKSTATION.port)
    return 2
  }
  const terminal = { out: say, err: (text: string) => void process.stderr.write(text), interactive: process.stderr.isTTY === true }
  const job = terminalJob(terminal)
  const stopping = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => {
      job.cancel()
      stopping.abort()
    })
  const request: OpenRequest = {
    ...(options.project === undefined ? {} : { project: resolve(typedIn(), options.project) }),
    port,
    open: options['no-open'] !== true,
    browserOnly: options.browser === true,
    fetchElectron: options['fetch-electron'] === true,
    job,
    stop: stopping.signal,
    announce: (url) => void process.stdout.write(`${url}\n`),
    say: (line) => {
      job.finish()
      say(line)
    },
  }
  const outcome = await openWorkstation(thisMachine(), () => createEngine(engine), request, findElectronPackage())
  job.finish()
  if (outcome.ok) return 0
  say(WORKSTATION.failed(outcome.failure.message))
  return outcome.failure.code === 'cancelled' ? 130 : 1
}

/** The folder in which the command was typed: npm runs a script elsewhere, and says where it was. */
function typedIn(): string {
  const { npm_lifecycle_event: script, INIT_CWD: folder } = process.env
  return script === 'start' && folder !== undefined ? folder : process.cwd()
}

function readOptions(args: readonly string[]): ReturnType<typeof parse> | undefined {
  try {
    return parse(args)
  } catch {
    return undefined
  }
}

const parse = (args: readonly string[]) => parseArgs({ args: [...args], options: OPTIONS, strict: true }).values
