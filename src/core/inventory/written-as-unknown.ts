import type { DataElement } from '../dicom/element.ts'

/** No Private Creator begins so: control characters are escaped in a spelling. */
const MARK = '\u0000UN '

/** Whether an element is written as UN although its VR is known (PS3.5 6.2.2), so that other engines see bytes only. */
export function isUnderUnknown({ writtenVr, vr }: Pick<DataElement, 'writtenVr' | 'vr'>): boolean {
  return writtenVr === 'UN' && vr !== 'UN'
}

/** What stands for that among the creators, which are counted file by file like it. `key` is the `pathKey` of the element. */
export function unknownMark(key: string): string {
  return MARK + key
}

/** The path keys of the elements that are marked. */
export function markedAsUnknown(creators: Iterable<string>): ReadonlySet<string> {
  const keys = new Set<string>()
  for (const creator of creators) if (creator.startsWith(MARK)) keys.add(creator.slice(MARK.length))
  return keys
}
