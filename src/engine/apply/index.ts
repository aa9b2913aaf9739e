/**
 * APPLY: the Operations run over a copy. Originals are only read.
 *
 * apply-collection       the whole: checks, pool of workers, names in order, reports
 *   check-places         where the output may be; check-settings what a run may begin with
 *   patient-sources      new Patient IDs and date shifts, with the files that settings name (each: patient-file)
 *   apply-batch          what a worker is given at once, and again one by one where it died of one of them
 *   apply-task           a worker's part: one instance into one file beside its place (with write-output)
 *   flush-outputs        bytes on the disk before a file is settled, by the descriptors that they were written with; or
 *   flush-file-system    by one flush for all of them, where the system can and tells of errors
 *   settle-in-order      results in the order of source paths, whoever was faster
 *   settle-in-groups     many of them by one flush and one transaction
 *   settle-instances     final names, suffixes, what an earlier run left
 *   apply-store          what is remembered of runs, so that they can go on and be reviewed (with maybe-set, kept-identity)
 *   dicomdir             a new DICOMDIR over the copy, on request
 *   apply-reports        applied.csv, not-applied.csv and the crosswalks
 *   texts                phases, failures and what became of files, in words
 */
export { applyCollection, startWriters, type ApplyOptions } from './apply-collection.ts'
export { appliedFiles, latestApply, type AppliedFile } from './applied-files.ts'
