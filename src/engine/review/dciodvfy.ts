import { spawn } from 'node:child_process'
import { closeSync, existsSync, openSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { formatTag, tagOf } from '../../core/dicom/tag.ts'
import { tagByKeyword } from '../../core/dictionary/index.ts'

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

/**
 * What dciodvfy has against a file, one entry for each distinct error. The file is given to it as its standard input,
 * so that no name of a patient's file stands in the list of processes.
 * @returns undefined where it could not be run, or did not end
 */
export async function dciodvfyProblems(tool: string, file: string): Promise<ReadonlyMap<string, OutsideProblem> | undefined> {
  let input: number
  try {
    input = openSync(file, 'r')
  } catch {
    return undefined
  }
  try {
    const text = await run(tool, input)
    if (text === undefined) return undefined
    const problems = text.split('\n').map(normalise)
    return new Map(
      problems
        .filter((problem) => problem !== undefined)
        .map((problem) => [`${problem.kind}\t${problem.path}\t${problem.detail}`, problem]),
    )
  } finally {
    closeSync(input)
  }
}

function run(tool: string, input: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const child = spawn(tool, [], { stdio: [input, 'pipe', 'pipe'], timeout: MOST_MS })
    let text = ''
    const take = (chunk: Buffer): void => {
      if (text.length < MOST_OUTPUT) text += chunk.toString('latin1')
    }
    child.stdout?.on('data', take)
    child.stderr?.on('data', take)
    child.on('error', () => resolve(undefined))
    child.on('close', (_code, signal) => resolve(signal === null ? text : undefined))
  })
}

const ERROR = /(?:^|\s)Error - (.*)$/u

/** An error line as kind, attribute and module, values and UIDs left out; undefined for warnings and remarks. */
export function normalise(line: string): OutsideProblem | undefined {
  const error = ERROR.exec(line.trim())?.[1]
  if (error === undefined) return undefined
  const element = /\bElement=<(\w+)>/u.exec(error)?.[1] ?? /\battribute <(\w[\w' ]*)>/u.exec(error)?.[1]
  const numbers = /\(0x([0-9a-f]{4}),0x([0-9a-f]{4})\)/iu.exec(line)
  const byKeyword = element === undefined ? undefined : tagByKeyword(element.replaceAll(/\W/gu, ''))
  const tag = byKeyword ?? (numbers === null ? undefined : tagOf(parseInt(numbers[1] ?? '', 16), parseInt(numbers[2] ?? '', 16)))
  const module = /\bModule=<(\w+)>/u.exec(error)?.[1] ?? ''
  const kind = error
    .replace(/\s*-?\s*\(0x[0-9a-f]{4},0x[0-9a-f]{4}\).*$/iu, '')
    .replace(/\s(?:Element|Module)=<[^>]*>/gu, '')
    .replace(/\s-\s(?:values? (?:are|is)|got)\b.*$/u, '')
    .replaceAll(/<[^>]*>/gu, '<…>')
    .replaceAll(/\b\d+(?:\.\d+){3,}/gu, '…')
    .trim()
  return { kind: kind.slice(0, 160), path: tag === undefined ? '' : formatTag(tag), detail: module }
}
