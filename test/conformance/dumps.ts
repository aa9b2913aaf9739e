/** What `dcmdump` and `gdcmdump` print of files, as trees of elements. */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

export const NO_GDCM = existsSync('/usr/bin/gdcmdump') ? '' : ' (skipped: no libgdcm-tools here)'

/** An element as a tool prints it. */
export interface DumpedElement {
  /** `00400275[0]00080050`; a fragment of pixels is an item without elements. */
  readonly path: string
  /** Two letters, or what the tool writes where it knows none. */
  readonly vr: string
  /** Undefined where the tool prints an undefined length. */
  readonly length: number | undefined
  /** As printed, one character a byte. */
  readonly value: string
}

/** `    (0008,0005) CS [ISO_IR 100]      #  10, 1 SpecificCharacterSet` */
const LINE = /^( *)\(([0-9a-f]{4}),([0-9a-f]{4})\)(?: ([^ ]{2}))?/
const TAIL = /\s*# +(u\/l|\d+)(?: \(\d+\))? *,[^\n]*$/

/** Values of several lines are one record: a record goes on until its length has been printed. */
function records(dump: string): readonly string[] {
  const out: string[] = []
  let open = ''
  for (const line of dump.split('\n')) {
    if (LINE.test(line) && !open.includes('[')) {
      if (open !== '') out.push(open)
      open = line
    } else if (open === '') continue
    else open += `\n${line}`
    if (TAIL.test(open)) {
      out.push(open)
      open = ''
    } else if (!open.includes('[')) {
      out.push(open)
      open = ''
    }
  }
  return out
}

/** @param dump in Latin-1 */
export function dumpedElements(dump: string): readonly DumpedElement[] {
  const elements: DumpedElement[] = []
  /** Paths of what is open at each depth, with the number of items met. */
  const open: { path: string; items: number }[] = []
  for (const record of records(dump)) {
    const found = LINE.exec(record)
    if (found === null) continue
    const [, indent = '', group = '', element = '', letters = ''] = found
    const depth = indent.length / 2
    if (group === 'fffe') {
      const parent = open[depth - 1]
      if (element !== 'e000' || parent === undefined) continue
      open.length = depth
      open.push({ path: `${parent.path}[${parent.items}]`, items: 0 })
      parent.items += 1
      continue
    }
    const path = (depth === 0 ? '' : (open[depth - 1]?.path ?? '?')) + group + element
    open.length = depth
    open.push({ path, items: 0 })
    const tail = TAIL.exec(record)
    const value = record.slice(found[0].length, tail?.index).trim()
    // gdcm prints `?? (DA) [20030903]` where no VR is written and its dictionary knows one.
    const guess = letters === '??' ? /^\((\w\w)\) ?/.exec(value) : null
    elements.push({
      path,
      vr: guess?.[1] ?? letters,
      length: tail?.[1] === undefined || tail[1] === 'u/l' ? undefined : Number(tail[1]),
      value: guess === null ? value : value.slice(guess[0].length),
    })
  }
  return elements
}

/** All files in one process. @returns by path; none for a file that dcmdump refuses */
export function readWithDcmdump(paths: readonly string[]): ReadonlyMap<string, readonly DumpedElement[]> {
  const dumps = new Map<string, readonly DumpedElement[]>()
  const { stdout } = spawnSync('/usr/bin/dcmdump', ['-q', '-M', '+L', '-Un', '+F', ...paths], { encoding: 'latin1', maxBuffer: 1 << 29 })
  const parts = stdout.split(/^# dcmdump \(\d+\/\d+\): /m).slice(1)
  for (const [index, part] of parts.entries()) {
    const elements = dumpedElements(part.slice(part.indexOf('\n') + 1))
    if (elements.length > 0) dumps.set(paths[index] ?? '', elements)
  }
  return dumps
}

/** One process a file, as gdcmdump ends at the first file that it does not like. @returns as {@link readWithDcmdump} */
export function readWithGdcmdump(paths: readonly string[]): ReadonlyMap<string, readonly DumpedElement[]> {
  const dumps = new Map<string, readonly DumpedElement[]>()
  const loop = 'while IFS= read -r file; do echo "@@@@ $file"; /usr/bin/gdcmdump "$file" 2>/dev/null; echo "@@@@ ended $?"; done'
  const { stdout } = spawnSync('/bin/sh', ['-c', loop], {
    input: paths.map((path) => `${path}\n`).join(''),
    encoding: 'latin1',
    maxBuffer: 1 << 29,
  })
  for (const part of stdout.split(/^@@@@ (?!ended )/m).slice(1)) {
    const [dump = '', code] = part.split('@@@@ ended ')
    const elements = dumpedElements(dump.slice(dump.indexOf('\n') + 1))
    if (code?.trim() === '0' && elements.length > 0)
      dumps.set(Buffer.from(dump.slice(0, dump.indexOf('\n')), 'latin1').toString('utf8'), elements)
  }
  return dumps
}
