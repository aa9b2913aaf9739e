import type { ElementKind } from './element-tree.ts'

/** Why things that no decision is asked for go: they are written anew, or not at all. Undefined for all others. */
const WRITTEN_ANEW: Readonly<Record<ElementKind, string | undefined>> = {
  element: undefined,
  creator: undefined,
  inside: undefined,
  'group-length': 'group lengths are written anew or not at all (PS3.5 7.2)',
  'file-meta': 'File Meta Information is written anew (PS3.15 E.1.1, step 7)',
  padding: 'padding says nothing',
  outside: 'not taken over: preamble, names and what follows the data set are written anew (PS3.15 E.1.1, step 7)',
}

export function writtenAnew(kind: ElementKind): string | undefined {
  return WRITTEN_ANEW[kind]
}
