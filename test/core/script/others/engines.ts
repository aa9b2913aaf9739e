import Papa from 'papaparse'
import type { CtpDataSet } from '../ctp/ctp-engine.ts'

/** What pydicom/deid does with a recipe, as far as it is used: rules by tag wherever it stands, whole private groups. */
export function runDeid(recipe: string, input: CtpDataSet): CtpDataSet {
  const lines = recipe.split('\n').filter((line) => line !== '' && !line.startsWith('#'))
  if (lines[0] !== 'FORMAT dicom' || lines[1] !== '%header') throw new Error('no recipe')
  const output = copyOf(input)
  for (const line of lines.slice(2)) {
    const [action = '', field = '', ...rest] = line.split(' ')
    const value = rest.join(' ').split('#')[0] ?? ''
    const group = /^select:group:([0-9A-F]{4})$/.exec(field)?.[1]
    if (group === undefined && action !== 'ADD' && !/^[0-9A-F]{8}$/.test(field)) throw new Error(`no field: ${field}`)
    const isMeant = (tag: number): boolean => (group === undefined ? tag === parseInt(field, 16) : tag >>> 16 === parseInt(group, 16))
    if (action === 'REMOVE') everywhere(output, isMeant, (dataSet, tag) => dataSet.elements.delete(tag))
    else if (action === 'REPLACE' || action === 'JITTER')
      everywhere(output, isMeant, (dataSet, tag) => {
        const old = dataSet.elements.get(tag)
        if (old?.items !== undefined) throw new Error('a Sequence is given a value')
        dataSet.elements.set(tag, { vr: old?.vr ?? 'UN', value: value.startsWith('deid_func:') || action === 'JITTER' ? 'new' : value })
      })
    else if (action === 'ADD') {
      const tag = ADDED[field]
      if (tag === undefined) throw new Error(`no field: ${field}`)
      output.elements.set(tag, { vr: 'LO', value })
    } else throw new Error(`no action: ${action}`)
  }
  return output
}

const ADDED: Readonly<Record<string, number>> = {
  PatientIdentityRemoved: 0x00120062,
  DeidentificationMethod: 0x00120063,
  LongitudinalTemporalInformationModified: 0x00280303,
}

function everywhere(dataSet: CtpDataSet, isMeant: (tag: number) => boolean, change: (dataSet: CtpDataSet, tag: number) => unknown): void {
  for (const [tag, element] of Array.from(dataSet.elements)) {
    if (isMeant(tag)) change(dataSet, tag)
    else element.items?.forEach((item) => everywhere(item, isMeant, change))
  }
}

/** What dicom-anonymizer does with a dictionary, without its Basic Profile: actions at the root; private elements go. */
export function runKitware(json: string, input: CtpDataSet): CtpDataSet {
  const output = copyOf(input)
  for (const [key, action] of Object.entries(JSON.parse(json) as Record<string, string | { action: string; value: string }>)) {
    const match = /^\(0x([0-9A-F]{4}),0x([0-9A-F]{4})\)$/.exec(key)
    if (match === null) throw new Error(`no tag: ${key}`)
    const tag = parseInt(`${match[1]}${match[2]}`, 16)
    const old = output.elements.get(tag)
    if (old === undefined || action === 'keep') continue
    if (action === 'delete') output.elements.delete(tag)
    else if (old.items !== undefined) throw new Error('a Sequence is given a value')
    else if (action === 'replace_UID') output.elements.set(tag, { ...old, value: 'new' })
    else if (typeof action === 'object' && action.action === 'replace_with_value') output.elements.set(tag, { ...old, value: action.value })
    else throw new Error('no action')
  }
  everywhere(
    output,
    (tag) => ((tag >>> 16) & 1) === 1,
    (dataSet, tag) => dataSet.elements.delete(tag),
  )
  return output
}

/** What Posda does with an edit table: path by path, private elements by their creator in each data set. */
export function runPosda(csv: string, input: CtpDataSet): CtpDataSet {
  const rows = Papa.parse<Record<string, string>>(csv, { header: true, skipEmptyLines: true }).data
  const output = copyOf(input)
  for (const { op = '', tag = '', val1 = '' } of rows) {
    if (op === '') continue
    const steps = [...tag.matchAll(/\(([0-9a-f]{4}),(?:([0-9a-f]{4})|"([^"]+)",([0-9a-f]{2}))\)(?:\[<(\d+)>\])?/g)]
    if (steps.map((step) => step[0]).join('') !== tag) throw new Error(`no tag: ${tag}`)
    let places: CtpDataSet[] = [output]
    steps.forEach(([, group = '', element, creator, low], index) => {
      const isMeant = (one: number, inside: CtpDataSet): boolean =>
        element !== undefined
          ? one === parseInt(group + element, 16)
          : one >>> 16 === parseInt(group, 16) &&
            (one & 0xff) === parseInt(low ?? '', 16) &&
            (one & 0xffff) >= 0x1000 &&
            inside.elements.get(((one & 0xffff0000) | ((one >>> 8) & 0xff)) >>> 0)?.value === creator
      const found = places.flatMap((inside) =>
        [...inside.elements.keys()].filter((one) => isMeant(one, inside)).map((one) => ({ inside, one })),
      )
      if (index < steps.length - 1) places = found.flatMap(({ inside, one }) => [...(inside.elements.get(one)?.items ?? [])])
      else
        for (const { inside, one } of found) {
          const old = inside.elements.get(one)
          if (op === 'delete_tag') inside.elements.delete(one)
          else if (old?.items !== undefined) throw new Error('a Sequence is given a value')
          else if (op === 'empty_tag') inside.elements.set(one, { vr: old?.vr ?? '', value: '' })
          else inside.elements.set(one, { vr: old?.vr ?? '', value: op === 'set_tag' ? val1.slice(1, -1) : 'new' })
        }
    })
  }
  return output
}

function copyOf(dataSet: CtpDataSet): CtpDataSet {
  return {
    elements: new Map(
      [...dataSet.elements].map(([tag, element]) => [
        tag,
        element.items === undefined ? element : { ...element, items: element.items.map(copyOf) },
      ]),
    ),
  }
}
