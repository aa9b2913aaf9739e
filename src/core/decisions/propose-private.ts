import type { ElementPath } from '../dicom/attribute-path.ts'
import { BULK, type VR } from '../dicom/vr.ts'
import { someShifted } from '../confidentiality/defaults.ts'
import { dateShapeOf, holdsDate } from '../confidentiality/value-shapes.ts'
import type { Profile } from '../confidentiality/profile.ts'
import type { PrivateKnowledge } from '../knowledge/private-knowledge.ts'
import { deleted, kept, open, retained, type Suggestion } from './suggestion.ts'

/** A private element with what its proposal looks at. */
export interface PrivateElement {
  readonly path: ElementPath
  readonly vrs: readonly VR[]
  readonly orphan: boolean
  readonly knowledge: PrivateKnowledge | undefined
  texts(): readonly string[]
}

/** The proposal for a private element, creators apart (PS3.15 E.3.10). */
export function proposePrivate(element: PrivateElement, profile: Profile): Suggestion {
  if (!profile.options.includes('RetainSafePrivate')) return deleted('X: private, and RetainSafePrivate is not chosen')
  if (element.orphan) return deleted('no Private Creator claims it, so that nobody can say what it is')
  const { knowledge } = element
  if (knowledge === undefined) return open('nothing is published of it', 'knowledge')
  const said = knowledge.sources.length === 0 ? '' : ` (${knowledge.sources.join('; ')})`
  switch (knowledge.status) {
    case 'retain':
      return proposeRetained(element, knowledge, `the sources agree that it may stay${said}`, profile)
    case 'delete':
      return deleted(`the sources agree that it has to go${said}`, 'knowledge')
    case 'conflict':
      return open(`the sources contradict each other${said}`, 'knowledge')
    case 'unregistered':
      return open('no dictionary and no source knows it', 'knowledge')
    case 'review':
      return open(`${knowledge.remark}${said}`, 'knowledge')
  }
}

function proposeRetained(element: PrivateElement, knowledge: PrivateKnowledge, said: string, profile: Profile): Suggestion {
  const { vrs } = element
  if (vrs.includes('PN')) return open(`${said}, and it holds names`, 'knowledge')
  if (knowledge.treatment === 'shift-date' || vrs.some(isDated)) return proposePrivateDate(element, said, profile)
  if (knowledge.treatment === 'remap-uid' || vrs.includes('UI')) {
    if (profile.options.includes('RetainUIDs')) return kept(`${said}; a UID, kept by RetainUIDs`, 'knowledge')
    return vrs.every((vr) => vr === 'UI' || !NUMERIC.has(vr))
      ? retained('remap-uid', `${said}; a UID, replaced like the others`, 'knowledge')
      : open(`${said}, as a UID, which ${vrs.join(', ')} cannot hold`, 'knowledge')
  }
  return kept(vrs.includes('SQ') ? `${said}; each element inside is judged by itself` : said, 'knowledge')
}

const NUMERIC: ReadonlySet<VR> = new Set<VR>(['AT', 'DS', 'FD', 'FL', 'IS', 'SL', 'SS', 'SV', 'UL', 'US', 'UV'])

function isDated(vr: VR): boolean {
  return vr === 'DA' || vr === 'DT' || vr === 'TM'
}

/** Dates in private elements: as the Options on dates say of those in the table. */
function proposePrivateDate({ vrs, texts }: PrivateElement, said: string, profile: Profile): Suggestion {
  const { options, settings } = profile
  if (options.includes('RetainLongitudinalFullDates')) return kept(`${said}; a date, kept by RetainLongitudinalFullDates`, 'knowledge')
  if (!options.includes('RetainLongitudinalModifiedDates'))
    return deleted(`${said}, but it is a date, and no Option keeps dates`, 'knowledge')
  if (settings.dateShift === 'none')
    return deleted(`${said}, but it is a date, and the setting date-shift=none shifts nothing`, 'knowledge')
  if (vrs.some((vr) => BULK.has(vr) || vr === 'SQ'))
    return open(`${said}, as a date, which cannot be read in ${vrs.join(', ')}`, 'knowledge')
  const values = texts()
  if (!vrs.every((vr) => values.every(dateShapeOf(vr))))
    return values.some((value) => vrs.every((vr) => holdsDate(value, vr)))
      ? retained('shift-date', `${said}; ${someShifted(vrs.every((vr) => vr === 'TM') ? 'time' : 'date')}`, 'knowledge')
      : open(`${said}, as a date, and no value is one`, 'knowledge')
  if (vrs.every((vr) => vr === 'TM')) return kept(`${said}; a time of day, which a shift by whole days leaves as it is`, 'knowledge')
  return retained('shift-date', `${said}; a date, shifted by RetainLongitudinalModifiedDates`, 'knowledge')
}
