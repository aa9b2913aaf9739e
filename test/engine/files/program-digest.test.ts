import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { codeDigest, programDigest } from '../../../src/engine/files/program-digest.ts'

const LATER = Date.now() + 3_600_000
let folder: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tagbench-code-'))
  mkdirSync(join(folder, 'chunks'))
  write('cli.js', 'import "./chunks/a.js"')
  write('chunks/a.js', 'rule(1)')
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const write = (name: string, content: string): void => writeFileSync(join(folder, name), content)
const digest = (): string | undefined => codeDigest([folder], LATER)

it('The digest of a program is another one with every change of its code, and with no other', () => {
  const before = digest()
  expect(before).toMatch(/^[0-9a-f]{64}$/)
  write('notes.txt', 'nothing that runs')
  expect(digest()).toBe(before)
  write('chunks/a.js', 'rule(2)')
  const after = digest()
  expect(after).not.toBe(before)
  write('chunks/b.js', '')
  expect(digest()).not.toBe(after)
  rmSync(join(folder, 'chunks/b.js'))
  expect(digest()).toBe(after)
  expect(programDigest()).toMatch(/^[0-9a-f]{64}$/)
})

it('A program whose code was changed while it runs has no digest, nor has one whose code is gone', () => {
  write('chunks/a.js', 'rule(3)')
  expect(codeDigest([folder], Date.now() - 60_000)).toBeUndefined()
  expect(codeDigest([join(folder, 'gone')], LATER)).toBeUndefined()
})
