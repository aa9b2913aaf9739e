import { PLACES, parsePath } from '../dicom/attribute-path.ts'
import { fail, ok, type Result } from '../result.ts'
import { positionInJson } from './json-position.ts'
import { OPERATION_KINDS, type NativeScript, type Operation, type ScriptSettings, type ValueOperation } from './operation.ts'
import { SCRIPT } from './texts.ts'

/** Why a text is no native script. It names places, never values. */
export interface ScriptFault {
  /** From 1. */
  readonly line: number
  readonly column: number
  /** `operations[3].do`; empty where the text is not even JSON. */
  readonly at: string
  /** One plain sentence. */
  readonly message: string
}

/** Reads a native script back, checking its form entirely; the inverse of `writeNative`. */
export function readNative(text: string): Result<NativeScript, ScriptFault> {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return fail({ ...positionInJson(text), at: '', message: SCRIPT.native.noJson })
  }
  const check = new Check()
  const script = check.script(json)
  if (check.fault === undefined && script !== undefined) return ok(script)
  const { steps, message } = check.fault ?? { steps: [], message: SCRIPT.native.noScript }
  return fail({ ...positionInJson(text, steps), at: placeText(steps), message })
}

type Steps = readonly (string | number)[]

function placeText(steps: Steps): string {
  return steps.map((step, index) => (typeof step === 'number' ? `[${step}]` : `${index === 0 ? '' : '.'}${step}`)).join('')
}

type Shape = Readonly<Record<string, 'needed' | 'may'>>

const WHOLE: Shape = {
  format: 'needed',
  version: 'needed',
  openReviews: 'may',
  madeFrom: 'needed',
  settings: 'needed',
  operations: 'needed',
}
const MADE_FROM: Shape = { project: 'needed', tables: 'needed', digest: 'needed' }
const SETTINGS: Shape = {
  uidRoot: 'needed',
  dateShift: 'needed',
  patientId: 'needed',
  emptiedCreators: 'needed',
  unlisted: 'needed',
  ageCap: 'needed',
  outputPath: 'needed',
  contributingEquipment: 'may',
  temporalOffset: 'may',
  dicomdir: 'may',
  options: 'needed',
  methodCodes: 'needed',
  methodTexts: 'needed',
  longitudinal: 'needed',
}
const OPERATION: Shape = {
  path: 'needed',
  do: 'needed',
  when: 'needed',
  with: 'may',
  pattern: 'may',
  values: 'may',
  otherwise: 'may',
  content: 'may',
  withScheme: 'may',
  because: 'needed',
}
const CONDITION: Shape = { manufacturer: 'may', model: 'may', software: 'may', sopClasses: 'may' }
const VALUE: Shape = { value: 'needed', digest: 'may', do: 'needed', with: 'may', named: 'may' }
const DICOMDIR = ['none', 'make'] as const
const HOW_TO_LEAVE = ['remove', 'empty', 'dummy'] as const

/** Reads a JSON value piece by piece; the first fault stands, and everything after it is worthless. */
class Check {
  fault: { readonly steps: Steps; readonly message: string } | undefined

  script(json: unknown): NativeScript | undefined {
    const any = this.#object(json, [])
    if (any === undefined) return undefined
    // Of another version nobody knows what belongs into it.
    const format = this.#word(any['format'], ['format'], ['tagbench-script'])
    if (any['version'] !== 1) this.#refuse(['version'], SCRIPT.native.version)
    const script = this.#object(json, [], WHOLE)
    if (script === undefined) return undefined
    const openReviews = script['openReviews']
    if (openReviews !== undefined && !(Number.isSafeInteger(openReviews) && Number(openReviews) >= 0))
      this.#refuse(['openReviews'], SCRIPT.native.number)
    const madeFrom = this.#object(script['madeFrom'], ['madeFrom'], MADE_FROM) ?? {}
    const tables = this.#object(madeFrom['tables'], ['madeFrom', 'tables'])
    for (const [name, edition] of Object.entries(tables ?? {})) this.#text(edition, ['madeFrom', 'tables', name])
    return {
      format,
      version: 1,
      ...(openReviews === undefined ? {} : { openReviews: Number(openReviews) }),
      madeFrom: {
        project: this.#text(madeFrom['project'], ['madeFrom', 'project']),
        tables: (tables ?? {}) as Readonly<Record<string, string>>,
        digest: this.#text(madeFrom['digest'], ['madeFrom', 'digest']),
      },
      settings: this.#settings(script['settings'], ['settings']),
      operations: this.#list(script['operations'], ['operations'], (one, at) => this.#operation(one, at)),
    }
  }

