import { pathKey } from '../dicom/attribute-path.ts'
import { bytesSource, type ByteSource } from '../dicom/byte-source.ts'
import { isTermOfStandard } from '../confidentiality/defined-terms.ts'
import { isStructuralUid } from '../confidentiality/structural-uids.ts'
import { characterSetsOf, DEFAULT_CHARACTER_SETS } from '../dicom/character-set.ts'
import type { DataElement } from '../dicom/element.ts'
import type { PathNode } from '../dicom/path-node.ts'
import { isPrivateCreator, TAG, type Tag } from '../dicom/tag.ts'
import { valueBytes, valueLength } from '../dicom/value-bytes.ts'
import { valueToText } from '../dicom/value-text.ts'
import { BULK } from '../dicom/vr.ts'
import { isPublishedCreator } from '../dictionary/index.ts'
import type { AcceptedValues, ScopedTo } from './accepted-values.ts'
import type { Change, Side } from './compare-instances.ts'
import { locate, pixelRanges, regionOf, type Located } from './locate.ts'
import { rootText } from './root-text.ts'
import { encodeUtf8 } from './spellings.ts'
import { searchSource, type Hit, type LeakSearch, type Original } from './leak-search.ts'
import type { LeakRow } from './tally.ts'
import { REVIEW } from './texts.ts'

/** A copy in which originals are looked for, with all that may explain what is found. */
export interface SearchedCopy {
  readonly output: string
  readonly after: Side
  readonly root: PathNode
  /** Undefined where there was no original to compare with. */
  readonly changes: readonly Change[] | undefined
  readonly accepted: AcceptedValues
  readonly scopedTo: ScopedTo
  /** Why an element stays as it was, from an Operation that keeps it; undefined where none does. */
  becauseOf(path: PathNode): string | undefined
  /** Why a Content Item keeps its value, whatever the Operation of the element; undefined where nothing says that it does. */
  becauseOfItem(located: Located): string | undefined
  /** Opens a gzip member (RFC 1952), bounded; undefined where it is none. */
  gunzip(bytes: Uint8Array): Uint8Array | undefined
}

/** A finding in one copy, without the count of files. */
export type Finding = Omit<LeakRow, 'first' | 'files'>

/** Everything that the searches find in one copy: its bytes, its inflated data set, gzip members in it, its path. */
export function searchCopy(copy: SearchedCopy, everywhere: LeakSearch, local: LeakSearch | undefined): ReadonlyMap<string, Finding> {
  const findings = new Findings(copy)
  const searches = local === undefined ? [everywhere] : [everywhere, local]
  for (const leaks of searches) {
    searchFile(copy, leaks, leaks === local, findings)
    searchPath(copy, leaks, findings)
  }
  for (const { located, bytes } of gzipMembers(copy))
    for (const leaks of searches) {
      findings.begin()
      searchSource(leaks, bytesSource(bytes), { pixels: [], regionAt: () => 'text' }, (hit) => findings.add(hit, located, 'gzip'))
    }
  return findings.found
}

function searchFile(copy: SearchedCopy, leaks: LeakSearch, isLocal: boolean, findings: Findings): void {
  const { file, bytes } = copy.after
  const pixels = pixelRanges(file)
  // Digits in uncompressed pixels are pixels; a compressed stream may carry notes of the modality.
  const skipPixels = isLocal && !file.transferSyntax.encapsulated
  const whereOf = (elements: readonly DataElement[]) => (offset: number) => locate(elements, copy.root, offset)
  const look = (source: ByteSource, elements: readonly DataElement[], ranges: typeof pixels): void => {
    const at = whereOf(elements)
    findings.begin()
    searchSource(leaks, source, { pixels: ranges, skipPixels, regionAt: (offset) => regionOf(at(offset)) }, (hit) =>
      findings.add(hit, at(hit.offset), undefined, offsetPlace(copy, source, hit.offset)),
    )
  }
  if (file.deflated === undefined) look(bytes, [...file.fileMeta, ...file.elements], pixels)
  else {
    look(firstBytes(bytes, file.deflated.offset), file.fileMeta, [])
    look(file.dataSet, file.elements, pixels)
  }
}

