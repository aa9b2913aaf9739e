import type { ElementKind } from './element-tree.ts'
import { DECISIONS } from '../decisions/texts.ts'
import { SCRIPT } from './texts.ts'

/** Why things that no decision is asked for go: they are written anew, or not at all. Undefined for all others. */
const WRITTEN_ANEW: Readonly<Record<ElementKind, string | undefined>> = {
  element: undefined,
  creator: undefined,
  inside: undefined,
  'group-length': SCRIPT.writtenAnew.groupLength,
  'file-meta': DECISIONS.fixed.fileMeta,
  padding: SCRIPT.writtenAnew.padding,
  outside: SCRIPT.writtenAnew.outside,
}

export function writtenAnew(kind: ElementKind): string | undefined {
  return WRITTEN_ANEW[kind]
}
