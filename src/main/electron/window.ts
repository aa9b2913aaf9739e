import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { app, BrowserWindow, nativeTheme, screen, type Rectangle } from 'electron'
import { writeAtomically } from '../../engine/files/atomic-write.ts'
import { START_PAGE } from './page-protocol.ts'

const BOUNDS_FILE = 'window-bounds.json'
/** Two falls within this time are one too many. */
const FALLS_APART_MS = 10_000

/** The only place that makes a window: sandboxed, isolated, without Node. */
export function createWindow(preload: string, project: string | undefined): BrowserWindow {
  const window = new BrowserWindow({
    ...restoredBounds(),
    minWidth: 1024,
    minHeight: 640,
    show: false,
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#101317' : '#f2f4f6',
    autoHideMenuBar: true,
    webPreferences: {
      preload,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
    },
  })
  window.once('ready-to-show', () => window.show())
  window.on('close', () => saveBounds(window.getNormalBounds()))
  loadAgainAfterFall(window)
  void window.loadURL(START_PAGE + fragmentOf(project))
  return window
}

/** Loads the page anew on another project; what the engine is busy with goes on. */
export function showProject(window: BrowserWindow, project: string): void {
  // A change of the fragment alone would load nothing, so the query says which time it is.
  void window.loadURL(`${START_PAGE}?opened=${Date.now()}${fragmentOf(project)}`)
}

const fragmentOf = (project: string | undefined): string => (project === undefined ? '' : `#${new URLSearchParams({ project }).toString()}`)

/** A page whose process fell is loaded again, unless it keeps falling; the engine has lost nothing. */
function loadAgainAfterFall(window: BrowserWindow): void {
  let last = 0
  window.webContents.on('render-process-gone', (_event, details) => {
    if (details.reason === 'clean-exit') return
    const now = Date.now()
    if (now - last > FALLS_APART_MS) window.webContents.reload()
    last = now
  })
}

/** Where the window was last, as long as that is still on a screen. */
function restoredBounds(): Partial<Rectangle> {
  const usual = { width: 1440, height: 900 }
  try {
    const saved: unknown = JSON.parse(readFileSync(join(app.getPath('userData'), BOUNDS_FILE), 'utf8'))
    if (!isRectangle(saved)) return usual
    const area = screen.getDisplayMatching(saved).workArea
    const visible =
      saved.x < area.x + area.width - 100 &&
      saved.x + saved.width > area.x + 100 &&
      saved.y >= area.y - 10 &&
      saved.y < area.y + area.height - 100
    return visible ? saved : { width: Math.min(saved.width, area.width), height: Math.min(saved.height, area.height) }
  } catch {
    return usual
  }
}

function isRectangle(value: unknown): value is Rectangle {
  if (typeof value !== 'object' || value === null) return false
  return ['x', 'y', 'width', 'height'].every((name) => Number.isFinite((value as Record<string, unknown>)[name]))
}

function saveBounds(bounds: Rectangle): void {
  try {
    writeAtomically(join(app.getPath('userData'), BOUNDS_FILE), JSON.stringify(bounds))
  } catch {
    // Losing the window's place costs comfort only.
  }
}
