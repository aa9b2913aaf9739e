import type { Scope } from '../../../core/decisions/decision.ts'
import { isSameScope } from '../../../core/decisions/scope.ts'
import type { Equipment } from '../../../core/inventory/inventory.ts'
import { scannersWords } from './block-words.ts'
import { PRIVATE } from './texts.ts'

/** How far a decision in the Private room holds: for the scanners as they were found, or for more. */
export const SCOPE_LEVELS = ['found', 'model', 'manufacturer', 'collection'] as const
export type ScopeLevel = (typeof SCOPE_LEVELS)[number]

/** The scopes of a level, each once; what scanners do not say is said by none of them, and compared as such. */
export function scopesAt(level: ScopeLevel, scanners: readonly Equipment[]): readonly Scope[] {
  const scopes = scanners.map(({ manufacturer, model, software }): Scope => {
    switch (level) {
      case 'found':
        return { manufacturer, model, software }
      case 'model':
        return { manufacturer, model }
      case 'manufacturer':
        return { manufacturer }
      case 'collection':
        return {}
    }
  })
  return scopes.filter((scope, index) => scopes.findIndex((other) => isSameScope(other, scope)) === index)
}

/** A level in words, for the scanners of a block. */
export function levelWords(level: ScopeLevel, scanners: readonly Equipment[]): string {
  switch (level) {
    case 'found':
      return scannersWords(scanners)
    case 'model':
      return PRIVATE.scopes.anyVersion(scannersWords(scanners.map((one) => ({ ...one, software: '' }))))
    case 'manufacturer':
      return PRIVATE.scopes.anyModel(scannersWords(scanners.map((one) => ({ ...one, model: '', software: '' }))))
    case 'collection':
      return PRIVATE.scopes.collection
  }
}
