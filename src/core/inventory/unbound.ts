import { isUnbound, publicTags } from '../confidentiality/iod-type.ts'
import type { Tag } from '../dicom/tag.ts'
import type { InventoryElement } from './inventory.ts'

/** Clinical Trial modules are what de-identification itself adds: what is in them has to fit what will be there. */
const CLINICAL_TRIAL = 0x0012

/**
 * Says of each element in which SOP Classes it is in no module that binds: a module binds when it is mandatory or one of
 * its Type 1 attributes is present in an instance of the class. Of what is inside Items their macros say it.
 */
export function withUnbound(elements: readonly InventoryElement[]): InventoryElement[] {
  const met = new Map<string, Set<Tag>>()
  const roots = elements.map(({ path, sopClasses }) => {
    const tags = publicTags(path)
    const [tag] = tags ?? []
    if (tags?.length !== 1 || tag === undefined) return undefined
    for (const sopClass of sopClasses) {
      const there = met.get(sopClass) ?? new Set()
      met.set(sopClass, there.add(tag))
    }
    return tags
  })
  return elements.map((element, index) => {
    const tags = roots[index]
    if (tags === undefined) return element
    const unbound = element.sopClasses.filter((sopClass) =>
      isUnbound(tags, sopClass, ([first = 0]) => first >>> 16 === CLINICAL_TRIAL || met.get(sopClass)?.has(first) === true),
    )
    return unbound.length === 0 ? element : { ...element, unbound }
  })
}
