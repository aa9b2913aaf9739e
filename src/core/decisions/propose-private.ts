import type { ElementPath } from '../dicom/attribute-path.ts'
import { BULK, type VR } from '../dicom/vr.ts'
import { CONFIDENTIALITY } from '../confidentiality/texts.ts'
import { dateShapeOf, holdsDate } from '../confidentiality/value-shapes.ts'
import type { Profile } from '../confidentiality/profile.ts'
import type { PrivateKnowledge } from '../knowledge/private-knowledge.ts'
import { deleted, kept, open, retained, type Suggestion } from './suggestion.ts'
import { DECISIONS } from './texts.ts'

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
  if (!profile.options.includes('RetainSafePrivate')) return deleted(DECISIONS.private.notChosen)
  if (element.orphan) return deleted(DECISIONS.private.orphan)
  const { knowledge } = element
  if (knowledge === undefined) return open(DECISIONS.private.unpublished, 'knowledge')
  const { sources } = knowledge
  switch (knowledge.status) {
    case 'retain':
      return proposeRetained(element, knowledge, DECISIONS.private.mayStay(sources), profile)
    case 'delete':
      return deleted(DECISIONS.private.hasToGo(sources), 'knowledge')
    case 'conflict':
      return open(DECISIONS.private.conflict(sources), 'knowledge')
    case 'unregistered':
      return open(DECISIONS.private.unknown, 'knowledge')
    case 'review':
      return open(DECISIONS.private.remarked(knowledge.remark, sources), 'knowledge')
  }
}

function proposeRetained(element: PrivateElement, knowledge: PrivateKnowledge, said: string, profile: Profile): Suggestion {
  const { vrs } = element
  if (vrs.includes('PN')) return open(DECISIONS.private.names(said), 'knowledge')
  if (knowledge.treatment === 'shift-date' || vrs.some(isDated)) return proposePrivateDate(element, said, profile)
  if (knowledge.treatment === 'remap-uid' || vrs.includes('UI')) {
    if (profile.options.includes('RetainUIDs')) return kept(DECISIONS.private.uidKept(said), 'knowledge')
    return vrs.every((vr) => vr === 'UI' || !NUMERIC.has(vr))
      ? retained('remap-uid', DECISIONS.private.uidReplaced(said), 'knowledge')
      : open(DECISIONS.private.noUid(said, vrs), 'knowledge')
  }
  return kept(vrs.includes('SQ') ? DECISIONS.private.sequence(said) : said, 'knowledge')
}

const NUMERIC: ReadonlySet<VR> = new Set<VR>(['AT', 'DS', 'FD', 'FL', 'IS', 'SL', 'SS', 'SV', 'UL', 'US', 'UV'])

function isDated(vr: VR): boolean {
  return vr === 'DA' || vr === 'DT' || vr === 'TM'
}

/** Dates in private elements: as the Options on dates say of those in the table. */
function proposePrivateDate({ vrs, texts }: PrivateElement, said: string, profile: Profile): Suggestion {
  const { options, settings } = profile
  if (options.includes('RetainLongitudinalFullDates')) return kept(DECISIONS.private.dateKept(said), 'knowledge')
  if (!options.includes('RetainLongitudinalModifiedDates')) return deleted(DECISIONS.private.dateGoes(said), 'knowledge')
  if (settings.dateShift === 'none') return deleted(DECISIONS.private.dateNotShifted(said), 'knowledge')
  if (vrs.some((vr) => BULK.has(vr) || vr === 'SQ')) return open(DECISIONS.private.dateUnreadable(said, vrs), 'knowledge')
  const values = texts()
  if (!vrs.every((vr) => values.every(dateShapeOf(vr))))
    return values.some((value) => vrs.every((vr) => holdsDate(value, vr)))
      ? retained(
          'shift-date',
          DECISIONS.more(said, CONFIDENTIALITY.dates.someShifted(vrs.every((vr) => vr === 'TM') ? 'time' : 'date')),
          'knowledge',
        )
      : open(DECISIONS.private.noDate(said), 'knowledge')
  if (vrs.every((vr) => vr === 'TM')) return kept(DECISIONS.private.timeOfDay(said), 'knowledge')
  return retained('shift-date', DECISIONS.private.dateShifted(said), 'knowledge')
}
