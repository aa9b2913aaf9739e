import { isNewEnough, workerBeside } from './node-version.ts'

/** Entry of `npm start`: the workstation in a window. */
if (isNewEnough(import.meta.url)) {
  const { start } = await import('./workstation/start-command.ts')
  process.exitCode = await start(process.argv.slice(2), { workerEntry: workerBeside(import.meta.url) })
}
