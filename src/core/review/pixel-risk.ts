import type { Part10File } from '../dicom/element.ts'
import { TAG } from '../dicom/tag.ts'
import type { Comparison } from './compare-instances.ts'
import { rootText } from './root-text.ts'
import type { Tally } from './tally.ts'

/** Modalities that write what they know of the patient into the pixels, or photograph the patient (PS3.3 C.7.3.1.1.1). */
const WRITES_INTO_PIXELS: ReadonlySet<string> = new Set(
  'BDUS BMD CR DG DOC DX ECG EPS ES EXAM GM HC HD IO IVUS KER LS MG OAM OCT OP OPM OPT OPV OSS OT PX RF RG SC SM SR TG US VA VIDEO XA XC'.split(
    ' ',
  ),
)

/** Secondary Capture in all its forms: pictures of a screen, mostly. */
const SECONDARY_CAPTURE = /^1\.2\.840\.10008\.5\.1\.4\.1\.1\.7(?:\.|$)/u

/**
 * Whether text is likely to be burned in: the instance says so, or it does not deny it and is of a kind in which it is
 * usual. A scan of a slice without a statement is not: it is still to be looked at, but later.
 */
export function isAtRisk(modality: string, sopClass: string, burnedIn: string): boolean {
  const statement = burnedIn.trim().toUpperCase()
  if (statement === 'YES') return true
  return statement !== 'NO' && (WRITES_INTO_PIXELS.has(modality.trim().toUpperCase()) || SECONDARY_CAPTURE.test(sopClass))
}

/** Counts an instance with Pixel Data by what makes text in it likely. */
export function foldPixels(file: Part10File, comparison: Comparison | undefined, tally: Tally): void {
  const hasPixels = file.elements.some(({ tag }) => tag === TAG.pixelData || tag === TAG.floatPixelData || tag === TAG.doubleFloatPixelData)
  if (!hasPixels) return
  tally.numbers.withPixels++
  if (comparison?.samePixels === true) tally.numbers.samePixels++
  const [modality, sopClass, burnedIn] = [TAG.modality, TAG.sopClassUid, TAG.burnedInAnnotation].map((tag) => rootText(file, tag)) as [
    string,
    string,
    string,
  ]
  const key = [modality, sopClass, burnedIn].join('\t')
  const row = tally.pixels.get(key)
  const changed = comparison?.samePixels === false ? 1 : 0
  if (row === undefined)
    tally.pixels.set(key, { modality, sopClass, burnedIn, atRisk: isAtRisk(modality, sopClass, burnedIn), instances: 1, changed })
  else {
    row.instances++
    row.changed += changed
  }
}
