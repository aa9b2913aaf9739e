import type { Route } from '../script-target.ts'

/**
 * The DicomFilter script that routes instances to the stage of a script. A filter's text has no escapes: any character
 * stands for a quote or a backslash.
 */
export function filterOf({ manufacturer, model }: Route): string {
  const terms = [termOf('0008,0070', manufacturer), ...(model === undefined ? [] : [termOf('0008,1090', model)])]
  return terms.join(' * ')
}

/** A term of CTP's filters: an attribute has this value, whatever its case. */
export function termOf(tag: string, text: string): string {
  if (text.trim() === '') return `[${tag}].matches(" *")`
  return /["\\{}]/.test(text) ? `[${tag}].matches("${text.replace(/[^A-Za-z0-9 ]/g, '.')}")` : `[${tag}].equalsIgnoreCase("${text}")`
}
