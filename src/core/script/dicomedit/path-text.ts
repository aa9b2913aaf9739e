import type { ElementPath, PathStep } from '../../dicom/attribute-path.ts'
import { formatTag, hex, isPrivate } from '../../dicom/tag.ts'

/** What the grammar's CREATOR token can hold: a letter, then letters, digits, blanks and `- _ . :`. */
const CREATOR = /^[A-Za-z][A-Za-z0-9 ._:-]*$/

export function isSpellableCreator(creator: string): boolean {
  return CREATOR.test(creator)
}

/** An element path as DicomEdit writes it, `[%]` for any item; undefined where its grammar cannot. */
export function dicomEditPath({ steps }: ElementPath): string | undefined {
  const texts = steps.map(stepText)
  return texts.includes(undefined) ? undefined : texts.join('/')
}

function stepText(step: PathStep): string | undefined {
  const item = step.item === undefined ? '' : step.item === '*' ? '[%]' : `[${step.item}]`
  switch (step.kind) {
    case 'public':
      return isPrivate(step.tag) ? undefined : formatTag(step.tag) + item
    case 'private':
      return isSpellableCreator(step.creator) ? `(${hex(step.group, 4)},{${step.creator}}${hex(step.element, 2)})${item}` : undefined
    case 'creator':
      return undefined
  }
}

/** Characters that a string of a script can hold as they are: no quote has a spelling, and parentheses have two. */
const SAYABLE = /^[\x20-\x7e]*$/

export function isSayable(text: string): boolean {
  return SAYABLE.test(text) && !/["()]/.test(text)
}

/** A string literal; undefined where a character has no spelling. */
export function stringText(text: string): string | undefined {
  return isSayable(text) ? `"${text.replaceAll('\\', '\\\\')}"` : undefined
}

/** A regular expression for one text with blanks around it, without parentheses; undefined where it has no safe spelling. */
export function regexFor(value: string): string | undefined {
  const text = value.trim()
  if (!isSayable(text) || /[\\[\]^{}]/.test(text)) return undefined
  return ` *${text.replace(/[.+*?|$]/g, (character) => `[${character}]`)} *`
}
