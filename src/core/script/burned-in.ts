import type { Operation } from './operation.ts'

/**
 * Whether somebody who has looked says that no text is burned in, though Burned In Annotation (0028,0301) says YES: that
 * value becomes NO. That it goes, or becomes anything else, changes nothing of the pixels.
 * @param value as the file has it
 */
export function isSeenNotBurnedIn(value: string, operation: Operation | undefined): boolean {
  if (operation?.do === 'replace') return operation.with === 'NO'
  return (
    operation?.do === 'clean' && operation.values?.some((one) => one.value === value && one.do === 'replace' && one.with === 'NO') === true
  )
}
