import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { icnsOf, icoOf, type SizedPng } from './icon-container.ts'

/** Makes the program's icons from the window's own: `node build/icons/make-icons.ts`. What it writes is committed. */
const SIZES = [16, 24, 32, 48, 64, 128, 256, 512, 1024]
/** An SVG is drawn at 72 dots an inch; the icon's side is 18. */
const SVG_SIDE = 18

const here = import.meta.dirname
const svg = readFileSync(join(here, '../../src/renderer/public/icon.svg'))
const images = await Promise.all(
  SIZES.map(async (size): Promise<SizedPng> => {
    const drawn = sharp(svg, { density: (72 * size) / SVG_SIDE }).resize(size, size)
    return { size, png: await drawn.png({ compressionLevel: 9 }).toBuffer() }
  }),
)

mkdirSync(join(here, 'png'), { recursive: true })
for (const { size, png } of images) writeFileSync(join(here, 'png', `${size}x${size}.png`), png)
writeFileSync(join(here, 'icon.ico'), icoOf(images.filter(({ size }) => size <= 256)))
writeFileSync(join(here, 'icon.icns'), icnsOf(images))
