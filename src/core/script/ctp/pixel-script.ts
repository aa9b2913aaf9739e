import type { Inventory } from '../../inventory/inventory.ts'
import type { ExpressibilityRow } from '../expressibility.ts'
import type { ImageKind, Rectangle, RedactionRegion } from '../redaction-regions.ts'
import { PIXEL_DATA, regionWords } from '../unsaid-regions.ts'
import { termOf } from './route-filter.ts'
import { CTP } from './texts.ts'

const FIELDS = ['manufacturer', 'model', 'modality', 'rows', 'columns'] as const

/**
 * A script for CTP's DicomPixelAnonymizer. CTP takes the first signature that an image matches and no other, so that
 * each carries the regions of all wider ones, and what two have in common stands before both. CTP blanks one column and
 * one row more than it is told.
 */
export function* pixelScript(regions: readonly RedactionRegion[], head: readonly string[]): Generator<string> {
  // What stands before the first signature is passed over, but for braces.
  for (const line of head) yield `${line.replace(/[{}()]/g, '-')}\n`
  yield '\n'
  for (const kind of signatures(regions)) {
    yield `{ ${signature(kind)} }\n`
    for (const { x, y, width, height } of regionsOf(kind, regions)) yield `(${x}, ${y}, ${width}, ${height})\n`
    yield '\n'
  }
}

/** Every kind of image that is named, and what several of them have in common; the narrowest first. */
function signatures(regions: readonly RedactionRegion[]): readonly ImageKind[] {
  const found = new Map<string, ImageKind>()
  for (const { of } of regions) {
    for (const known of Array.from(found.values())) {
      const both = common(known, of)
      if (both !== undefined) found.set(keyOf(both), both)
    }
    found.set(keyOf(of), of)
  }
  const fields = (kind: ImageKind): number => Object.keys(kind).length
  return [...found].sort(([keyA, a], [keyB, b]) => fields(b) - fields(a) || (keyA < keyB ? -1 : 1)).map(([, kind]) => kind)
}

function keyOf(kind: ImageKind): string {
  return FIELDS.map((field) => String(kind[field] ?? '').toUpperCase()).join('\u0000')
}

function isSame(one: string | number | undefined, other: string | number | undefined): boolean {
  return String(one).toUpperCase() === String(other).toUpperCase()
}

/** What two kinds of images have in common; undefined where no image is of both. */
function common(one: ImageKind, other: ImageKind): ImageKind | undefined {
  if (FIELDS.some((field) => one[field] !== undefined && other[field] !== undefined && !isSame(one[field], other[field]))) return undefined
  return { ...one, ...other }
}

function regionsOf(kind: ImageKind, regions: readonly RedactionRegion[]): readonly Rectangle[] {
  const all = regions
    .filter(({ of }) => FIELDS.every((field) => of[field] === undefined || isSame(of[field], kind[field])))
    .map(({ region }) => region)
  return [...new Map(all.map((region) => [JSON.stringify(region), region])).values()]
}

function signature({ manufacturer, model, modality, rows, columns }: ImageKind): string {
  return [
    ...(manufacturer === undefined ? [] : [termOf('0008,0070', manufacturer)]),
    ...(model === undefined ? [] : [termOf('0008,1090', model)]),
    ...(modality === undefined ? [] : [termOf('0008,0060', modality)]),
    ...(rows === undefined ? [] : [`[0028,0010].equals("${rows}")`]),
    ...(columns === undefined ? [] : [`[0028,0011].equals("${columns}")`]),
  ].join(' * ')
}

/** Encodings that CTP's pixel anonymizer opens: uncompressed ones and JPEG Baseline. */
const OPENED = /^1\.2\.840\.10008\.1\.2(\.1|\.2|\.4\.50)?$/

/** How far CTP's pixel script says what is to be redacted. */
export function regionsRow(regions: readonly RedactionRegion[], inventory: Pick<Inventory, 'values'>): ExpressibilityRow {
  const row = { path: PIXEL_DATA, decision: regionWords(regions.length), target: 'ctp' } as const
  const closed = inventory.values('(0002,0010)').filter(({ value }) => !OPENED.test(value.trim()))
  return closed.length > 0
    ? {
        ...row,
        expressed: 'no',
        why: CTP.pixels.compressed,
      }
    : { ...row, expressed: 'yes', why: CTP.pixels.said }
}
