import type { Command } from '../command.ts'
import { applyCommand } from './apply.ts'
import { decideCommand } from './decide.ts'
import { demoCommand } from './demo.ts'
import { inventoryCommand } from './inventory.ts'
import { knowledgeCommand } from './knowledge.ts'
import { previewCommand } from './preview.ts'
import { profileCommand } from './profile.ts'
import { proposalsCommand } from './proposals.ts'
import { reviewCommand } from './review.ts'
import { runCommand } from './run.ts'
import { scanCommand } from './scan.ts'
import { scriptCommand } from './script.ts'
import { serveCommand } from './serve.ts'
import { valuesCommand } from './values.ts'

/** The commands, in the order of the work. */
export const COMMANDS: readonly Command[] = [
  demoCommand,
  scanCommand,
  inventoryCommand,
  valuesCommand,
  profileCommand,
  decideCommand,
  proposalsCommand,
  knowledgeCommand,
  previewCommand,
  scriptCommand,
  applyCommand,
  reviewCommand,
  runCommand,
  serveCommand,
]

/** Names that are settled and whose command comes later. */
export const LATER: ReadonlySet<string> = new Set(['sign-off', 'score'])
