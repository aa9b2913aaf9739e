import { contextGroups } from './context-groups.ts'
import { ctpProfiles } from './ctp-profiles.ts'
import { dataDictionary } from './data-dictionary.ts'
import { definedTerms } from './defined-terms.ts'
import type { GeneratedModule } from './generated-module.ts'
import { iodTypes } from './iod-types.ts'
import { laterTags } from './later-tags.ts'
import { nestedDispositions, phiFound, physicalParameters } from './knowledge.ts'
import { privateDictionary } from './private-dictionary.ts'
import { safePrivate } from './safe-private.ts'
import { structuredContent } from './structured-content.ts'
import { tableE11 } from './table-e11.ts'
import { uidRegistry } from './uid-registry.ts'

/** Every generated module, made anew from the pinned sources. Equal sources make equal text. */
export function allTables(): readonly GeneratedModule[] {
  return [
    dataDictionary(),
    uidRegistry(),
    privateDictionary(),
    iodTypes(),
    tableE11(),
    safePrivate(),
    structuredContent(),
    contextGroups(),
    definedTerms(),
    ctpProfiles(),
    laterTags(),
    physicalParameters(),
    phiFound(),
    nestedDispositions(),
  ]
}
