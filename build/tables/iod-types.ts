import { generatedModule, line, type GeneratedModule } from './generated-module.ts'
import { readSource } from './sources.ts'

const FILE = 'iod-module-types.json.gz'

interface IodSource {
  readonly sops: Readonly<Record<string, { readonly iod: string; readonly name: string }>>
  /** Module, usage (M, C, U), information entity. */
  readonly iods: Readonly<Record<string, readonly (readonly [string, string, string])[]>>
  /** Tags joined by `.`, items left out → Type. */
  readonly modules: Readonly<Record<string, Readonly<Record<string, string>>>>
}

/** An attribute in a module or in the items of a Sequence. */
interface Attribute {
  type: string
  /** The attributes of its items; `self` where its items are like the one it is in. */
  items: Items | 'self'
}
type Items = Map<string, Attribute>

/** `60xx3000` → `60003000`: the first group stands for all (PS3.5 7.6). */
function firstOfRepeating(tag: string): string {
  return tag.replaceAll('x', '0')
}

function treeOf(paths: Readonly<Record<string, string>>): Items {
  const root: Items = new Map()
  for (const [path, type] of Object.entries(paths)) {
    const tags = path.split('.').map(firstOfRepeating)
    const leaf = tags.pop() ?? ''
    let items = root
    for (const tag of tags) {
      const parent = items.get(tag)
      if (parent === undefined || parent.items === 'self') throw new Error(`${path} comes before its Sequence`)
      items = parent.items
    }
    items.set(leaf, { type, items: new Map() })
  }
  return root
}

function itemsAt(module: Items | undefined, ...tags: string[]): Items {
  let items = module
  for (const tag of tags) {
    const next = items?.get(tag)?.items
    items = next === 'self' ? undefined : next
  }
  if (items === undefined) throw new Error(`there is no ${tags.join('.')}`)
  return items
}

const ANATOMIC_REGION = '00082218'

/** Module, Sequence, its Type in the source, and the one that it has here. */
const OTHER_TYPES = [
  ['StructureSet', '30060020', '3', '1C'],
  ['ROIContour', '30060039', '3', '1C'],
  ['RTROIObservations', '30060080', '3', '1C'],
] as const

/**
 * What the source does not carry over from PS3.3, put right:
 * - Content Items contain Content Items of the same kind, to any depth (PS3.3 C.17.3.1, Document Content Macro).
 * - The three Sequences of an RT Structure Set that tell of its ROIs (C.8.8.5, C.8.8.6, C.8.8.8) are Type 1 in
 *   PS3.3 2024, and Type 3 in the source: where they are there, they stay.
 * - Anatomic Region Sequence is no attribute of the General Image Module (C.7.6.1): others say whether it may be
 *   left out or empty.
 * - Modifier code sequences without items hold the Code Sequence Macro (PS3.3 Table 8.8-1).
 */
function correct(modules: ReadonlyMap<string, Items>): void {
  const contentItem = itemsAt(modules.get('SRDocumentContent'), '0040A730')
  if (contentItem.has('0040A730')) throw new Error('the source has nested Content Items now')
  contentItem.set('0040A730', { type: '1C', items: 'self' })

  for (const [module, tag, from, to] of OTHER_TYPES) {
    const sequence = itemsAt(modules.get(module)).get(tag)
    if (sequence?.type !== from) throw new Error(`${module} has another Type for ${tag} now`)
    sequence.type = to
  }

  if (!itemsAt(modules.get('GeneralImage')).delete(ANATOMIC_REGION)) throw new Error('the General Image Module is as it should be')

  const code = itemsAt(modules.get('AcquisitionContext'), '00400555', '0040A043')
  const bare = new Set(['00082220', '00082230', '00540222', '00540412'])
  const fill = (items: Items): void => {
    for (const [tag, attribute] of items) {
      if (attribute.items === 'self') continue
      if (bare.has(tag) && attribute.items.size === 0) attribute.items = code
      else fill(attribute.items)
    }
  }
  for (const items of modules.values()) fill(items)
}

/** PS3.3: IODs, their modules, and the Types of all attributes, equal sets of items written once. */
export function iodTypes(): GeneratedModule {
  const source = JSON.parse(readSource(FILE)) as IodSource
  const modules = new Map(Object.entries(source.modules).map(([name, paths]) => [name, treeOf(paths)]))
  correct(modules)

  const numbers = new Map<string, number>()
  const numberOf = (items: Items): number => {
    const text = [...items]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([tag, { type, items: inner }]) => {
        const below = inner === 'self' ? '>self' : inner.size > 0 ? `>${numberOf(inner)}` : ''
        return `${tag}=${type}${below}`
      })
      .join(' ')
    const known = numbers.get(text)
    if (known !== undefined) return known
    numbers.set(text, numbers.size)
    return numbers.size - 1
  }
  const moduleLines = [...modules].map(([name, items]) => line([name, String(numberOf(items))]))

  return generatedModule(
    'src/core/dictionary/iod-types.generated.ts',
    [FILE],
    [
      {
        constant: 'SOP_CLASSES',
        about: 'SOP Class UID|IOD|name',
        lines: Object.entries(source.sops).map(([uid, { iod, name }]) => line([uid, iod, name])),
      },
      {
        constant: 'IODS',
        about: 'IOD|its modules: name, usage (M C U), information entity',
        lines: Object.entries(source.iods).map(([iod, list]) => line([iod, ...list.map((module) => module.join(' '))])),
      },
      { constant: 'MODULES', about: 'module|number of its line in ATTRIBUTES, from 0', lines: moduleLines },
      {
        constant: 'ATTRIBUTES',
        about: 'One set of attributes a line: tag=Type, and >n the line of what is in its items (self: this line)',
        lines: [...numbers.keys()],
      },
    ],
  )
}
