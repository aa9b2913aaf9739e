import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { browserShell } from './browser-shell.ts'
import { demoProject, temporaryFolder } from './demo-project.ts'
import { SCREENS } from './screens.ts'

/**
 * Takes a picture of every screen, to be looked at: the demonstration with every step done, in Chromium. Needs the built
 * window (`npm run build`).
 * Run: `node test/e2e/look.ts OUT --size 1280x800 --theme dark --contrast more --colors forced --only inventory`. A zoom of 200 % in a
 * window of 1280x800 is `--size 640x400 --scale 2`.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    size: { type: 'string', default: '1280x800' },
    scale: { type: 'string', default: '1' },
    theme: { type: 'string', default: 'light' },
    contrast: { type: 'string', default: 'no-preference' },
    colors: { type: 'string', default: 'none' },
    only: { type: 'string', default: '' },
  },
})
const [out] = positionals
if (out === undefined) throw new Error('Say where the pictures are to go: node test/e2e/look.ts FOLDER')
const [width = 1280, height = 800] = values.size.split('x').map(Number)
mkdirSync(out, { recursive: true })

const demo = await demoProject(true)
const shell = browserShell()
const window = await shell.open({
  state: join(temporaryFolder(), 'state'),
  project: demo.project,
  theme: values.theme === 'dark' ? 'dark' : 'light',
  width,
  height,
  scale: Number(values.scale),
})
window.page.setDefaultTimeout(20_000)
await window.page.emulateMedia({
  contrast: values.contrast === 'more' ? 'more' : 'no-preference',
  forcedColors: values.colors === 'forced' ? 'active' : 'none',
})
for (const [index, [screen, show]] of SCREENS.entries()) {
  try {
    await show(window.page)
  } catch (error) {
    // One screen that does not come up is no reason not to look at the others.
    console.error(`${screen}: ${error instanceof Error ? error.message : String(error)}`)
  }
  if (!screen.includes(values.only)) continue
  await window.page.waitForTimeout(400)
  await window.page.screenshot({ path: join(out, `${String(index + 1).padStart(2, '0')}-${screen.replaceAll(/[^a-z]+/g, '-')}.png`) })
}
for (const error of window.errors) console.error(error)
await window.close()
await shell.end()
