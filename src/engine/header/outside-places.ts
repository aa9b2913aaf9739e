import type { HeaderOutside } from '../../contract/header-answers.ts'
import type { Place } from '../../core/dicom/attribute-path.ts'
import type { ByteSource } from '../../core/dicom/byte-source.ts'
import { DEFAULT_CHARACTER_SETS } from '../../core/dicom/character-set.ts'
import { valueToText } from '../../core/dicom/value-text.ts'
import { lengthOfText } from '../../core/inventory/printable-strings.ts'
import type { OpenInstance } from './read-instance.ts'

/** Bytes outside the data set are shown up to here; further nobody reads in a line. */
const MOST_READ = 4096
const MOST_HEX = 16

type Found = Readonly<Partial<Record<Place, { readonly text: string; readonly length: number }>>>

/** The places of a file that are no Data Element, and in its copy the same; a place that neither has is left out. */
export function outsidePlaces(
  before: { readonly path: string; readonly instance: OpenInstance },
  after: { readonly path: string; readonly instance: OpenInstance } | undefined,
): readonly HeaderOutside[] {
  const [original, copy] = [placesOf(before), after === undefined ? undefined : placesOf(after)]
  return (['file-name', 'folder-name', 'preamble', 'after-data-set'] as const).flatMap((place) => {
    const [one, other] = [original[place], copy?.[place]]
    if (one === undefined && other === undefined) return []
    const about = { place, before: one?.text ?? '', length: one?.length ?? 0 }
    return [copy === undefined ? about : { ...about, after: other?.text ?? '', lengthAfter: other?.length ?? 0 }]
  })
}

function placesOf({ path, instance: { source, file } }: { readonly path: string; readonly instance: OpenInstance }): Found {
  const names = path.split('/')
  const name = names.at(-1) ?? ''
  const folders = names.slice(0, -1).join('/')
  const { preamble, trailing, dataSet } = file
  return {
    'file-name': { text: name, length: name.length },
    ...(folders === '' ? {} : { 'folder-name': { text: folders, length: folders.length } }),
    ...(preamble === undefined ? {} : { preamble: bytesIn(source, preamble) }),
    ...(trailing === undefined ? {} : { 'after-data-set': bytesIn(dataSet, trailing) }),
  }
}

/** Zeros say nothing: they have a length and no text. What is no text is shown by its first bytes. */
function bytesIn(
  source: ByteSource,
  { offset, length }: { readonly offset: number; readonly length: number },
): { text: string; length: number } {
  const bytes = source.bytes(offset, Math.min(length, MOST_READ))
  if (bytes.every((byte) => byte === 0)) return { text: '', length }
  if (lengthOfText(bytes, MOST_READ) > 0) return { text: valueToText(bytes, 'UT', true, DEFAULT_CHARACTER_SETS).text, length }
  const hex = [...bytes.subarray(0, MOST_HEX)].map((byte) => byte.toString(16).padStart(2, '0')).join(' ')
  return { text: bytes.length > MOST_HEX ? `${hex} …` : hex, length }
}