function firstBytes(source: ByteSource, size: number): ByteSource {
  return { size, bytes: (offset, length) => source.bytes(offset, Math.min(length, size - offset)) }
}

/** What is there where no element is. */
function offsetPlace(copy: SearchedCopy, source: ByteSource, offset: number): string {
  const { preamble } = copy.after.file
  const inPreamble = source !== copy.after.file.dataSet || copy.after.file.deflated === undefined
  return inPreamble && preamble !== undefined && offset < preamble.offset + preamble.length ? 'preamble' : 'after-data-set'
}

/** File and folder names; segments that are UIDs are numbers. */
function searchPath(copy: SearchedCopy, leaks: LeakSearch, findings: Findings): void {
  const segments = copy.output.split('/')
  segments.forEach((segment, index) => {
    const region = /^[0-9.]+(?:-\d+)?(?:\.dcm)?$/u.test(segment) ? 'numbers' : 'text'
    const place = index === segments.length - 1 ? 'file-name' : 'folder-name'
    findings.begin()
    searchSource(leaks, bytesSource(encodeUtf8(segment)), { pixels: [], regionAt: () => region }, (hit) =>
      findings.add(hit, undefined, undefined, place),
    )
  })
}

const LARGEST_OPAQUE = 16 << 20
/** Three bytes look like a gzip member now and then. */
const MOST_MEMBERS = 32

/** Gzip members in opaque values: some modalities keep whole protocols in them. */
function* gzipMembers(copy: SearchedCopy): Generator<{ located: Located; bytes: Uint8Array }> {
  const { file } = copy.after
  const stack: { elements: readonly DataElement[]; path: PathNode; around: readonly DataElement[] }[] = [
    { elements: file.elements, path: copy.root, around: [] },
  ]
  for (let level = stack.pop(); level !== undefined; level = stack.pop()) {
    for (const element of level.elements) {
      const path = level.path.child(element)
      for (const item of element.items ?? []) stack.push({ elements: item.elements, path, around: [...level.around, element] })
      if (!BULK.has(element.vr) || element.items !== undefined || element.fragments !== undefined || element.tag >>> 16 === 0x7fe0) continue
      const length = valueLength(element)
      if (length < 18 || length > LARGEST_OPAQUE) continue
      if (memberAt(valueBytes(file.dataSet, element), 0) < 0) continue
      const value = Uint8Array.from(valueBytes(file.dataSet, element))
      let at = memberAt(value, 0)
      for (let tried = 0; at >= 0 && tried < MOST_MEMBERS; tried++) {
        const bytes = copy.gunzip(value.subarray(at))
        if (bytes !== undefined) yield { located: { path, element, around: level.around, inValue: true }, bytes }
        at = memberAt(value, at + 1)
      }
    }
  }
}

function memberAt(value: Uint8Array, from: number): number {
  for (let at = value.indexOf(0x1f, from); at >= 0; at = value.indexOf(0x1f, at + 1))
    if (value[at + 1] === 0x8b && value[at + 2] === 0x08) return at
  return -1
}

/** UIDs that output paths and Media Storage SOP Instance UID are made from. */
const NAMING_UIDS: readonly Tag[] = [TAG.studyInstanceUid, TAG.seriesInstanceUid, TAG.sopInstanceUid]

class Findings {
  readonly found = new Map<string, Finding>()
  /** First byte after the last hit of each finding in the stretch that is being searched. */
  private readonly ends = new Map<string, number>()
  private readonly copy: SearchedCopy
  private readonly changed: ReadonlyMap<DataElement, Change>

  constructor(copy: SearchedCopy) {
    this.copy = copy
    this.changed = new Map(
      (copy.changes ?? []).flatMap((change) => (change.after === undefined ? [] : [[change.after.element, change] as const])),
    )
  }

  /** Another stretch of bytes begins, with offsets of its own. */
  begin(): void {
    this.ends.clear()
  }

