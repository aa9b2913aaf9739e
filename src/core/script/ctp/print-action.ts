import { PLACEHOLDER_DAYS } from '../../confidentiality/placeholder-days.ts'
import type { CtpAction } from './ctp-action.ts'
import { trimmed } from './value-table.ts'

/** Names of the kinds of keys in `ctp-lookup.properties`. */
export const KEY_TYPES = { patient: 'ptid', name: 'ptname', dates: 'dateshift' } as const

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

/** CTP finds the end of a clause by counting braces, older versions without the escaped ones: both agree on even ones only. */
export function hasEvenBraces(text: string): boolean {
  let depth = 0
  for (const character of text) {
    if (character === '{') depth += 1
    else if (character === '}') depth -= 1
    if (depth < 0) return false
  }
  return depth === 0
}

/** Ages that are, or may be, of 90 years and more; a number of four digits is too long for any unit. */
const AGE_90 = '[ 0]*(9[0-9]|[1-9][0-9][0-9]+) *[Yy]? *|[ 0]*[1-9][0-9][0-9][0-9]+ *[MmWwDd] *'
/** Ages below, and what holds no number. CTP sees several values as one text: they are neither. */
const AGE_BELOW = '[^0-9]*|[ 0]*[0-8]?[0-9] *[Yy]? *|[ 0]*[0-9]?[0-9]?[0-9] *[MmWwDd] *'

/** Whether CTP can tell an age from one that is to be capped. */
export function isLegibleAge(text: string): boolean {
  return new RegExp(`^(?:${AGE_90}|${AGE_BELOW})$`, 's').test(text)
}

/** A day that says of no date that it is one: moved, it would tell how far the others went. */
const DAY = `(?!${PLACEHOLDER_DAYS.join('|')})[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]`
const TIME = '[0-2][0-9]([0-5][0-9]([0-6][0-9]([.][0-9]+)?)?)?'
/** A day, or a day with its time as DT has it; CTP would keep whatever stands behind the day. */
const DATES = { day: `${DAY} *`, moment: `${DAY}(${TIME})?([+-][01][0-9][0-5][0-9])? *` } as const
/** A backslash between several values, said without one, which CTP's versions want escaped differently. */
const BETWEEN = '[^ -Z^-~]'

function datePattern(form: 'day' | 'moment', several: boolean): string {
  return several ? `(${DATES[form]})(${BETWEEN}(${DATES[form]}))*` : DATES[form]
}

/** Whether CTP can shift a date of that form; of several values each. */
export function isLegibleDate(text: string, form: 'day' | 'moment'): boolean {
  return text.split('\\').every((one) => new RegExp(`^${DATES[form]}$`).test(one))
}

const TIMES = `${TIME} *`

/** Whether a text is a time, or each of several is. */
export function isLegibleTime(text: string): boolean {
  return text.split('\\').every((one) => new RegExp(`^(?: *|${TIMES})$`).test(one))
}

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
      return `@if(this,matches,"${datePattern(action.form, action.several)}"){@incrementdate(this,root:00100020,${KEY_TYPES.dates})}{@${action.otherwise}()}`
    case 'keep-time':
      // CTP trims a pattern, so that it must not begin with a blank.
      return `@if(this,matches,"[ ]*|${TIMES}"){@keep()}{@${action.otherwise}()}`
    case 'map-patient':
      return `@lookup(root:00100020,${KEY_TYPES[action.to]},${action.otherwise})`
    case 'cap-age':
      return `@if(this,matches,"${AGE_90}"){090Y}{@if(this,matches,"${AGE_BELOW}"){@keep()}{@remove()}}`
    case 'clean':
      return `@lookup(this,${keyType},${action.otherwise})`
  }
}

function printHash(action: CtpAction & { readonly do: 'hash-uid' }): string {
  const hash = '@hashuid(@UIDROOT,this)'
  if (action.mayBeUnknown) {
    const sure = `@if(this,matches,"[0-9][0-9.]* *"){${hash}}{@remove()}`
    return action.mayBeBlank ? `@if(this,isblank){@keep()}{${sure}}` : sure
  }
  const one = action.mayBeSeveral ? `@if(this,matches,"[0-9. ]*"){${hash}}{@remove()}` : hash
  return action.mayBeBlank ? `@if(this,isblank){@keep()}{${one}}` : one
}
