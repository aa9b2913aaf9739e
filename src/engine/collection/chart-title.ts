import type { CollectionChartName } from '../../contract/collection-answers.ts'
import { lookupUid } from '../../core/dictionary/uid-registry.ts'
import { COLLECTION } from './texts.ts'

/** Transfer Syntaxes whose registered names begin alike: what tells them apart must be seen first. */
const SHORT_SYNTAXES: Readonly<Record<string, string>> = {
  '1.2.840.10008.1.2': 'Implicit VR LE',
  '1.2.840.10008.1.2.1': 'Explicit VR LE',
  '1.2.840.10008.1.2.1.99': 'Deflated Explicit VR LE',
  '1.2.840.10008.1.2.2': 'Explicit VR BE',
  '1.2.840.10008.1.2.4.57': 'JPEG Lossless',
  '1.2.840.10008.1.2.4.70': 'JPEG Lossless SV1',
  '1.2.840.10008.1.2.4.80': 'JPEG-LS Lossless',
  '1.2.840.10008.1.2.4.81': 'JPEG-LS Near-Lossless',
  '1.2.840.10008.1.2.4.90': 'JPEG 2000 Lossless',
  '1.2.840.10008.1.2.4.91': 'JPEG 2000',
}

/** What a value of a chart is called: the name of a UID without what every one of them has in common. */
export function chartTitle(name: CollectionChartName, value: string): string {
  if (value === '') return COLLECTION.notSaid
  if (name === 'sopClass') return lookupUid(value)?.name.replace(/ Storage\b/, '') ?? value
  if (name !== 'transferSyntax') return value
  return SHORT_SYNTAXES[value] ?? lookupUid(value)?.name.replace(/( \(Process.*|: Default Transfer Syntax.*)$/, '') ?? value
}
