import type { Dcmjs } from 'dcmjs'
import { tagOf, type Tag } from '../../core/dicom/tag.ts'
import { isVR, NUMBER_SIZE, type VR } from '../../core/dicom/vr.ts'
import type { Fragments, Plan, PlanValue } from './plan.ts'

/** An element of a plan with its tag and VR; a data set is a list of them in the order of tags. */
export interface PlannedElement {
  readonly tag: Tag
  readonly vr: VR
  /** The element is written as UN, though its value is one of {@link vr}: what an archive did that did not know it. */
  readonly unknown: boolean
  readonly value: PlannedValue
}

export type PlannedValue =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'numbers'; readonly numbers: readonly number[] }
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'items'; readonly items: readonly (readonly PlannedElement[])[] }
  | { readonly kind: 'fragments'; readonly fragments: readonly Uint8Array[] }

/**
 * Looks every Attribute of a plan up and sorts the data set.
 * @throws where the plan itself is wrong: an unknown keyword, a value that its VR cannot have
 */
export function resolvePlan(plan: Plan, dcmjs: Dcmjs): readonly PlannedElement[] {
  const wide = Number(plan['BitsAllocated'] ?? 8) > 8
  const signed = Number(plan['PixelRepresentation'] ?? 0) === 1
  return resolveItem(plan, { dcmjs, wide, signed })
}

interface Context {
  readonly dcmjs: Dcmjs
  readonly wide: boolean
  readonly signed: boolean
}

function resolveItem(plan: Plan, context: Context): readonly PlannedElement[] {
  const elements: PlannedElement[] = []
  for (const [name, value] of Object.entries(plan)) {
    if (value === undefined) continue
    const { tag, vr, unknown } = identify(name, context)
    elements.push({ tag, vr, unknown, value: resolveValue(name, vr, value, context) })
  }
  elements.sort((left, right) => left.tag - right.tag)
  return elements
}

const EXPLICIT_KEY = /^([0-9A-F]{4}),([0-9A-F]{4}) (UN\/)?([A-Z]{2})$/

function identify(name: string, context: Context): { tag: Tag; vr: VR; unknown: boolean } {
  const match = EXPLICIT_KEY.exec(name)
  if (match !== null) {
    const tag = tagOf(parseInt(match[1] ?? '', 16), parseInt(match[2] ?? '', 16))
    return { tag, vr: asVr(match[4] ?? '', name), unknown: match[3] !== undefined }
  }
  const entry = context.dcmjs.data.DicomMetaDictionary.nameMap[name]
  if (entry === undefined) throw new Error(`no Attribute is called ${name}`)
  const [group, element] = entry.tag.slice(1, -1).split(',')
  return {
    tag: tagOf(parseInt(group ?? '', 16), parseInt(element ?? '', 16)),
    vr: asVr(settle(entry.vr, name, context), name),
    unknown: false,
  }
}

/** PS3.5 Annex A and PS3.3: which VR it is where PS3.6 names two. */
function settle(vr: string, name: string, context: Context): string {
  if (vr === 'xs') return context.signed ? 'SS' : 'US'
  if (vr === 'ox' || vr === 'px') return context.wide || name === 'OverlayData' ? 'OW' : 'OB'
  return vr
}

function asVr(vr: string, name: string): VR {
  if (!isVR(vr)) throw new Error(`${name} has no VR`)
  return vr
}

function resolveValue(name: string, vr: VR, value: PlanValue, context: Context): PlannedValue {
  if (value instanceof Uint8Array) return { kind: 'bytes', bytes: value }
  if (isFragments(value)) return { kind: 'fragments', fragments: value.fragments }
  const list = (Array.isArray(value) ? value : [value]) as readonly (string | number | Plan)[]
  if (vr === 'SQ') return { kind: 'items', items: list.map((item) => resolveItem(asItem(item, name), context)) }
  if (NUMBER_SIZE[vr] !== undefined) return { kind: 'numbers', numbers: list.map((number) => asNumber(number, name)) }
  return { kind: 'text', text: list.map(String).join('\\') }
}

function isFragments(value: PlanValue): value is Fragments {
  return typeof value === 'object' && 'fragments' in value && Array.isArray(value.fragments)
}

function asItem(value: string | number | Plan, name: string): Plan {
  if (typeof value !== 'object') throw new Error(`${name} holds items`)
  return value
}

function asNumber(value: string | number | Plan, name: string): number {
  if (typeof value !== 'number') throw new Error(`${name} holds numbers`)
  return value
}
