import { creatorOf, isPrivateTag, type SimDataSet } from '../simulate/sim-data-set.ts'
import type { PathPart, TagPath } from './syntax.ts'

/** An element that a path found. */
export interface Found {
  readonly inside: SimDataSet
  readonly tag: number
  /** The item that the last part of the path names, where it does. */
  readonly item: number | '%' | undefined
}

/** The elements that a path means: from the root, through the items of Sequences; wildcards mean all. */
export function findElements(path: TagPath, root: SimDataSet): readonly Found[] {
  const found = new Map<SimDataSet, Map<number, Found>>()
  search(path.parts, root, (one) => {
    const there = found.get(one.inside) ?? new Map<number, Found>()
    there.set(one.tag, one)
    found.set(one.inside, there)
  })
  return [...found.values()].flatMap((there) => [...there.values()])
}

function search([part, ...rest]: readonly PathPart[], here: SimDataSet, tell: (found: Found) => void): void {
  if (part === undefined) return
  if (part.kind === 'levels') {
    if (part.sign === '*') search(rest, here, tell)
    for (const item of itemsIn(here)) {
      if (part.sign !== '*') search(rest, item, tell)
      if (part.sign !== '.') search([part.sign === '+' ? { kind: 'levels', sign: '*' } : part, ...rest], item, tell)
    }
    return
  }
  for (const [tag, element] of here.elements) {
    if (!matches(part, tag, here)) continue
    if (rest.length === 0) tell({ inside: here, tag, item: part.item })
    else
      for (const [index, item] of (element.items ?? []).entries())
        if (part.item === undefined || part.item === '%' || part.item === index) search(rest, item, tell)
  }
}

function itemsIn({ elements }: SimDataSet): readonly SimDataSet[] {
  return [...elements.values()].flatMap((element) => element.items ?? [])
}

/** Whether a tag is one that a part of a path means. Creators are compared as they are written. */
export function matches(part: PathPart & { readonly kind: 'tag' }, tag: number, inside: SimDataSet): boolean {
  const digits = tag.toString(16).toUpperCase().padStart(8, '0')
  if (!fits(part.group, digits.slice(0, 4))) return false
  if (part.creator === undefined) return fits(part.element, digits.slice(4))
  if (!isPrivateTag(tag) || (tag & 0xffff) < 0x1000) return false
  return fits(part.element, digits.slice(6)) && creatorOf(tag, inside) === part.creator
}

function fits(pattern: string, digits: string): boolean {
  return [...pattern].every((sign, index) => {
    const digit = digits[index] ?? ''
    if (sign === 'X') return true
    if (sign === '@') return parseInt(digit, 16) % 2 === 0
    return sign === '#' ? parseInt(digit, 16) % 2 === 1 : sign === digit
  })
}
