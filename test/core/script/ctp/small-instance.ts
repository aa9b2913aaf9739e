import { formatPath, type PathStep } from '../../../../src/core/dicom/attribute-path.ts'
import type { VR } from '../../../../src/core/dicom/vr.ts'
import type { SmallElement } from '../../../fixtures/small-inventory.ts'
import type { CtpDataSet, CtpElement } from './ctp-engine.ts'

/** A small instance: what an inventory of it holds, and the data set that CTP gets. */
export interface SmallTree {
  readonly nodes: readonly SmallNode[]
}

/** `tag` of a public element, or a private one by group, creator and low byte. */
export interface SmallNode {
  readonly what: number | readonly [group: number, creator: string, element: number]
  readonly vr: VR
  readonly inside?: SmallTree
  /** How the value is told: like others of its VR, with a text behind it, or several of it; default the first. */
  readonly shape?: 'plain' | 'odd' | 'several'
  /** Written as UN, though its VR is known. */
  readonly unknown?: boolean
}

export interface SmallInstance {
  readonly elements: readonly SmallElement[]
  readonly dataSet: CtpDataSet
}

const TEXTS: Partial<Record<VR, (n: number) => string>> = {
  DA: (n) => `19${String(10 + (n % 80))}0${1 + (n % 9)}1${n % 10}`,
  UI: (n) => `1.2.3.${1000 + n}`,
  US: (n) => String(5000 + n),
  AS: age,
  DT: (n) => `18${String(10 + (n % 80))}0${1 + (n % 9)}1${n % 10}1200`,
  TM: (n) => `${10 + (Math.floor(n / 60) % 14)}${String(n % 60).padStart(2, '0')}`,
}

/** Years from 60 to 119, then months; never 090Y, which older ages become. */
function age(n: number): string {
  const years = 60 + n
  if (years >= 119) return `${100 + (n % 800)}M`
  return `${String(years < 90 ? years : years + 1).padStart(3, '0')}Y`
}

/**
 * Builds an instance in which each element has a value of its own. Blocks are numbered from 10 at the root and from
 * another number in each item, as real files have it.
 */
export function instanceOf(tree: SmallTree): SmallInstance {
  const elements = new Map<string, SmallElement>()
  let count = 0
  const build = (nodes: readonly SmallNode[], around: readonly PathStep[], firstBlock: number): CtpDataSet => {
    const dataSet = new Map<number, CtpElement>()
    const blocks = new Map<string, number>()
    const note = (step: PathStep, vr: VR, value: string, writtenAsUnknown = false): void => {
      const path = formatPath({ kind: 'element', steps: [...around, step] })
      elements.set(path, { path, vr, values: vr === 'SQ' ? [] : [value], writtenAsUnknown })
    }
    for (const node of nodes) {
      let tag: number
      let step: PathStep
      if (typeof node.what === 'number') {
        tag = node.what
        step = { kind: 'public', tag }
      } else {
        const [group, creator, element] = node.what
        let block = blocks.get(`${group} ${creator}`)
        if (block === undefined) {
          block = firstBlock + [...blocks.keys()].filter((key) => key.startsWith(`${group} `)).length
          blocks.set(`${group} ${creator}`, block)
          dataSet.set(((group << 16) | block) >>> 0, { vr: 'LO', value: creator })
          note({ kind: 'creator', group, creator }, 'LO', creator)
        }
        tag = ((group << 16) | (block << 8) | element) >>> 0
        step = { kind: 'private', group, creator, element }
      }
      if (dataSet.has(tag)) continue
      count += 1
      const plain = node.vr === 'SQ' ? '' : (TEXTS[node.vr]?.(count) ?? `SECRET${count}X`)
      const value = plain === '' ? '' : shaped(plain, count, node.shape ?? 'plain')
      note(step, node.vr, value, node.unknown)
      const items =
        node.vr === 'SQ' ? [build(node.inside?.nodes ?? [], [...around, { ...step, item: '*' }], firstBlock + 1 + (count % 5))] : undefined
      dataSet.set(tag, { vr: node.unknown === true ? 'UN' : node.vr, value, ...(items === undefined ? {} : { items }) })
    }
    return { elements: new Map([...dataSet].sort(([a], [b]) => a - b)) }
  }
  const dataSet = build(tree.nodes, [], 0x10)
  return { elements: [...elements.values()], dataSet }
}

function shaped(plain: string, count: number, shape: NonNullable<SmallNode['shape']>): string {
  return shape === 'plain' ? plain : shape === 'odd' ? `${plain}-SECRET${count}X` : `${plain}\\${plain}`
}

/** The elements of a data set by path, private ones by the creator that claims their block there; `?` where none does. */
export function byPath(dataSet: CtpDataSet, around: readonly PathStep[] = []): ReadonlyMap<string, CtpElement> {
  const found = new Map<string, CtpElement>()
  for (const [tag, element] of dataSet.elements) {
    const group = tag >>> 16
    const low = tag & 0xffff
    const creator = dataSet.elements.get(((tag & 0xffff0000) | (low >>> 8)) >>> 0)?.value
    const step: PathStep =
      group % 2 === 0
        ? { kind: 'public', tag }
        : low < 0x100
          ? { kind: 'creator', group, creator: element.value }
          : { kind: 'private', group, creator: creator ?? '?', element: low & 0xff }
    found.set(formatPath({ kind: 'element', steps: [...around, step] }), element)
    for (const item of element.items ?? [])
      for (const [path, inside] of byPath(item, [...around, { ...step, item: '*' }])) found.set(path, inside)
  }
  return found
}
