import { fail, ok, type Result } from '../result.ts'
import { SCRIPT } from './texts.ts'

/** Which images a region is for; an absent field means any. */
export interface ImageKind {
  readonly manufacturer?: string
  readonly model?: string
  readonly modality?: string
  readonly rows?: number
  readonly columns?: number
}

/** Pixels that are to be made black, from the upper left corner. */
export interface Rectangle {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** A region of the images of a kind that holds text. Only CTP's pixel script can be told of it: Apply redacts no pixels. */
export interface RedactionRegion {
  readonly of: ImageKind
  readonly region: Rectangle
}

export const REGION_COLUMNS = ['manufacturer', 'model', 'modality', 'rows', 'columns', 'x', 'y', 'width', 'height'] as const

/** Regions from the rows of a CSV file; a row without all of its region, or for all images alike, is refused by its number. */
export function readRegions(rows: readonly Readonly<Record<string, string>>[]): Result<readonly RedactionRegion[], string> {
  const regions: RedactionRegion[] = []
  for (const [index, row] of rows.entries()) {
    const cell = (name: (typeof REGION_COLUMNS)[number]): string => (row[name] ?? '').trim()
    const wrong = (what: string): Result<never, string> => fail(SCRIPT.regions.line(index + 2, what))
    const numbers = (['x', 'y', 'width', 'height'] as const).map((name) => cell(name))
    if (numbers.some((text) => !/^\d{1,5}$/.test(text))) return wrong(SCRIPT.regions.wholeNumbers)
    const [x = 0, y = 0, width = 0, height = 0] = numbers.map(Number)
    if (width === 0 || height === 0) return wrong(SCRIPT.regions.noSize)
    const sizes = (['rows', 'columns'] as const).map((name) => cell(name))
    if (sizes.some((text) => !/^(\d{1,5})?$/.test(text))) return wrong(SCRIPT.regions.sizes)
    const [imageRows = '', imageColumns = ''] = sizes
    const of: ImageKind = {
      ...(cell('manufacturer') === '' ? {} : { manufacturer: cell('manufacturer') }),
      ...(cell('model') === '' ? {} : { model: cell('model') }),
      ...(cell('modality') === '' ? {} : { modality: cell('modality') }),
      ...(imageRows === '' ? {} : { rows: Number(imageRows) }),
      ...(imageColumns === '' ? {} : { columns: Number(imageColumns) }),
    }
    if (Object.keys(of).length === 0) return wrong(SCRIPT.regions.noImages)
    regions.push({ of, region: { x, y, width, height } })
  }
  return ok(regions)
}
