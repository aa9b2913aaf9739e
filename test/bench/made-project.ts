import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { formatPath, pathKey } from '../../src/core/dicom/attribute-path.ts'
import { VRS, type VR } from '../../src/core/dicom/vr.ts'
import { lookupTag } from '../../src/core/dictionary/index.ts'
import { VALUE_FORMS, type PartialInventory } from '../../src/core/inventory/partial-inventory.ts'
import type { InstanceContext } from '../../src/core/inventory/inventory.ts'
import { createInventoryStore } from '../../src/engine/project/inventory-store.ts'
import { openProject } from '../../src/engine/project/project.ts'
import { COLLECTION } from '../../src/engine/scan/index.ts'
import { hex, tagOf } from '../../src/core/dicom/tag.ts'

/**
 * A project as a scan of a large collection leaves it, written straight into its store: no file of it exists. The same
 * numbers give the same project.
 */
export interface MadeProject {
  readonly files: number
  readonly elements: number
}

const FILES_OF_A_SERIES = 100
const SERIES_OF_A_PATIENT = 4
/** About as many elements as a file has. */
const ELEMENTS_OF_A_LAYOUT = 240
const SCANNERS = [
  ['SIEMENS', 'Skyra', 'syngo MR E11', 'MR', '1.2.840.10008.5.1.4.1.1.4'],
  ['GE MEDICAL SYSTEMS', 'Discovery MR750', '24', 'MR', '1.2.840.10008.5.1.4.1.1.4'],
  ['Philips Medical Systems', 'Ingenia', '5.4.1', 'MR', '1.2.840.10008.5.1.4.1.1.4'],
  ['SIEMENS', 'SOMATOM Force', 'VA50A', 'CT', '1.2.840.10008.5.1.4.1.1.2'],
  ['TOSHIBA', 'Aquilion ONE', 'V4.61', 'CT', '1.2.840.10008.5.1.4.1.1.2'],
  ['GE MEDICAL SYSTEMS', 'Discovery 690', '52', 'PT', '1.2.840.10008.5.1.4.1.1.128'],
] as const
const CREATORS = [
  'SIEMENS MR HEADER',
  'SIEMENS CSA HEADER',
  'GEMS_PARM_01',
  'GEMS_ACQU_01',
  'Philips Imaging DD 001',
  'Philips MR Imaging DD 001',
]
const PRIVATE_VRS: readonly VR[] = ['LO', 'DS', 'IS', 'SH', 'CS', 'UI', 'DA', 'US']

interface Row {
  readonly path: string
  readonly vr: VR
}

/** In every file. */
const COMMON: readonly Row[] = [
  { path: '(0008,0016)', vr: 'UI' },
  { path: '(0008,0018)', vr: 'UI' },
  { path: '(0008,0020)', vr: 'DA' },
  { path: '(0008,0060)', vr: 'CS' },
  { path: '(0008,0070)', vr: 'LO' },
  { path: '(0008,103E)', vr: 'LO' },
  { path: '(0010,0010)', vr: 'PN' },
  { path: '(0010,0020)', vr: 'LO' },
  { path: '(0010,0030)', vr: 'DA' },
  { path: '(0020,000D)', vr: 'UI' },
  { path: '(0020,000E)', vr: 'UI' },
  { path: '(0020,0013)', vr: 'IS' },
]

/** Public elements of the data dictionary, at the root and in Sequences, then private ones. */
function rowsOf(wanted: number): readonly Row[] {
  const rows = new Map<string, Row>()
  const add = (path: string, vr: VR): void => {
    if (rows.size < wanted) rows.set(pathKey(path), { path: pathKey(path), vr })
  }
  for (const { path, vr } of COMMON) add(path, vr)
  const sequences: number[] = []
  for (const group of [0x0008, 0x0010, 0x0018, 0x0020, 0x0028, 0x0032, 0x0040, 0x0054]) {
    for (let element = 1; element < 0x10000; element++) {
      const tag = tagOf(group, element)
      const vr = lookupTag(tag)?.vrs[0]
      if (vr === undefined) continue
      add(formatPath({ kind: 'element', steps: [{ kind: 'public', tag }] }), vr)
      if (vr === 'SQ' && rows.size < wanted) sequences.push(tag)
    }
  }
  const inside = [0x00080100, 0x00080102, 0x00080104, 0x00081150, 0x00081155, 0x0040a160, 0x0040a120]
  for (const sequence of sequences)
    for (const tag of inside)
      if (rows.size < wanted / 2)
        add(
          formatPath({
            kind: 'element',
            steps: [
              { kind: 'public', tag: sequence, item: '*' },
              { kind: 'public', tag },
            ],
          }),
          lookupTag(tag)?.vrs[0] ?? 'LO',
        )
  for (let block = 0; rows.size < wanted; block++) {
    const creator = CREATORS[block] ?? `SYNTHETIC BLOCK ${block}`
    const group = hex(0x0009 + 2 * (block % 40), 4)
    add(`(${group},"${creator}")`, 'LO')
    for (let low = 0; low < 0x100 && rows.size < wanted; low++)
      add(`(${group},"${creator}",${hex(low, 2)})`, PRIVATE_VRS[low % PRIVATE_VRS.length] ?? 'LO')
  }
  return [...rows.values()]
}

const day = (number: number): string => `20${String(10 + (number % 12)).padStart(2, '0')}${String(1 + (number % 12)).padStart(2, '0')}15`

