import { checkProject } from '../../workstation/choose-project.ts'
import { thisMachine } from '../../workstation/machine.ts'
import { readPort } from '../../workstation/read-port.ts'
import { serveWorkstation } from '../../workstation/serve-workstation.ts'
import { flag, PROJECT_OPTION, text, usage, type Command, type CommandResult } from '../command.ts'

export const serveCommand: Command = {
  name: 'serve',
  summary: 'the workstation in a browser window, on the loopback address only',
  usage: 'serve [--project DIR] [--port N] [--no-open]',
  example: 'tagbench serve --project ./delivery-project',
  options: { ...PROJECT_OPTION, port: { type: 'string' }, 'no-open': { type: 'boolean' } },
  optionHelp: {
    project: 'the project to open on (default: the window asks)',
    port: 'the port of 127.0.0.1 (default: any free one)',
    'no-open': 'print the address and open nothing',
  },
  async run(context): Promise<CommandResult> {
    const { api, terminal, job, json } = context
    if (context.positionals.length > 0) return usage('serve takes options only.')
    const port = readPort(text(context, 'port'))
    if (port === undefined) return usage('--port takes a whole number from 1 to 65535.')
    const named = text(context, 'project')
    const project = named === undefined ? undefined : await checkProject(api, named, job)
    if (project !== undefined && !project.ok) return project
    const stopping = new AbortController()
    job.onCancel(() => stopping.abort())
    const served = await serveWorkstation(thisMachine(), {
      api,
      ...(project === undefined ? {} : { project: project.value }),
      port,
      open: !flag(context, 'no-open'),
      endWithWindow: false,
      stop: stopping.signal,
      announce: (url) => terminal.out(json ? `${JSON.stringify({ url })}\n` : `${url}\n`),
      say: (line) => terminal.err(`${line}\n`),
    })
    // The address was the answer, and it was printed when it was known.
    return served.ok ? { ok: true, value: { exitCode: 0, text: '', json: null } } : served
  },
}
