import type { ByteSource } from '../dicom/byte-source.ts'
import type { ElementEdit, OutputPart } from '../dicom/edits.ts'
import type { Part10File } from '../dicom/element.ts'
import { encodeHeader } from '../dicom/file-meta-encode.ts'
import { elementInMatch } from '../dicom/layout-element.ts'
import type { Layout } from '../dicom/layout.ts'
import { rewriteElement } from '../dicom/rewrite-data-set.ts'
import { asciiBytes } from './ascii.ts'
import { leavesTheSame, shapeOf, type AlikeUnit } from './alike-unit.ts'
import { identityWith, pathOf, textWith, type InstanceIdentity } from './deidentify.ts'
import { settleElement } from './edit-data-set.ts'
import { newHeader } from './file-meta.ts'
import type { InstanceOperations } from './operation-index.ts'
import type { Prepared } from './prepare-instance.ts'
import type { Problem } from './problem.ts'
import { isLegalUid } from './remap-uid.ts'
import { rawText, Work, type Here, type RunContext, type Subject } from './work.ts'

/** How the copy of a file is put together, in order. */
export type PlanStep =
  /** Units that are kept one after the other; the end is the first that is not. */
  | { readonly do: 'copy'; readonly from: number; readonly to: number }
  | { readonly do: 'unit'; readonly unit: number }
  | { readonly do: 'add'; readonly bytes: Uint8Array }

/** What is the same in all files of a plan. */
export interface PlanBasis {
  readonly layout: Layout
  /** The file that the plan was made from. */
  readonly file: Part10File
  readonly run: RunContext
  readonly operations: InstanceOperations
  readonly subject: Subject
  readonly here: Here
  readonly entities: Omit<InstanceIdentity, 'sopOld' | 'sopNew'>
  readonly problems: readonly Problem[]
  /** The root in order: each its elements and items. */
  readonly units: readonly AlikeUnit[]
  readonly steps: readonly PlanStep[]
  /** Where the SOP Instance UID is from: index in the layout, and of its unit, which there is none of in File Meta Information. */
  readonly instance: { readonly index: number; readonly unit: number | undefined }
  /** Indices in the layout of File Meta elements whose value must be the same. */
  readonly fixedMeta: readonly number[]
}

/**
 * How files of one series are de-identified that are laid out alike: which ranges are copied, and which elements are
 * settled anew because their value is another than in the file that the plan was made from. Whatever other outcomes
 * depend on must be the same to the byte; otherwise, and wherever anything turns out in another way than it did there, the file is not
 * alike and goes the plain way. What comes out is what comes out there, to the byte.
 */
export class AlikePlan {
  readonly #basis: PlanBasis
  readonly #headerSizes: Uint32Array
  /** Units that must be the same to the byte, and those that are settled anew where they are not. */
  readonly #fixed: readonly number[]
  readonly #own: readonly number[]
  /** Units in which UIDs are replaced. */
  readonly #withUids: readonly number[]
  #folder: string | undefined
  /** By the length of the SOP Instance UID, which is at `at`. */
  readonly #headers = new Map<number, { readonly bytes: Uint8Array; readonly at: number }>()

  constructor(basis: PlanBasis) {
    this.#basis = basis
    const { units } = basis
    this.#headerSizes = Uint32Array.from(units, ({ element }) => element.valueOffset - element.headerOffset)
    const numbered = [...units.entries()]
    this.#fixed = numbered.flatMap(([index, { depends }]) => (depends === 'fixed' ? [index] : []))
    this.#own = numbered.flatMap(([index, { depends }]) => (depends === 'own' ? [index] : []))
    this.#withUids = numbered.flatMap(([index, { uids }]) => (uids.size > 0 ? [index] : []))
  }

