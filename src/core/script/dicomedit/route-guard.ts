import type { Route } from '../script-target.ts'
import { regexFor } from './path-text.ts'

/**
 * Statements that have DicomEdit reject an instance of another scanner: what that has, the script does not speak of. A
 * name that has no spelling is not asked for, and then not every other scanner is found out.
 */
export function routeGuard({ manufacturer, model }: Route): { readonly lines: readonly string[]; readonly isWhole: boolean } {
  const guards = [guardOf('(0008,0070)', manufacturer), ...(model === undefined ? [] : [guardOf('(0008,1090)', model)])]
  return { lines: guards.flat(), isWhole: guards.every((lines) => lines.length > 0) }
}

const REJECT = 'reject["This script is for files of another scanner."]'

function guardOf(path: string, name: string): readonly string[] {
  if (name.trim() === '') return [`if( isPresent[${path}] ) {`, `${path} !~ " *" ? ${REJECT}`, '}']
  const pattern = regexFor(name)
  if (pattern === undefined) return []
  return [`if( isPresent[${path}] ) {`, `${path} !~ "${inAnyCase(pattern)}" ? ${REJECT}`, '}', 'else {', REJECT, '}']
}

/** Without a flag for it, which would need parentheses. */
function inAnyCase(pattern: string): string {
  return pattern.replace(/[a-z]/gi, (letter) => `[${letter.toUpperCase()}${letter.toLowerCase()}]`)
}
