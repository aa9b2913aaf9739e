import type { Dcmjs } from 'dcmjs'

let loaded: Promise<Dcmjs> | undefined

/**
 * dcmjs, from which new data sets are built: its dictionary names the Attributes, and its writer writes the files
 * that need nothing unusual. Loaded when first needed, and silenced: its messages hold values of the data set.
 */
export function loadDcmjs(): Promise<Dcmjs> {
  loaded ??= import('dcmjs').then((module) => {
    module.default.log.setLevel('silent')
    return module.default
  })
  return loaded
}
