import type { ValueSpread } from '../../../contract/element-answers.ts'
import { INVENTORY } from './texts.ts'

const SVG = 'http://www.w3.org/2000/svg'
const WIDTH = 44
const HEIGHT = 12
/** What is left over beside the commonest values, and what overlaps an identity. */
const END = 3

/** A rectangle as a part of a path, in units of the drawing. */
const box = (x: number, y: number, width: number, height: number): string =>
  `M${round(x)} ${round(y)}h${round(width)}v${round(height)}h${round(-width)}z`
const round = (value: number): number => Math.round(100 * value) / 100

/** Classes of the drawing, each with all its rectangles as one path: the list draws hundreds of them while it is scrolled. */
type Drawing = Readonly<Record<string, string>>

function shares({ parts, files }: ValueSpread, room: number): Drawing {
  const drawing: Record<string, string> = { rest: box(0, 3, room, 6) }
  let at = 0
  for (const [index, part] of parts.entries()) {
    const width = (room * part) / files
    const shade = `s${Math.min(index, 2)}`
    drawing[shade] = (drawing[shade] ?? '') + box(at, 3, Math.max(1, width - 1), 6)
    at += width
  }
  return drawing
}

function bars({ parts }: ValueSpread, room: number): Drawing {
  const most = Math.max(1, ...parts)
  const width = room / parts.length
  const boxes = parts.map((part, index) => {
    const height = part === 0 ? 0 : Math.max(1, (HEIGHT * part) / most)
    return part === 0 ? '' : box(index * width, HEIGHT - height, Math.max(1, width - 1), height)
  })
  return { s0: boxes.join('') }
}

const hairlines = (room: number): Drawing => ({
  s2: Array.from({ length: Math.floor(room / 3) }, (_, index) => box(index * 3, 3, 1, 6)).join(''),
})

function path(className: string, outline: string): SVGPathElement {
  const drawn = document.createElementNS(SVG, 'path')
  drawn.setAttribute('class', className)
  drawn.setAttribute('d', outline)
  return drawn
}

/** The spread of the values of an element in one line: shares, a histogram, a timeline, or hairlines where every file differs. */
export function spreadCell(spread: ValueSpread | undefined, distinct: number): HTMLElement {
  const cell = document.createElement('span')
  cell.className = 'spread'
  if (spread === undefined || spread.kind === 'none') return cell
  const words = INVENTORY.spread.words(spread, distinct)
  const svg = document.createElementNS(SVG, 'svg')
  svg.setAttribute('viewBox', `0 0 ${WIDTH} ${HEIGHT}`)
  svg.setAttribute('role', 'img')
  svg.setAttribute('aria-label', words)
  const room = spread.overlaps ? WIDTH - END - 1 : WIDTH
  const drawing = spread.kind === 'shares' ? shares(spread, room) : spread.kind === 'each' ? hairlines(room) : bars(spread, room)
  for (const [className, outline] of Object.entries(drawing)) svg.append(path(className, outline))
  if (spread.overlaps) svg.append(path('overlap', box(WIDTH - END, 0, END, HEIGHT)))
  cell.title = words
  cell.append(svg)
  return cell
}
