/**
 * DEIDENTIFICATION: the Operations of a script, done to one instance. Pure: a file as elements in, edits out.
 *
 * deidentify             one instance as a whole: edits, new header, new path, crosswalk, or why it is not written
 *   edit-data-set        one data set, root or item: each element by its Operation (with private-creators, additions)
 *   treat-element        one element: keep, shift, remap, map, clean, replace (with treat-patient, clean-value)
 *   leave                the three ways of a Delete (with dummy-value, dummy-items, blank-document, enumerated-dummies)
 *   private-characteristics  (0008,0300) says only what is left of the private blocks
 *   method-elements      what says that and how it was done: (0012,0062) (0012,0063) (0012,0064) (0028,0303)
 *   file-meta            File Meta Information, anew
 *   output-path          where the file goes, by its new identifiers
 * prepare-instance       one file up to the bytes of its copy
 * alike-instances        the files of a series that are laid out alike: by a plan, unread (with alike-plan, which runs it,
 *                        make-alike-plan, which sees what follows from which value, and alike-unit)
 * operation-index        Operations by path and condition
 * plan-patients          new Patient IDs and date shifts of the whole collection (with day-shift, patient-pattern)
 * remap-uid, shift-date  what becomes of UIDs and dates (with calendar, keyed)
 * problem                what a curator is told of an instance; never a value (in the words of texts)
 */
export { AlikeInstances } from './alike-instances.ts'
export { parseDayShift, type DayShift } from './day-shift.ts'
export { deidentify, type Deidentified, type InstanceIdentity } from './deidentify.ts'
export type { Keyed } from './keyed.ts'
export { OperationIndex, METHOD_PATHS } from './operation-index.ts'
export { isOutputPattern, withSuffix } from './output-path.ts'
export { parsePatientIds, type PatientIds } from './patient-pattern.ts'
export { planPatients, type Patient, type PatientPlan, type PatientPlanFailure, type PatientPlans } from './plan-patients.ts'
export { describeProblems, type Problem, type Refusal } from './problem.ts'
export { prepareInstance, type Prepared } from './prepare-instance.ts'
export { isUidRoot, uidRemapper } from './remap-uid.ts'
export { shiftDate } from './shift-date.ts'
export { patientIdOf } from './traits.ts'
export type { RunContext } from './work.ts'