  #settings(json: unknown, at: Steps): ScriptSettings {
    const settings = this.#object(json, at, SETTINGS) ?? {}
    const text = (name: string): string => this.#text(settings[name], [...at, name])
    const texts = (name: string): readonly string[] => this.#list(settings[name], [...at, name], (one, place) => this.#text(one, place))
    if (typeof settings['ageCap'] !== 'boolean') this.#refuse([...at, 'ageCap'], SCRIPT.native.trueOrFalse)
    return {
      uidRoot: text('uidRoot'),
      dateShift: text('dateShift'),
      patientId: text('patientId'),
      emptiedCreators: this.#word(settings['emptiedCreators'], [...at, 'emptiedCreators'], ['drop', 'keep']),
      unlisted: this.#word(settings['unlisted'], [...at, 'unlisted'], ['by-kind', 'delete']),
      ageCap: settings['ageCap'] === true,
      outputPath: text('outputPath'),
      ...this.#optional(settings, 'contributingEquipment', at, (one, place) => this.#true(one, place)),
      ...this.#optional(settings, 'temporalOffset', at, (one, place) => this.#text(one, place)),
      ...this.#optional(settings, 'dicomdir', at, (one, place) => this.#word(one, place, DICOMDIR)),
      options: texts('options'),
      methodCodes: texts('methodCodes'),
      methodTexts: texts('methodTexts'),
      longitudinal: this.#word(settings['longitudinal'], [...at, 'longitudinal'], ['REMOVED', 'UNMODIFIED', 'MODIFIED']),
    }
  }

  #operation(json: unknown, at: Steps): Operation {
    const operation = this.#object(json, at, OPERATION) ?? {}
    const path = this.#text(operation['path'], [...at, 'path'])
    if (this.fault === undefined && parsePath(path) === undefined) this.#refuse([...at, 'path'], SCRIPT.native.path(PLACES))
    const how = this.#word(operation['do'], [...at, 'do'], OPERATION_KINDS)
    if (how === 'replace' || how === 'add') this.#text(operation['with'], [...at, 'with'])
    if (how === 'clean' && operation['values'] === undefined) this.#refuse(at, SCRIPT.native.noValues)
    return {
      path,
      do: how,
      when: this.#condition(operation['when'], [...at, 'when']),
      ...this.#optional(operation, 'with', at, (one, place) => this.#text(one, place)),
      ...this.#optional(operation, 'pattern', at, (one, place) => this.#true(one, place)),
      ...this.#optional(operation, 'values', at, (one, place) => this.#list(one, place, (value, where) => this.#value(value, where))),
      ...this.#optional(operation, 'otherwise', at, (one, place) => this.#word(one, place, HOW_TO_LEAVE)),
      ...this.#optional(operation, 'content', at, (one, place) => this.#true(one, place)),
      ...this.#optional(operation, 'withScheme', at, (one, place) => this.#true(one, place)),
      because: this.#text(operation['because'], [...at, 'because']),
    }
  }

  #condition(json: unknown, at: Steps): Operation['when'] {
    const when = this.#object(json, at, CONDITION) ?? {}
    const text = (one: unknown, place: Steps): string => this.#text(one, place)
    return {
      ...this.#optional(when, 'manufacturer', at, text),
      ...this.#optional(when, 'model', at, text),
      ...this.#optional(when, 'software', at, text),
      ...this.#optional(when, 'sopClasses', at, (one, place) => this.#list(one, place, text)),
    }
  }

  #value(json: unknown, at: Steps): ValueOperation {
    const value = this.#object(json, at, VALUE) ?? {}
    const how = this.#word(value['do'], [...at, 'do'], ['keep', 'remove', 'replace'])
    if (how === 'replace') this.#text(value['with'], [...at, 'with'])
    const text = (one: unknown, place: Steps): string => this.#text(one, place)
    return {
      value: this.#text(value['value'], [...at, 'value']),
      ...this.#optional(value, 'digest', at, text),
      do: how,
      ...this.#optional(value, 'with', at, text),
      ...this.#optional(value, 'named', at, (one, place) => this.#true(one, place)),
    }
  }

  #optional<K extends string, T>(
    from: Readonly<Record<string, unknown>>,
    name: K,
    at: Steps,
    read: (json: unknown, at: Steps) => T,
  ): Partial<Record<K, T>> {
    return from[name] === undefined ? {} : ({ [name]: read(from[name], [...at, name]) } as Record<K, T>)
  }

  #object(json: unknown, at: Steps, shape?: Shape): Readonly<Record<string, unknown>> | undefined {
    if (typeof json !== 'object' || json === null || Array.isArray(json)) {
      this.#refuse(at, SCRIPT.native.object)
      return undefined
    }
    const object = json as Readonly<Record<string, unknown>>
    if (shape === undefined) return object
    for (const [name, need] of Object.entries(shape))
      if (need === 'needed' && !Object.hasOwn(object, name)) this.#refuse(at, SCRIPT.native.missing(name))
    for (const name of Object.keys(object)) if (!Object.hasOwn(shape, name)) this.#refuse([...at, name], SCRIPT.native.unknownName)
    return object
  }

  #list<T>(json: unknown, at: Steps, read: (json: unknown, at: Steps) => T): readonly T[] {
    if (!Array.isArray(json)) {
      this.#refuse(at, SCRIPT.native.list)
      return []
    }
    const list: T[] = []
    for (const [index, one] of json.entries()) {
      list.push(read(one, [...at, index]))
      if (this.fault !== undefined) break
    }
    return list
  }

  #text(json: unknown, at: Steps): string {
    if (typeof json === 'string') return json
    this.#refuse(at, SCRIPT.native.text)
    return ''
  }

  #true(json: unknown, at: Steps): true {
    if (json !== true) this.#refuse(at, SCRIPT.native.onlyTrue)
    return true
  }

  #word<T extends string>(json: unknown, at: Steps, words: readonly [T, ...T[]] | readonly T[]): T {
    const word = words.find((one) => one === json)
    if (word === undefined) this.#refuse(at, SCRIPT.native.oneOf(words))
    return word ?? (words[0] as T)
  }

  #refuse(steps: Steps, message: string): void {
    this.fault ??= { steps, message }
  }
}
