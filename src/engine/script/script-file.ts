import { existsSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Outcome } from '../../contract/outcome.ts'
import { fail, ok } from '../../core/result.ts'
import { machineReason } from '../project/project.ts'
import { SCRIPT } from './texts.ts'

/** Larger than any script that is read by a person or an engine. */
const LARGEST = 64 * 1024 * 1024

/** A script as text. */
export function readScriptFile(file: string): Outcome<string> {
  try {
    if (statSync(file).size > LARGEST) return fail({ code: 'refused', message: SCRIPT.tooLarge })
    return ok(readFileSync(file, 'utf8'))
  } catch (error) {
    return fail({ code: 'not-found', message: SCRIPT.unreadable(machineReason(error)) })
  }
}

/** A file that lies beside a script, where there is one. */
export function readBeside(file: string, name: string): string | undefined {
  const beside = join(dirname(file), name)
  return existsSync(beside) && statSync(beside).isFile() && statSync(beside).size <= LARGEST ? readFileSync(beside, 'utf8') : undefined
}
