import type { Dcmjs } from 'dcmjs'
import { SOP_CLASS, UidMaker } from './acquisition.ts'
import { alreadyTreated } from './already-treated.ts'
import { canonExaminations } from './canon.ts'
import { castTerms } from './cast.ts'
import { loadDcmjs } from './dcmjs.ts'
import { dicomdir } from './dicomdir.ts'
import { encodeInstance, preambleOf } from './encode-instance.ts'
import { geCtStudy } from './ge-ct.ts'
import { geFollowUp } from './ge-follow-up.ts'
import type { Instance } from './instance.ts'
import { otherFiles, type OtherFile } from './other-files.ts'
import { petExamination } from './pet.ts'
import { philipsMr } from './philips-mr.ts'
import { PlantFinder, whereOf, type Planted } from './planted.ts'
import { radiographs } from './radiography.ts'
import { seededRandom } from './random.ts'
import { rtStructureSet } from './rt-structure-set.ts'
import { siemensMr } from './siemens-mr.ts'
import { comprehensiveReport } from './structured-report.ts'
import { ultrasound } from './ultrasound.ts'

/** The demonstration collection in memory. */
export interface DemoCollection {
  readonly files: readonly OtherFile[]
  readonly planted: readonly Planted[]
  /** Files that are DICOM from beginning to end, copies and the DICOMDIR among them. */
  readonly instances: number
}

const DISK = 'tsukimizaka/CD0/'

/** Builds the whole collection: the same seed gives the same bytes. */
export async function demoCollection(seed: number): Promise<DemoCollection> {
  const dcmjs = await loadDcmjs()
  const instances = await demoInstances(seed, dcmjs)
  const finder = new PlantFinder(castTerms(accessionsOf(instances)))
  const planted: Planted[] = []
  const files: OtherFile[] = []
  for (const instance of instances) {
    const rows: Planted[] = []
    const bytes = encodeInstance(instance, dcmjs, (path, value) => rows.push(...plantedIn(finder, value, path, instance.file)))
    rows.push(...outside(finder, instance), ...drawn(instance))
    files.push({ file: instance.file, bytes })
    planted.push(...rows, ...named(finder, instance.file))
  }
  const copy = copyOf(files, planted)
  for (const other of otherFiles()) {
    files.push(other)
    planted.push(...plantedIn(finder, other.bytes, '', other.file), ...named(finder, other.file))
  }
  files.push(copy.file)
  planted.push(...copy.planted)
  return { files, planted: distinct(planted), instances: instances.filter(({ form }) => form.cutAt === undefined).length + 1 }
}

/** Every instance as it is planned, before it is bytes. */
export async function demoInstances(seed: number, dcmjs: Dcmjs): Promise<readonly Instance[]> {
  const random = (name: string) => seededRandom(seed, name)
  const ct = geCtStudy(random('ge-ct'))
  const report = comprehensiveReport({
    study: ct.series.study,
    scanner: ct.series.scanner,
    seriesUid: ct.series.uid,
    imageClass: SOP_CLASS.ct,
    images: ct.images,
    uid: ct.uids.next(ct.series.study.date, '170500'),
    reportSeriesUid: ct.uids.next(ct.series.study.date, '170500'),
    file: 'wendreda/QUILLFEATHER_ORLANDA_QF-4471902/report.sr',
    form: { undefinedLengths: true },
  })
  const canon = canonExaminations(random('canon'))
  const disk = canon.filter((instance) => instance.file.startsWith(DISK))
  const diskUid = new UidMaker(82, random('disk')).next('20200918', '160000')
  return [
    ...ct.instances,
    rtStructureSet(ct),
    report,
    ...geFollowUp(ct, random('ge-follow-up')),
    ...siemensMr(random('siemens-mr')),
    ...philipsMr(random('philips-mr')),
    ...canon,
    dicomdir(DISK, disk, diskUid, dcmjs),
    ...(await ultrasound(random('ultrasound'))),
    ...radiographs(random('radiographs')),
    ...petExamination(random('pet')),
    ...alreadyTreated(random('already-treated')),
  ]
}

function accessionsOf(instances: readonly Instance[]): readonly string[] {
  const all = instances.map(({ dataSet }) => dataSet['AccessionNumber'])
  return [...new Set(all.filter((accession): accession is string => typeof accession === 'string' && accession !== ''))]
}

function plantedIn(finder: PlantFinder, bytes: Uint8Array, path: string, file: string): readonly Planted[] {
  const where = path === '' ? 'not-dicom' : whereOf(path)
  return finder.find(bytes).map(({ term, bytes: spelled }) => ({ ...term, where, path, file, bytes: spelled }))
}

/** What stands before and after the data set. */
function outside(finder: PlantFinder, { form, file }: Instance): readonly Planted[] {
  return [
    ...(form.preamble === undefined ? [] : plantedIn(finder, preambleOf(form), 'preamble', file)),
    ...(form.trailing === undefined ? [] : plantedIn(finder, form.trailing, 'after-data-set', file)),
  ]
}

function drawn({ burnedIn = [], file }: Instance): readonly Planted[] {
  return burnedIn.map(({ text, path }) => ({
    text,
    kind: 'burned-in',
    where: path === '(6000,3000)' ? 'overlay' : 'pixels',
    path,
    file,
    bytes: '',
  }))
}

/** What the names of the file and of its folders say. */
function named(finder: PlantFinder, file: string): readonly Planted[] {
  const folders = file.split('/')
  const name = folders.pop() ?? ''
  const found = (text: string, place: 'file-name' | 'folder-name'): readonly Planted[] =>
    plantedIn(finder, Buffer.from(text, 'utf8'), place, file).map((row) => ({ ...row, kind: 'file-name' }))
  return [...folders.flatMap((folder) => found(folder, 'folder-name')), ...found(name, 'file-name')]
}

/** An instance a second time, as happens when somebody drags a file by mistake. */
function copyOf(
  files: readonly OtherFile[],
  planted: readonly Planted[],
): { readonly file: OtherFile; readonly planted: readonly Planted[] } {
  const original = files.find(({ file }) => file.endsWith('IM-0002-0003.dcm'))
  if (original === undefined) throw new Error('the image to copy is not there')
  const file = `wendreda/copy of ${original.file.split('/').pop() ?? ''}`
  const rows = planted.filter((row) => row.file === original.file && row.kind !== 'file-name')
  return { file: { file, bytes: original.bytes }, planted: rows.map((row) => ({ ...row, file })) }
}

function distinct(rows: readonly Planted[]): readonly Planted[] {
  return [...new Map(rows.map((row) => [[row.text, row.path, row.file, row.kind, row.bytes].join('\u0000'), row])).values()]
}
