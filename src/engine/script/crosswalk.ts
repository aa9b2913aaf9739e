import type { Crosswalk } from '../../core/script/script-target.ts'
import type { ScriptSettings } from '../../core/script/operation.ts'
import { latestApply } from '../apply/index.ts'
import type { Project } from '../project/project.ts'

/**
 * What apply settled for the patients, by old Patient ID, as long as the settings that it followed are those of now.
 * Two patients with one Patient ID (of two issuers) are left out where they became different: an engine that knows only
 * the Patient ID could not tell them apart.
 * @returns undefined where nothing was applied yet, or by other settings
 */
export function crosswalkOf(project: Project, settings: Pick<ScriptSettings, 'patientId' | 'dateShift'>): Crosswalk | undefined {
  const applied = latestApply(project)
  if (applied === undefined || applied.settings.patientId !== settings.patientId || applied.settings.dateShift !== settings.dateShift)
    return undefined
  const patientIds = new Map<string, string | undefined>()
  const patientNames = new Map<string, string | undefined>()
  const dayShifts = new Map<string, number | undefined>()
  let hasNames = false
  for (const { id, newId, newName, days } of applied.patients()) {
    hasNames ||= newName !== undefined
    if (settings.patientId !== '' && newId !== '') {
      settle(patientIds, id, newId)
      settle(patientNames, id, newName ?? newId)
    }
    if (days !== undefined) settle(dayShifts, id, days)
  }
  return {
    patientIds: settled(patientIds),
    ...(hasNames ? { patientNames: settled(patientNames) } : {}),
    dayShifts: settled(dayShifts),
  }
}

function settle<T>(map: Map<string, T | undefined>, id: string, value: T): void {
  map.set(id, !map.has(id) || map.get(id) === value ? value : undefined)
}

function settled<T>(map: ReadonlyMap<string, T | undefined>): ReadonlyMap<string, T> {
  return new Map([...map].flatMap(([id, value]) => (value === undefined ? [] : [[id, value] as const])))
}
