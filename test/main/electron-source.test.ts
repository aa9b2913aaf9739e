import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { BUILT, requireBuilt } from './launch-shell.ts'

/** Every file of the program's own source, by its path. */
const SOURCES: ReadonlyMap<string, string> = new Map(
  readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ts|vue)$/.test(name) && !name.endsWith('.generated.ts'))
    .map((name) => [name.replaceAll('\\', '/'), readFileSync(join('src', name), 'utf8')]),
)
const filesWith = (pattern: RegExp): readonly string[] => [...SOURCES].filter(([, text]) => pattern.test(text)).map(([name]) => name)

describe('the source of the Electron shell', () => {
  it('makes windows in one place only', () => {
    expect(filesWith(/new\s+(BrowserWindow|BaseWindow|WebContentsView|BrowserView)\b/)).toEqual(['main/electron/window.ts'])
    expect(filesWith(/<webview|webviewTag:\s*true|BrowserView\b/)).toEqual([])
  })

  it('knows Electron in the files of the shell only, as importing it elsewhere would start a download', () => {
    const importing = filesWith(/(from|import|require)\s*\(?\s*['"]electron(\/|['"])/)
    expect(importing.length).toBeGreaterThan(3)
    expect(importing.filter((name) => !/^(main\/index\.ts|main\/electron\/|preload\/)/.test(name))).toEqual([])
  })

  it('opens nothing outside, and weakens nothing', () => {
    for (const pattern of [
      /openExternal|openPath/,
      /nodeIntegrationIn|experimentalFeatures|enableBlinkFeatures|allowRunningInsecureContent/,
    ])
      expect(filesWith(pattern)).toEqual([])
    expect(filesWith(/\bipcRenderer\b/)).toEqual(['preload/index.ts'])
    expect(filesWith(/\bipcMain\b/)).toEqual(['main/electron/message-relay.ts'])
  })
})

describe('the built program', () => {
  beforeAll(requireBuilt)
  const read = (...path: readonly string[]): string => readFileSync(join(BUILT, ...path), 'utf8')
  const scripts = (folder: string): readonly string[] =>
    readdirSync(join(BUILT, folder), { recursive: true, encoding: 'utf8' }).filter((name) => /\.c?js$/.test(name))

  it('has a preload of one file that asks for Electron only', () => {
    expect(scripts('preload')).toEqual(['index.cjs'])
    expect([...read('preload', 'index.cjs').matchAll(/require\(([^)]*)\)/g)].map((found) => found[1])).toEqual(['"electron"'])
  })

  it('knows Electron in the main process and the preload only, not in the engine, the worker or the server', () => {
    const asking = (folder: string): readonly string[] =>
      scripts(folder).filter((name) => /(from|import|require)\s*\(?\s*["']electron["']/.test(read(folder, name)))
    expect(asking('main')).toEqual(['index.js'])
    expect(asking('server')).toEqual([])
    expect(asking('renderer')).toEqual([])
  })
})
