/**
 * OTHERS: Operations for engines that can say less, each as strictly as it can.
 *
 * - `posda-target`    Posda edit table with private dispositions: by path and creator
 * - `deid-target`     pydicom/deid recipe: by tag wherever it stands
 * - `kitware-target`  Kitware dicom-anonymizer: by tag at the root
 * - `head`            what each tells its reader
 * - `texts`           what each cannot be told
 */
export { deidTarget } from './deid-target.ts'
export { kitwareTarget } from './kitware-target.ts'
export { posdaTarget } from './posda-target.ts'
