import { identifierKind } from '../annotation/identifiers.ts'
import type { PathText } from '../dicom/attribute-path.ts'
import type { ByteSource } from '../dicom/byte-source.ts'
import { characterSetsOf } from '../dicom/character-set.ts'
import type { DataElement } from '../dicom/element.ts'
import type { PathNode } from '../dicom/path-node.ts'
import { valueBytes, valueLength } from '../dicom/value-bytes.ts'
import { valueToText } from '../dicom/value-text.ts'
import type { Change, Standing } from './compare-instances.ts'
import { holdsInItsFileOnly, type Original } from './leak-search.ts'

const LONGEST_READ = 1024

/**
 * The originals of one instance that say something in its own copy only: its dates, and its identifiers of few digits
 * (in any other file they are any day, any number). A date that stays in some element of the copy is none.
 * @param keptDates texts of the dates that stay, see {@link dateOf}
 */
export function localOriginals(changes: readonly Change[], keptDates: ReadonlySet<string>): readonly Original[] {
  const found = new Map<string, { kind: LocalKind; text: string; paths: Set<PathText> }>()
  for (const { before, node } of changes) {
    if (before === undefined || node === undefined) continue
    eachLeaf(before, node, (leaf, path) => {
      for (const [kind, text] of originalsOf(leaf, path)) {
        if (kind === 'date' && keptDates.has(text)) continue
        const key = `${kind}\0${text}`
        const known = found.get(key)
        if (known === undefined) found.set(key, { kind, text, paths: new Set([path.text]) })
        else known.paths.add(path.text)
      }
    })
  }
  return [...found.values()]
    .map(({ kind, text, paths }) => ({ kind, text, paths: [...paths].sort() }))
    .sort((a, b) => (a.kind + a.text < b.kind + b.text ? -1 : 1))
}

type LocalKind = 'date' | 'id' | 'name'

/** An element, or all elements inside a Sequence, at every depth. */
function eachLeaf(standing: Standing, path: PathNode, use: (leaf: Standing, path: PathNode) => void): void {
  const { element } = standing
  if (element.items === undefined) {
    use(standing, path)
    return
  }
  for (const item of element.items) {
    const inside = {
      ...standing,
      littleEndian: element.encoding?.littleEndian ?? standing.littleEndian,
      characterSets: characterSetsOf(item.elements, standing.source, standing.characterSets),
    }
    for (const inner of item.elements) eachLeaf({ ...inside, element: inner }, path.child(inner), use)
  }
}

function originalsOf(leaf: Standing, path: PathNode): readonly (readonly [LocalKind, string])[] {
  const { element, source } = leaf
  const length = valueLength(element)
  if (length === 0 || length > LONGEST_READ) return []
  if (element.vr === 'DA' || element.vr === 'DT') return datesOf(source, element).map((text) => ['date', text] as const)
  const kind = identifierKind(path.path, [element.vr])
  if (kind !== 'id' && kind !== 'name') return []
  const { text } = valueToText(valueBytes(source, element), element.vr, leaf.littleEndian, leaf.characterSets)
  return text
    .split('\\')
    .filter((value) => holdsInItsFileOnly(kind, value))
    .map((value) => [kind, value.trim()] as const)
}

/** The days in an element of VR DA or DT, as `YYYYMMDD`; none for any other. */
export function datesOf(source: ByteSource, element: DataElement): readonly string[] {
  if ((element.vr !== 'DA' && element.vr !== 'DT') || valueLength(element) > LONGEST_READ) return []
  const found: string[] = []
  for (const value of String.fromCharCode(...valueBytes(source, element)).split('\\')) {
    const match = /^\s*(\d{4})\.?(\d{2})\.?(\d{2})/u.exec(value)
    if (match !== null) found.push(`${match[1] ?? ''}${match[2] ?? ''}${match[3] ?? ''}`)
  }
  return found
}
