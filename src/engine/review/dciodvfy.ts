import { spawn } from 'node:child_process'
import { closeSync, existsSync, openSync, readFileSync, readSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { formatTag, tagOf } from '../../core/dicom/tag.ts'
import { tagByKeyword } from '../../core/dictionary/index.ts'
import { DEFLATE } from '../files/deflate.ts'

/** An error line of dciodvfy without anything of the file's content. */
export interface OutsideProblem {
  readonly kind: string
  /** The attribute, as far as the line names one; dciodvfy does not say where it is nested. */
  readonly path: string
  readonly detail: string
}

const MOST_OUTPUT = 4 << 20
const MOST_MS = 30_000

/** Where dciodvfy (dicom3tools, David Clunie) is installed; undefined where it is not. */
export function findDciodvfy(path = process.env['PATH'] ?? ''): string | undefined {
  return path
    .split(delimiter)
    .filter((folder) => folder !== '')
    .map((folder) => join(folder, 'dciodvfy'))
    .find((file) => existsSync(file))
}

/** At elements that are not in the order of their tags dciodvfy ends, unless it is told to go on. */
const OUT_OF_ORDER = 'Tags out of order'
const GO_ON = '-ignoreoutofordertags'

/**
 * What dciodvfy has against a file, one entry for each distinct error; where elements out of order end its reading, also
 * what it finds when it goes on. The file is given to it as its standard input, so that no name of a patient's file stands
 * in the list of processes.
 * @returns undefined where it could not be run, or did not end
 */
export async function dciodvfyProblems(tool: string, file: string): Promise<ReadonlyMap<string, OutsideProblem> | undefined> {
  const text = await said(tool, [], file)
  const more = text?.includes(OUT_OF_ORDER) === true ? await said(tool, [GO_ON], file) : ''
  if (text === undefined || more === undefined) return undefined
  const problems = `${text}\n${more}`.split('\n').map(normalise)
  return new Map(
    problems.filter((problem) => problem !== undefined).map((problem) => [`${problem.kind}\t${problem.path}\t${problem.detail}`, problem]),
  )
}

async function said(tool: string, options: readonly string[], file: string): Promise<string | undefined> {
  let input: number
  try {
    input = openSync(file, 'r')
  } catch {
    return undefined
  }
  try {
    return await run(tool, options, isDeflated(input) ? inflated(file) : input)
  } finally {
    closeSync(input)
  }
}

function run(tool: string, options: readonly string[], input: number | Buffer): Promise<string | undefined> {
  return new Promise((resolve) => {
    const child = spawn(tool, options, { stdio: [typeof input === 'number' ? input : 'pipe', 'pipe', 'pipe'], timeout: MOST_MS })
    let text = ''
    const take = (chunk: Buffer): void => {
      if (text.length < MOST_OUTPUT) text += chunk.toString('latin1')
    }
    child.stdout?.on('data', take)
    child.stderr?.on('data', take)
    child.on('error', () => resolve(undefined))
    child.on('close', (_code, signal) => resolve(signal === null ? text : undefined))
    // It may have read enough before the end, and close the pipe.
    child.stdin?.on('error', () => undefined)
    if (typeof input !== 'number') child.stdin?.end(input)
  })
}

const DEFLATED = '1.2.840.10008.1.2.1.99'
const EXPLICIT = '1.2.840.10008.1.2.1\0\0\0'
const META_START = 144
const LONGEST_META = 4096

/** dciodvfy takes a deflated data set (PS3.5 A.5) for a plain one and says nothing of what is in it. */
function isDeflated(input: number): boolean {
  const start = Buffer.alloc(LONGEST_META)
  const length = readSync(input, start, 0, LONGEST_META, 0)
  return metaEnd(start) <= length && start.subarray(0, metaEnd(start)).includes(DEFLATED)
}

/** The length that File Meta Information says of itself (0002,0000). */
function metaEnd(file: Buffer): number {
  return META_START + file.readUInt32LE(META_START - 4)
}

function inflated(file: string): Buffer {
  const bytes = readFileSync(file)
  const end = metaEnd(bytes)
  const meta = Buffer.from(bytes.subarray(0, end))
  meta.write(EXPLICIT, meta.indexOf(DEFLATED), 'latin1')
  try {
    return Buffer.concat([meta, DEFLATE.inflate(bytes.subarray(end))])
  } catch {
    return bytes
  }
}

const ERROR = /(?:^|\s)Error - (.*)$/u

/** Errors of how a whole data set is encoded, which say nothing of the attribute at which they are noticed. */
const ENCODING = /^(?:Tag read failed|Illegal zero bytes where explicit)/u

/** An error line as kind, attribute and module, values and UIDs left out; undefined for warnings and remarks. */
export function normalise(line: string): OutsideProblem | undefined {
  const error = ERROR.exec(line.trim())?.[1]
  if (error === undefined) return undefined
  const element = /\bElement=<(\w+)>/u.exec(error)?.[1] ?? /\battribute <(\w[\w' ]*)>/u.exec(error)?.[1]
  const numbers = /\(0x([0-9a-f]{4}),0x([0-9a-f]{4})\)/iu.exec(line)
  const byKeyword = element === undefined ? undefined : tagByKeyword(element.replaceAll(/\W/gu, ''))
  const tag = byKeyword ?? (numbers === null ? undefined : tagOf(parseInt(numbers[1] ?? '', 16), parseInt(numbers[2] ?? '', 16)))
  const isEncoding = ENCODING.test(error)
  const module = /\bModule=<(\w+)>/u.exec(error)?.[1] ?? ''
  const kind = error
    .replace(/\s*-?\s*\(0x[0-9a-f]{4},0x[0-9a-f]{4}\).*$/iu, '')
    .replace(/\s(?:Element|Module)=<[^>]*>/gu, '')
    .replace(/\s-\s(?:values? (?:are|is)|got)\b.*$/u, '')
    .replaceAll(/<[^>]*>/gu, '<…>')
    .replaceAll(/"[^"]*"/gu, '"…"')
    .replaceAll(/UID \d[\d.]*/gu, 'UID …')
    .replaceAll(/\b\d+(?:\.\d+){3,}/gu, '…')
    .trim()
  return { kind: kind.slice(0, 160), path: tag === undefined || isEncoding ? '' : formatTag(tag), detail: module }
}
