import { join } from 'node:path'
import { thisMachine } from '../../workstation/machine.ts'
import { serveWorkstation } from '../../workstation/serve-workstation.ts'
import { answer, flag, text, type Command, type CommandContext, type CommandResult } from '../command.ts'
import { unattended } from '../unattended.ts'
import { applyText } from './apply.ts'
import { author } from './decide.ts'
import { reviewText } from './review.ts'

/** What the demonstration is de-identified with: dates shifted, safe private elements kept, and nothing that names a device. */
const DEMO_PROFILE = {
  options: ['RetainSafePrivate', 'RetainPatientCharacteristics', 'RetainLongitudinalModifiedDates', 'CleanDescriptors'],
  set: { 'patient-id': 'DEMO-{n:4}' },
} as const

export const demoCommand: Command = {
  name: 'demo',
  summary: 'write a synthetic collection with planted identities and run every step on it',
  usage: 'demo [--dir DIR] [--headless]',
  example: 'tagbench demo --dir ./demo --headless',
  options: { dir: { type: 'string' }, headless: { type: 'boolean' } },
  optionHelp: { dir: 'where to write it (default: a new folder among the temporary files)', headless: 'do not open the workstation' },
  async run(context) {
    const dir = text(context, 'dir')
    const written = await context.api.demo(dir === undefined ? {} : { dir }, context.job)
    if (!written.ok) return written
    const { project } = written.value
    const output = join(written.value.dir, 'output')
    const run = await unattended(context.api, context.job, {
      project,
      collection: written.value.collection,
      out: output,
      changes: DEMO_PROFILE,
      accept: 'all',
      by: author(context),
      deleteUnreviewed: true,
    })
    if (!run.ok) return run
    const { apply, review } = run.value
    if (apply === undefined || review === undefined)
      return { ok: false, failure: { code: 'bug', message: 'the demonstration left a Review open.' } }
    const lines = [
      `${written.value.instances} synthetic instances in ${written.value.collection}`,
      `what was planted: ${written.value.planted}`,
      `project: ${project}`,
      `output: ${output}`,
    ]
    const { collection, planted } = written.value
    const done = { project, collection, planted, output, gate: review.gate, reasons: review.reasons }
    const said = `${lines.join('\n')}\n${applyText(apply)}${reviewText(review)}`
    return flag(context, 'headless') ? answer(said, done) : showWorkstation(context, project, said, done)
  },
}

/** Says what was done, then opens the workstation on it and goes on until its window is closed or it is interrupted. */
async function showWorkstation(
  { api, terminal, job, json }: CommandContext,
  project: string,
  said: string,
  done: object,
): Promise<CommandResult> {
  terminal.out(json ? `${JSON.stringify(done)}\n` : said)
  const stopping = new AbortController()
  job.onCancel(() => stopping.abort())
  const served = await serveWorkstation(thisMachine(), {
    api,
    project,
    port: 0,
    open: true,
    endWithWindow: true,
    stop: stopping.signal,
    announce: (url) => terminal.err(`The workstation: ${url}\n`),
    say: (line) => terminal.err(`${line}\n`),
  })
  return served.ok ? { ok: true, value: { exitCode: 0, text: '', json: null } } : served
}
