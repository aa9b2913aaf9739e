import type { ValueSpread } from '../../../contract/element-answers.ts'
import { INVENTORY } from './texts.ts'

const SVG = 'http://www.w3.org/2000/svg'
const WIDTH = 44
const HEIGHT = 12
/** What is left over beside the commonest values, and what overlaps an identity. */
const END = 3

function box(className: string, x: number, y: number, width: number, height: number): SVGRectElement {
  const rect = document.createElementNS(SVG, 'rect')
  rect.setAttribute('class', className)
  for (const [name, value] of Object.entries({ x, y, width, height })) rect.setAttribute(name, String(Math.max(0, value)))
  return rect
}

function shares({ parts, files }: ValueSpread, room: number): readonly SVGRectElement[] {
  const boxes = [box('rest', 0, 3, room, 6)]
  let at = 0
  for (const [index, part] of parts.entries()) {
    const width = (room * part) / files
    boxes.push(box(`s${Math.min(index, 3)}`, at, 3, Math.max(1, width - 1), 6))
    at += width
  }
  return boxes
}

function bars({ parts }: ValueSpread, room: number): readonly SVGRectElement[] {
  const most = Math.max(1, ...parts)
  const width = room / parts.length
  return parts.flatMap((part, index) => {
    const height = part === 0 ? 0 : Math.max(1, (HEIGHT * part) / most)
    return part === 0 ? [] : [box('s0', index * width, HEIGHT - height, Math.max(1, width - 1), height)]
  })
}

function hairlines(room: number): readonly SVGRectElement[] {
  return Array.from({ length: Math.floor(room / 3) }, (_, index) => box('s2', index * 3, 3, 1, 6))
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
  svg.append(...(spread.kind === 'shares' ? shares(spread, room) : spread.kind === 'each' ? hairlines(room) : bars(spread, room)))
  if (spread.overlaps) svg.append(box('overlap', WIDTH - END, 0, END, HEIGHT))
  cell.title = words
  cell.append(svg)
  return cell
}
