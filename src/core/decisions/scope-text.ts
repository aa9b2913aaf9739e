import { fail, ok, type Result } from '../result.ts'
import type { Scope } from './decision.ts'
import { DECISIONS } from './texts.ts'

const FIELDS = ['manufacturer', 'model', 'software'] as const

/** `manufacturer=GE MEDICAL SYSTEMS,model=Signa`: a comma or backslash inside a value is escaped by a backslash. Empty: any scanner. */
export function formatScope(scope: Scope): string {
  const escape = (value: string): string => value.replace(/[\\,]/g, (character) => `\\${character}`)
  return FIELDS.flatMap((field) => (scope[field] === undefined ? [] : [`${field}=${escape(scope[field])}`])).join(',')
}

/** The inverse of {@link formatScope}. The failure is one plain sentence. */
export function parseScope(text: string): Result<Scope, string> {
  const scope: { manufacturer?: string; model?: string; software?: string } = {}
  if (text.trim() === '') return ok(scope)
  for (const part of text.match(/(?:[^\\,]|\\.)+/g) ?? []) {
    const at = part.indexOf('=')
    const field = FIELDS.find((one) => one === part.slice(0, at).trim())
    if (at < 0 || field === undefined) return fail(DECISIONS.scope.form)
    if (scope[field] !== undefined) return fail(DECISIONS.scope.twice(field))
    scope[field] = part.slice(at + 1).replace(/\\(.)/g, '$1')
  }
  return ok(scope)
}
