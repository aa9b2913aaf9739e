import type { CtpAction } from './ctp-action.ts'
import { trimmed } from './value-table.ts'

/** Names of the kinds of keys in `ctp-lookup.properties`. */
export const KEY_TYPES = { patient: 'ptid', dates: 'dateshift' } as const

/** Characters that have a meaning in a CTP script, or that CTP counts when it looks for the end of a clause. */
const SPECIAL = /[\\@"{}[\]]/g

export function escapeLiteral(text: string): string {
  return text.replace(SPECIAL, (character) => `\\${character}`)
}

/** Texts that CTP would take for one of its own answers when they come out as a value. */
const ANSWERS = /@remove\(\)|^@keep\(\)$|^@empty\(\)$|^@blank\(/
/** What XML 1.0 cannot hold in any spelling, and lone surrogates. */
const NOT_XML = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/u

/** Whether a text can be written as a value by a script. */
export function isWritable(text: string): boolean {
  return !ANSWERS.test(trimmed(text)) && !NOT_XML.test(text)
}

/** Ages that are, or may be, of 90 years and more. */
const AGE_90 = '[ 0]*(9[0-9]|[1-9][0-9][0-9])[Yy]? *'

/**
 * An action in the words of CTP's script.
 * @param keyType under which the values of a cleaned element stand in `ctp-lookup.properties`
 */
export function printAction(action: CtpAction, keyType: string): string {
  switch (action.do) {
    case 'keep':
      return '@keep()'
    case 'process':
      return '@process()'
    case 'remove':
      return '@remove()'
    case 'empty':
      return '@empty()'
    case 'dummy':
    case 'text':
      return escapeLiteral(trimmed(action.text))
    case 'hash-uid':
      return printHash(action)
    case 'shift-date':
      return `@incrementdate(this,root:00100020,${KEY_TYPES.dates})`
    case 'map-patient':
      return `@lookup(root:00100020,${KEY_TYPES.patient},empty)`
    case 'cap-age':
      return `@if(this,matches,"${AGE_90}"){090Y}{@keep()}`
    case 'clean':
      return `@lookup(this,${keyType},${action.otherwise})`
  }
}

function printHash(action: CtpAction & { readonly do: 'hash-uid' }): string {
  const hash = '@hashuid(@UIDROOT,this)'
  const one = action.mayBeSeveral ? `@if(this,matches,"[0-9. ]*"){${hash}}{@remove()}` : hash
  return action.mayBeBlank ? `@if(this,isblank){@keep()}{${one}}` : one
}
