#!/usr/bin/env node
import { isNewEnough, workerBeside } from './node-version.ts'

/** Entry of the terminal. */
if (isNewEnough(import.meta.url)) {
  const { main } = await import('./command-line/main.ts')
  process.exitCode = await main(process.argv.slice(2), { workerEntry: workerBeside(import.meta.url) })
}
