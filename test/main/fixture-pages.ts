import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A built window in small, in a folder of its own, with something beside it that must never go out. */
export interface FixturePages {
  readonly root: string
  readonly pages: string
  remove(): void
}

export const BESIDE = 'what lies beside the window'

export function writeFixturePages(): FixturePages {
  const root = mkdtempSync(join(tmpdir(), 'tagbench-pages-'))
  const pages = join(root, 'renderer')
  mkdirSync(join(pages, 'assets'), { recursive: true })
  writeFileSync(join(root, 'beside.html'), BESIDE)
  mkdirSync(join(root, 'renderer-2'))
  writeFileSync(join(root, 'renderer-2', 'beside.html'), BESIDE)
  writeFileSync(
    join(pages, 'index.html'),
    '<!doctype html><html lang="en"><head><meta name="csp-nonce" content="__CSP_NONCE__"><link rel="icon" href="data:,"><title>Fixture</title></head><body><script src="./assets/page.js"></script></body></html>',
  )
  writeFileSync(join(pages, 'assets', 'page.js'), 'document.documentElement.dataset.ran = "own"\n')
  writeFileSync(join(pages, 'notes.sqlite'), BESIDE)
  writeFileSync(join(pages, 'a\\b.html'), BESIDE)
  symlinkSync(join(root, 'beside.html'), join(pages, 'link.html'))
  return { root, pages, remove: () => rmSync(root, { recursive: true, force: true }) }
}
