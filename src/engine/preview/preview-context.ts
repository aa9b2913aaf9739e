import type { Outcome } from '../../contract/outcome.ts'
import { planPatients, type Patient, type PatientPlan } from '../../core/deidentification/plan-patients.ts'
import type { PreviewContext } from '../../core/deidentification/preview-value.ts'
import { isUidRoot, uidRemapper } from '../../core/deidentification/remap-uid.ts'
import { patientIdOf } from '../../core/deidentification/traits.ts'
import { fail, ok } from '../../core/result.ts'
import type { ScriptSettings } from '../../core/script/operation.ts'
import { patientNumbers } from '../apply/apply-store.ts'
import { readPatientSources } from '../apply/patient-sources.ts'
import { keyedBySecret } from '../apply/project-key.ts'
import { DICOMDIR } from '../apply/is-instance.ts'
import type { Session } from '../session/session.ts'
import { APPLY } from '../apply/texts.ts'

/**
 * What apply would begin with: the project's key, and everything settled for the patients. The first patient by key
 * who has an ID serves as the example. Nothing is written.
 */
export function previewContext(session: Session, settings: ScriptSettings): Outcome<PreviewContext> {
  if (!isUidRoot(settings.uidRoot)) return fail({ code: 'usage', message: APPLY.settings.uidRoot })
  const sources = readPatientSources(session.project, settings, numbersOf(session))
  if (!sources.ok) return sources
  const keyed = keyedBySecret(session.project.secret())
  const plans = planPatients(patientsOf(session), sources.value, keyed)
  if (!plans.ok) return fail({ code: 'refused', message: plans.failure.message })
  const all = [...plans.value.byKey.values()]
  const nobody: PatientPlan = { key: '', id: '', newId: undefined, days: undefined }
  return ok({
    settings,
    keyed,
    uids: uidRemapper(keyed, settings.uidRoot),
    patients: plans.value.byKey,
    example: all.find(({ id }) => id !== '') ?? all[0] ?? nobody,
    byPatientId: new Map(all.map((plan) => [plan.id, plan])),
  })
}

/** A project that nothing was applied from has given no numbers yet. */
function numbersOf(session: Session): ReadonlyMap<string, number> {
  try {
    return patientNumbers(session.project)
  } catch {
    return new Map()
  }
}

const known = new WeakMap<readonly unknown[], ReadonlyMap<string, Patient>>()

/** The patients of the inventory, looked up once for each version of it. */
function patientsOf(session: Session): Iterable<Patient> {
  const version = session.inventory.elements()
  const there = known.get(version)
  if (there !== undefined) return there.values()
  const patients = new Map<string, Patient>()
  for (const { context } of session.inventory.relations().contexts()) {
    if (context.sopClass === DICOMDIR) continue
    const key = context.patient
    if (!patients.has(key)) patients.set(key, { key, id: patientIdOf(key) })
  }
  known.set(version, patients)
  return patients.values()
}