/** A value as scanners write them. */
function valueOf({ path, vr }: Row, row: number, series: number, file: number): string {
  const patient = Math.floor(series / SERIES_OF_A_PATIENT)
  switch (path) {
    case '(0010,0010)':
      return `SYNTHETIC^PATIENT${patient}`
    case '(0010,0020)':
      return `SYN-${100_000 + patient}`
    case '(0008,0018)':
      return `1.2.826.0.1.${series}.${file}`
    case '(0020,0013)':
      return String(file + 1)
    case '(0008,0016)':
      return SCANNERS[series % SCANNERS.length]?.[4] ?? ''
  }
  const kind = (row * 7 + series) % 9
  switch (vr) {
    case 'UI':
      return `1.2.826.0.2.${row}.${series}`
    case 'DA':
      return day(series)
    case 'TM':
      return `1${series % 10}3000`
    case 'DT':
      return `${day(series)}103000`
    case 'DS':
      return String(row / 10 + kind)
    case 'IS':
    case 'US':
    case 'UL':
    case 'SS':
      return String((row % 1000) + kind)
    case 'AS':
      return `0${20 + kind}Y`
    case 'PN':
      return `STAFF^NUMBER${kind}`
    case 'CS':
      return `TERM_${kind}`
    default:
      return `value ${row} kind ${kind}`
  }
}

function contextOf(series: number): InstanceContext {
  const [manufacturer, model, software, modality, sopClass] = SCANNERS[series % SCANNERS.length] ?? SCANNERS[0]
  const patient = Math.floor(series / SERIES_OF_A_PATIENT)
  return {
    patient: `SYN-${100_000 + patient}`,
    study: `1.2.826.0.3.${patient}`,
    series: `1.2.826.0.4.${series}`,
    modality,
    sopClass,
    manufacturer,
    model,
    software,
  }
}

/** What the files of one series hold: what all files hold, and the elements of one layout. */
function partialOf(series: number, files: number, rows: readonly Row[]): PartialInventory {
  const layouts = Math.max(1, Math.ceil((rows.length - COMMON.length) / ELEMENTS_OF_A_LAYOUT))
  const first = COMMON.length + (series % layouts) * ELEMENTS_OF_A_LAYOUT
  const held = [...rows.slice(0, COMMON.length), ...rows.slice(first, first + ELEMENTS_OF_A_LAYOUT)]
  const values: { path: number; vr: VR; text: string; files: number }[] = []
  held.forEach((row, path) => {
    const number = path < COMMON.length ? path : first + path - COMMON.length
    if (row.vr === 'SQ') values.push({ path, vr: 'SQ', text: '', files })
    else if (row.path === '(0008,0018)' || row.path === '(0020,0013)')
      for (let file = 0; file < files; file++) values.push({ path, vr: row.vr, text: valueOf(row, number, series, file), files: 1 })
    else values.push({ path, vr: row.vr, text: valueOf(row, number, series, 0), files })
  })
  return {
    contexts: [contextOf(series)],
    paths: held.map(({ path }) => path),
    creators: held.flatMap(({ path }) => /"(.*)"/.exec(path)?.[1] ?? []),
    values: {
      path: Uint32Array.from(values, ({ path }) => path),
      vr: Uint8Array.from(values, ({ vr }) => VRS.indexOf(vr)),
      form: Uint8Array.from(values, ({ vr }) => VALUE_FORMS.indexOf(vr === 'SQ' ? 'sequence' : 'text')),
      length: Float64Array.from(values, ({ text }) => text.length),
      text: values.map(({ text }) => text),
      digest: values.map(() => ''),
    },
    pathFacts: Uint32Array.from(held.flatMap((_row, path) => [path, 0, files])),
    valueFacts: Uint32Array.from(values.flatMap((value, at) => [at, 0, value.files])),
    creatorFacts: new Uint32Array(),
  }
}

/** Writes the project into a folder that is not there yet. */
export function makeProject(folder: string, { files, elements }: MadeProject): string {
  const collection = join(folder, 'collection')
  mkdirSync(collection, { recursive: true })
  const dir = join(folder, 'project')
  const opened = openProject(dir, { create: true })
  if (!opened.ok) throw new Error(opened.failure.message)
  const project = opened.value
  project.setMeta(COLLECTION, collection)
  const rows = rowsOf(elements)
  const store = createInventoryStore(project)
  store.beginScan()
  const name = (file: number): string => `series${String(Math.floor(file / FILES_OF_A_SERIES)).padStart(5, '0')}/${file}.dcm`
  for (let at = 0; at < files; at += 10_000)
    store.files.note(
      Array.from({ length: Math.min(10_000, files - at) }, (_, index) => ({ path: name(at + index), size: 1, mtime: 1, reason: '' })),
    )
  store.files.settle()
  const ids = new Map<string, number>()
  for (let after = 0; ;) {
    const pending = store.files.pending(after, 10_000)
    for (const { path, id } of pending) ids.set(path, id)
    const last = pending.at(-1)
    if (last === undefined) break
    after = last.id
  }
  const series = Math.ceil(files / FILES_OF_A_SERIES)
  for (let at = 0; at < series; at += 100) {
    const parts = Array.from({ length: Math.min(100, series - at) }, (_, index) => {
      const number = at + index
      const held = Math.min(FILES_OF_A_SERIES, files - number * FILES_OF_A_SERIES)
      return {
        partial: partialOf(number, held, rows),
        files: Array.from({ length: held }, (_unused, file) => ({
          id: ids.get(name(number * FILES_OF_A_SERIES + file)) ?? 0,
          kind: 'instance' as const,
          reason: '',
          context: 0,
          sopInstance: `1.2.826.0.1.${number}.${file}`,
          size: 1,
          mtime: 1,
        })),
      }
    })
    store.absorbAll(parts)
  }
  store.endScan()
  project.close()
  return dir
}
