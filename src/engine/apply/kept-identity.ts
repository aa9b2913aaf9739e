import type { InstanceIdentity } from '../../core/deidentification/deidentify.ts'

/** An identity as it is kept with a row: its fields in a fixed order, for their names would be as long as they are. */
export function keptIdentity(identity: InstanceIdentity): string {
  const { patientOld, patientNew, studyOld, studyNew, seriesOld, seriesNew, sopOld, sopNew } = identity
  return JSON.stringify([patientOld, patientNew, studyOld, studyNew, seriesOld, seriesNew, sopOld, sopNew])
}

/** Reads what {@link keptIdentity} made; undefined where nothing was kept. */
export function identityOf(kept: string): InstanceIdentity | undefined {
  if (kept === '') return undefined
  const fields: unknown = JSON.parse(kept)
  // Rows of earlier versions have the names.
  if (!Array.isArray(fields)) return fields as InstanceIdentity
  const [patientOld, patientNew, studyOld, studyNew, seriesOld, seriesNew, sopOld, sopNew] = fields as readonly string[]
  return {
    patientOld: patientOld ?? '',
    patientNew: patientNew ?? '',
    studyOld: studyOld ?? '',
    studyNew: studyNew ?? '',
    seriesOld: seriesOld ?? '',
    seriesNew: seriesNew ?? '',
    sopOld: sopOld ?? '',
    sopNew: sopNew ?? '',
  }
}
