import { dataDictionary } from './data-dictionary.ts'
import type { GeneratedModule } from './generated-module.ts'
import { privateDictionary } from './private-dictionary.ts'
import { tableE11 } from './table-e11.ts'
import { uidRegistry } from './uid-registry.ts'

/** Every generated module, made anew from the pinned sources. Equal sources make equal text. */
export function allTables(): readonly GeneratedModule[] {
  return [dataDictionary(), uidRegistry(), privateDictionary(), tableE11()]
}