  /** Prepares a file that is alike. @returns undefined where it is not, or not certainly */
  prepare(source: ByteSource): Prepared | undefined {
    const { layout, fixedMeta } = this.#basis
    if (!layout.matches(source)) return undefined
    const bytes = source.bytes(0, this.#headLength(source))
    const head = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    for (const index of fixedMeta) if (!layout.isSame(index, head)) return undefined
    for (const index of this.#fixed) if (!this.#isSame(index, bytes, source)) return undefined
    const differs: number[] = []
    for (const index of this.#own) if (this.#unit(index).byInstance || !this.#isSame(index, bytes, source)) differs.push(index)
    return this.#prepare(source, differs)
  }

  /** Up to where units are compared. */
  #headLength(source: ByteSource): number {
    const last = Math.max(this.#fixed.at(-1) ?? -1, this.#own.at(-1) ?? -1)
    return Math.max(this.#basis.layout.head, this.#begin(last + 1, source))
  }

  #isSame(index: number, head: Uint8Array, source: ByteSource): boolean {
    const { size, stood } = this.#unit(index)
    const begin = this.#begin(index, source)
    if (this.#begin(index + 1, source) - begin !== size) return false
    for (let at = 0; at < stood.length; at += 1) if (head[begin + at] !== stood[at]) return false
    return true
  }

  #prepare(source: ByteSource, differs: readonly number[]): Prepared | undefined {
    const { run, operations, subject, entities, problems, instance, units } = this.#basis
    const here: Here = { ...this.#basis.here, source }
    const sopElement = elementInMatch(this.#basis.layout, instance.index)
    const sopOld = rawText(here, sopElement)
    if (sopOld === '') return undefined

    const anew = new Map<number, Anew>()
    for (const index of differs) {
      const made = this.#anew(this.#unit(index), sopOld, here)
      if (made === undefined) return undefined
      anew.set(index, made)
    }
    const work = new Work(run, operations, subject, sopOld)
    for (const index of this.#withUids) for (const [was, is] of anew.get(index)?.uids ?? this.#unit(index).uids) work.uids.set(was, is)
    const sopUnit = instance.unit === undefined ? undefined : units[instance.unit]
    const sopEdit = sopUnit?.shape === 'x' ? REMOVED : anew.get(instance.unit ?? -1)?.edit
    const sopNew = sopUnit === undefined ? '' : textWith(sopEdit, sopElement, here)
    const identity = identityWith(entities, sopNew, work)
    // Whether it may stay is seen where the whole file is.
    if (!isLegalUid(identity.sopNew)) return undefined
    const header = this.#header(identity.sopNew)
    if (header === undefined) return undefined
    return {
      parts: this.#parts(source, header, anew),
      identity,
      patient: subject.plan.key,
      path: this.#path(identity, work),
      problems,
      uids: work.uids,
    }
  }

  /** The folder is that of all files of a plan where the instance has no part in its name. */
  #path(identity: InstanceIdentity, work: Work): string {
    const pattern = work.run.settings.outputPath
    const slash = pattern.lastIndexOf('/')
    if (slash < 0 || pattern.slice(0, slash).includes('{sop')) return pathOf(identity, work)
    this.#folder ??= pathOf(identity, work, pattern.slice(0, slash))
    return `${this.#folder}/${pathOf(identity, work, pattern.slice(slash + 1))}`
  }

  /** Preamble and File Meta Information, in which the SOP Instance UID alone differs from file to file. */
  #header(sopInstance: string): Uint8Array | undefined {
    const known = this.#headers.get(sopInstance.length)
    if (known !== undefined) {
      const bytes = known.bytes.slice()
      bytes.set(asciiBytes(sopInstance), known.at)
      return bytes
    }
    const { subject, file } = this.#basis
    const header = encodeHeader(newHeader(subject.sopClass, sopInstance, file.transferSyntax.uid), file)
    if (!header.ok) return undefined
    this.#headers.set(sopInstance.length, { bytes: header.value.slice(), at: sopInstanceIn(header.value) })
    return header.value
  }

  /** Settles a unit whose value is another; undefined where it does not turn out as in the file that the plan was made from. */
  #anew(unit: AlikeUnit, sopInstance: string, here: Here): Anew | undefined {
    const { run, operations, subject, layout, file } = this.#basis
    const element = elementInMatch(layout, unit.first)
    const work = new Work(run, operations, subject, sopInstance)
    const edit = settleElement(unit.operation, element, unit.node, here, work)
    if (work.refusal !== undefined || shapeOf(edit, element) !== unit.shape || !leavesTheSame(unit, work)) return undefined
    if (edit === undefined) return { edit, parts: [], uids: work.uids }
    const written = rewriteElement(here.source, element, edit, file.transferSyntax)
    return written.ok ? { edit, parts: written.value.parts, uids: work.uids } : undefined
  }

  #parts(source: ByteSource, header: Uint8Array, anew: ReadonlyMap<number, Anew>): readonly OutputPart[] {
    const parts: OutputPart[] = [{ from: 'bytes', bytes: header }]
    for (const step of this.#basis.steps) {
      if (step.do === 'copy') {
        const offset = this.#begin(step.from, source)
        parts.push({ from: 'file', offset, length: this.#begin(step.to, source) - offset })
      } else if (step.do === 'add') parts.push({ from: 'bytes', bytes: step.bytes })
      else {
        const made = anew.get(step.unit)
        const { bytes } = this.#unit(step.unit)
        if (made !== undefined) parts.push(...made.parts)
        else if (bytes !== undefined) parts.push({ from: 'bytes', bytes })
      }
    }
    return parts
  }

  #unit(index: number): AlikeUnit {
    return this.#basis.units[index] as AlikeUnit
  }

  /** First byte of a unit in the file that matched; behind the last one the end of the file. */
  #begin(index: number, source: ByteSource): number {
    const unit = this.#basis.units[index]
    return unit === undefined ? source.size : this.#basis.layout.offset(unit.first) - (this.#headerSizes[index] as number)
  }
}

/** What has become of a unit whose value is another than it was. */
interface Anew {
  readonly edit: ElementEdit | undefined
  readonly parts: readonly OutputPart[]
  readonly uids: ReadonlyMap<string, string>
}

const REMOVED: ElementEdit = { do: 'remove' }

const GROUP_2 = 132

/** Where the value of (0002,0003) begins in a header that is ours: explicit VR, and OB the only VR of the long form in it. */
function sopInstanceIn(header: Uint8Array): number {
  const view = new DataView(header.buffer, header.byteOffset, header.byteLength)
  for (let at = GROUP_2; ;) {
    const isLong = view.getUint16(at + 4) === OB
    const value = at + (isLong ? 12 : 8)
    if (view.getUint16(at + 2, true) === 0x0003) return value
    at = value + (isLong ? view.getUint32(at + 8, true) : view.getUint16(at + 6, true))
  }
}

/** As the two letters stand in a file. */
const OB = 0x4f42