  add(hit: Hit, located: Located | undefined, packed: 'gzip' | undefined, place = ''): void {
    const { original } = hit
    const path = located?.path.text ?? place
    const explanation =
      this.madeFromKept(original, located, place) ?? (located === undefined ? undefined : this.explanation(original, located))
    const storedAs = packed ?? hit.storedAs
    const state = explanation === undefined ? 'open' : 'accepted'
    const key = [state, original.kind, original.text, located?.path.key ?? place, storedAs, explanation ?? ''].join('\t')
    const known = this.found.get(key)
    // Spellings of one original overlap: `Jane Doe` holds `Doe`. What overlaps is one hit.
    const isPart = hit.offset < (this.ends.get(key) ?? 0)
    this.ends.set(key, hit.offset + hit.length)
    if (known !== undefined) known.hits += isPart ? 0 : 1
    else
      this.found.set(key, {
        state,
        kind: original.kind,
        found: original.text,
        originals: original.paths,
        path,
        storedAs,
        explanation: explanation ?? '',
        hits: 1,
        output: this.copy.output,
        offset: hit.offset,
      })
  }

  /**
   * Names of the copy and its File Meta Information are made from its own UIDs, and other UIDs may begin with them: where
   * they stay by decision, these say nothing more.
   */
  private madeFromKept(original: Original, located: Located | undefined, place: string): string | undefined {
    const isUidPlace = located === undefined ? place === 'file-name' || place === 'folder-name' : located.element.vr === 'UI'
    if (!isUidPlace || original.kind !== 'uid') return undefined
    const { after, root } = this.copy
    const kept = NAMING_UIDS.find((tag) => rootText(after.file, tag) === original.text && !this.isChanged(tag))
    return kept === undefined ? undefined : this.copy.becauseOf(root.child({ tag: kept, creator: undefined }))
  }

  private isChanged(tag: Tag): boolean {
    return this.copy.after.file.elements.some((element) => element.tag === tag && this.changed.has(element))
  }

  /** What was done to an element, or to a Sequence around it as a whole: Items that went say nothing of those that are left. */
  private changeOf({ element, around }: Located): Change | undefined {
    const whole = around.map((sequence) => this.changed.get(sequence)).find((one) => one !== undefined && one.operation?.do !== 'process')
    return this.changed.get(element) ?? whole
  }

  /** Why a hit is no leak; undefined where nothing says so. */
  private explanation(original: Original, located: Located): string | undefined {
    const { copy } = this
    if (copy.changes === undefined) return undefined
    const change = this.changeOf(located)
    const made = change?.operation?.do
    if (made === 'shift-date') return original.kind === 'date' ? REVIEW.noLeak.shiftedDate : undefined
    if (made === 'dummy' || made === 'add' || made === 'remap-uid') return REVIEW.noLeak.written(made)
    const asItem = change === undefined && original.kind === 'uid' && located.element.vr === 'UI' ? copy.becauseOfItem(located) : undefined
    if (change === undefined && original.paths.some((path) => pathKey(path) === located.path.key))
      return copy.becauseOf(located.path) ?? asItem
    if (asItem !== undefined) return asItem
    if (this.changed.get(located.element) === undefined && original.kind === 'uid' && isStructuralUid(located.element.tag))
      return REVIEW.noLeak.structuralUid
    const text = textOf(copy.after, located)
    if (text !== undefined && located.element.vr === 'CS' && isTermOfStandard(located.element.tag, text)) return REVIEW.noLeak.definedTerm
    if (text !== undefined && isPrivateCreator(located.element.tag) && isPublishedCreator(text.trim()))
      return REVIEW.noLeak.publishedCreator
    return text === undefined ? undefined : copy.accepted.reasonFor(located.path.key, text, copy.scopedTo)
  }
}

const LONGEST_VALUE = 1 << 16

/** The text of a value, as an inventory shows it; undefined for what is no text, or too long to be accepted by anybody. */
function textOf({ file, bytes }: Side, { element, around }: Located): string | undefined {
  if (element.items !== undefined || element.fragments !== undefined || valueLength(element) > LONGEST_VALUE) return undefined
  if (element.tag >>> 16 === 2) return valueToText(valueBytes(bytes, element), element.vr, true, DEFAULT_CHARACTER_SETS).text
  const littleEndian = around.reduce((inside, sequence) => sequence.encoding?.littleEndian ?? inside, file.transferSyntax.littleEndian)
  const sets = characterSetsOf(file.elements, file.dataSet)
  return valueToText(valueBytes(file.dataSet, element), element.vr, littleEndian, sets).text
}
