import { spawnSync } from 'node:child_process'
import { closeSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import type { Outcome } from '../../contract/outcome.ts'
import { asciiBytes, asciiText } from '../../core/deidentification/ascii.ts'
import { newHeader } from '../../core/deidentification/file-meta.ts'
import { isFileId } from '../../core/deidentification/output-path.ts'
import type { UidRemapper } from '../../core/deidentification/remap-uid.ts'
import { bytesSource } from '../../core/dicom/byte-source.ts'
import type { DataElement } from '../../core/dicom/element.ts'
import { readPart10 } from '../../core/dicom/read-part10.ts'
import type { Tag } from '../../core/dicom/tag.ts'
import { gather, writePart10 } from '../../core/dicom/write-part10.ts'
import { fail, ok } from '../../core/result.ts'
import { writeAtomically } from '../files/atomic-write.ts'
import { DEFLATE } from '../files/deflate.ts'
import { sha256 } from '../files/sha256.ts'
import type { Project } from '../project/project.ts'
import { DICOMDIR as MEDIA_STORAGE_DIRECTORY } from './is-instance.ts'
import { APPLY } from './texts.ts'

/** Its name, which is fixed (PS3.10 8.6). */
export const DICOMDIR_FILE = 'DICOMDIR'
const MAKER = 'dcmmkdir'

/** Whether dcmtk's maker of DICOMDIRs is here. */
export function canMakeDicomdir(): boolean {
  return spawnSync(MAKER, ['--version'], { stdio: 'ignore' }).status === 0
}

/**
 * Makes a DICOMDIR over the files of a copy (PS3.3 F), with dcmtk; it names new identifiers only, for that is all that
 * the files have. File Meta Information is ours and its UID keyed, so that the same copy has the same DICOMDIR.
 * @param paths relative to the folder, with `/`. Those that are no File IDs, the later of files with one SOP Instance UID,
 * are not named in it
 * @returns how many files it names
 */
export function makeDicomdir(project: Project, folder: string, paths: readonly string[], uids: UidRemapper): Outcome<number> {
  const named = paths.filter(isFileId)
  const list = join(folder, '.tagbench-0.part')
  const made = join(folder, '.tagbench-1.part')
  try {
    writeList(list, named)
    const how = ['+I', '+Nrs', '-Nxc', '-Nec', '-Nrc', '-W', '+F', 'TAGBENCH', '+id', folder, '+D', made, `@${list}`]
    const began = new Date()
    const { status } = spawnSync(MAKER, how, { cwd: folder, stdio: 'ignore' })
    if (status !== 0) return fail({ code: 'io', message: NOT_MADE })
    const bytes = withOurHeader(
      new Uint8Array(readFileSync(made)),
      uids.replace(`dicomdir ${sha256(new TextEncoder().encode(named.join('\n')))}`),
      began,
    )
    if (bytes === undefined) return fail({ code: 'io', message: NOT_MADE })
    project.setMeta(OURS, `${sha256(bytes)} ${folder}`)
    const written = writeAtomically(join(folder, DICOMDIR_FILE), bytes)
    return written.ok ? ok(named.length) : written
  } finally {
    for (const file of [list, made]) rmSync(file, { force: true })
  }
}

const NOT_MADE = APPLY.dicomdirFailed

/** The output folder that has a DICOMDIR of ours, and its digest. */
const OURS = 'dicomdir'

/** Whether the DICOMDIR in a folder is the one that this project made there. */
export function isOurDicomdir(project: Project, folder: string): boolean {
  const note = project.meta(OURS)
  if (note?.slice(65) !== folder) return false
  try {
    return sha256(readFileSync(join(folder, DICOMDIR_FILE))) === note.slice(0, 64)
  } catch {
    return false
  }
}

/** Arguments from a file, for there may be more of them than a command line takes. */
function writeList(file: string, paths: readonly string[]): void {
  const descriptor = openSync(file, 'wx')
  try {
    for (const path of paths) writeSync(descriptor, `${path}\n`)
  } finally {
    closeSync(descriptor)
  }
}

const STUDY_DATE = 0x00080020
const STUDY_TIME = 0x00080030
/** What stands for a study without a date, as elsewhere in a copy. */
const NO_TIME = { [STUDY_DATE]: '19000101', [STUDY_TIME]: '000000.000000' }

/** Where a study has no date or time, which its record must have, dcmtk puts those of the making. */
function isInvented(tag: Tag, value: string, began: Date): boolean {
  const [first, last] = [momentOf(began), momentOf(new Date())]
  if (tag === STUDY_DATE) return value === first.day || value === last.day
  const time = value.slice(0, 6)
  return first.time <= last.time ? time >= first.time && time <= last.time : time >= first.time || time <= last.time
}

function momentOf(now: Date): { readonly day: string; readonly time: string } {
  const two = (number: number): string => String(number).padStart(2, '0')
  return {
    day: `${now.getFullYear()}${two(now.getMonth() + 1)}${two(now.getDate())}`,
    time: `${two(now.getHours())}${two(now.getMinutes())}${two(now.getSeconds())}`,
  }
}

/** Elements that hold offsets from the first byte of the file (PS3.3 F.3.2.2). */
const OFFSETS: ReadonlySet<Tag> = new Set<Tag>([0x00041200, 0x00041202, 0x00041400, 0x00041420])

function withOurHeader(bytes: Uint8Array, uid: string, began: Date): Uint8Array | undefined {
  const source = bytesSource(bytes)
  const file = readPart10(source, { deflate: DEFLATE })
  if (!file.ok) return undefined
  const header = newHeader(MEDIA_STORAGE_DIRECTORY, uid, file.value.transferSyntax.uid)
  const parts = writePart10(file.value, { dataSet: { elements: new Map(), add: [] }, header }, { deflate: DEFLATE })
  if (!parts.ok) return undefined
  const length = parts.value.reduce((sum, part) => sum + (part.from === 'bytes' ? part.bytes.length : part.length), 0)
  const out = gather({ parts: [...parts.value], length }, source)
  const moved = length - bytes.length
  for (const { tag, valueOffset, length: size } of elementsIn(file.value.elements)) {
    const value = out.subarray(valueOffset + moved, valueOffset + moved + size)
    if ((tag === STUDY_DATE || tag === STUDY_TIME) && isInvented(tag, asciiText(value), began))
      value.set(asciiBytes(NO_TIME[tag].slice(0, size)))
  }
  const view = new DataView(out.buffer, out.byteOffset)
  for (const { tag, valueOffset, length: size } of elementsIn(file.value.elements)) {
    if (!OFFSETS.has(tag) || size !== 4) continue
    const offset = view.getUint32(valueOffset + moved, true)
    if (offset !== 0) view.setUint32(valueOffset + moved, offset + moved, true)
  }
  return out
}

/** Elements with a value, at every depth. */
function elementsIn(elements: readonly DataElement[]): readonly DataElement[] {
  return elements.flatMap((element) => element.items?.flatMap((item) => elementsIn(item.elements)) ?? [element])
}
