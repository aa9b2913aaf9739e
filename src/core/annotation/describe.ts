import { leafOf, type AttributePath, type PathStep } from '../dicom/attribute-path.ts'
import { isGroupLength, isInPrivateBlock, isPrivate, isPrivateCreator } from '../dicom/tag.ts'
import { lookupPrivate, lookupTag } from '../dictionary/index.ts'
import { isFileMeta } from '../confidentiality/known-elements.ts'
import type { Annotation } from './annotation.ts'
import { ANNOTATION } from './texts.ts'

/** What an element is called and where it is from; what is inside an opaque value is called by its key. */
export type Description = Pick<Annotation, 'name' | 'source' | 'privateCreator'>

export function describe(path: AttributePath): Description {
  if (path.kind === 'outside') return { name: ANNOTATION.places[path.place], source: 'outside', privateCreator: '' }
  const described = describeStep(leafOf(path))
  return path.inside === undefined ? described : { ...described, name: path.inside }
}

function describeStep(step: PathStep): Description {
  if (step.kind === 'creator') return { name: 'Private Creator', source: 'private', privateCreator: step.creator }
  if (step.kind === 'private') {
    const name = lookupPrivate(step.creator, step.group, step.element)?.name ?? ''
    return { name, source: 'private', privateCreator: step.creator }
  }
  const { tag } = step
  const entry = lookupTag(tag)
  const name = entry?.name ?? (isGroupLength(tag) ? 'Group Length' : isPrivateCreator(tag) ? ANNOTATION.blankCreator : '')
  if (isFileMeta(tag)) return { name, source: 'outside', privateCreator: '' }
  if (isPrivate(tag)) return { name, source: 'private', privateCreator: '' }
  return { name, source: entry === undefined && !isGroupLength(tag) ? 'unknown' : 'public', privateCreator: '' }
}

/** A private element that no creator claims: nobody can say what it is (PS3.5 7.8.1). */
export function isOrphan(path: AttributePath): boolean {
  if (path.kind === 'outside') return false
  const leaf = leafOf(path)
  if (leaf.kind === 'creator') return leaf.creator === ''
  if (leaf.kind === 'private') return leaf.creator === ''
  return isPrivate(leaf.tag) && !isGroupLength(leaf.tag) && (isInPrivateBlock(leaf.tag) || isPrivateCreator(leaf.tag))
}
