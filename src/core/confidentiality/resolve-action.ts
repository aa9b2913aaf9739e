import type { Tag } from '../dicom/tag.ts'
import { iodName, iodType, type Presence, type TypeInIod } from './iod-type.ts'
import type { ActionCode } from './table-e11.ts'
import { CONFIDENTIALITY } from './texts.ts'

/** A code that is no longer compound (PS3.15 Table E.1-1a). */
export type Action = 'X' | 'Z' | 'D' | 'K' | 'C' | 'U'

export interface ResolvedAction {
  readonly action: Action
  readonly type: TypeInIod
  /** `X/Z/D, Type 2 in the CT Image IOD: Z`: for a person. */
  readonly reason: string
}

/**
 * What an Action Code comes to for an attribute that is present at a path in instances of a SOP Class.
 * @param tags undefined where a step of the path is private
 * @example resolveCode('X/Z/D', [0x00081111], BASIC_TEXT_SR).action // Z
 */
export function resolveCode(code: ActionCode, tags: readonly Tag[] | undefined, sopClass: string, present?: Presence): ResolvedAction {
  return resolveByType(code, iodType(tags, sopClass, present).type, iodName(sopClass))
}

/**
 * {@link resolveCode} where the Type is known. Conditional Types count as unconditional, since the attribute is there;
 * outside the IOD it can go without harm (PS3.15 E.1.1, note on attributes not in the IOD).
 * @param iod the IOD's name, for the reason
 */
export function resolveByType(code: ActionCode, type: TypeInIod, iod: string): ResolvedAction {
  if (code === 'K' || code === 'C' || code === 'U') return { action: code, type, reason: code }
  const told = (action: Action, say = CONFIDENTIALITY.resolved.to): ResolvedAction => ({
    action,
    type,
    reason: say(code, sayType(type, iod), action),
  })
  const { mostCompatible, elseInvalid } = CONFIDENTIALITY.resolved
  switch (type) {
    case '?':
      return code === 'X' || code === 'Z' || code === 'D' ? { action: code, type, reason: code } : told(mostSupported(code), mostCompatible)
    case '-':
      return told('X')
    case '1':
    case '1C':
      if (code === 'X' || code === 'Z' || code === 'X/Z') return told('D', elseInvalid)
      return told(mostSupported(code))
    case '2':
    case '2C':
      if (code === 'X') return told('Z', elseInvalid)
      return told(code === 'D' || code === 'X/D' ? 'D' : 'Z')
    case '3':
      return code === 'Z' || code === 'D' ? { action: code, type, reason: code } : told(code === 'Z/D' ? 'Z' : 'X')
  }
}

/** D over Z over X: what no IOD can object to. */
function mostSupported(code: ActionCode): Action {
  if (code === 'X/Z/U*') return 'U'
  if (code.includes('D')) return 'D'
  return code.includes('Z') ? 'Z' : 'X'
}

/** `Type 2 in the CT Image IOD`. */
export function sayType(type: TypeInIod, iod: string): string {
  if (type === '?') return CONFIDENTIALITY.types.unknown(iod)
  return type === '-' ? CONFIDENTIALITY.types.outside(iod) : CONFIDENTIALITY.types.known(type, iod)
}
