import { readFileSync } from 'node:fs'
import { Ajv } from 'ajv'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { writeNative } from '../../../src/core/script/native-script.ts'
import { OPERATION_KINDS, type NativeScript, type Operation } from '../../../src/core/script/operation.ts'
import { readNative } from '../../../src/core/script/read-native.ts'

const schema: unknown = JSON.parse(readFileSync(new URL('../../../resources/tagbench-script.schema.json', import.meta.url), 'utf8'))
const matchesSchema = new Ajv({ allowUnionTypes: true }).compile(schema as object)

const anyText = fc.string({ unit: 'binary' })
const paths = fc.constantFrom('(0010,0010)', '(0040,0275)[*](0008,0050)', '(0009,"GEMS_IDEN_01",30)', '(0009,"a\\"b\\\\c")', 'preamble')
const leaving = fc.constantFrom('remove' as const, 'empty' as const, 'dummy' as const)

const value = fc.oneof(
  fc.record(
    { value: anyText, digest: anyText, do: fc.constantFrom('keep' as const, 'remove' as const) },
    { requiredKeys: ['value', 'do'] },
  ),
  fc.record({ value: anyText, do: fc.constant('replace' as const), with: anyText }),
)
const operation: fc.Arbitrary<Operation> = fc
  .record(
    {
      path: paths,
      when: fc.record({ manufacturer: anyText, model: anyText, software: anyText, sopClasses: fc.array(anyText) }, { requiredKeys: [] }),
      do: fc.constantFrom(...OPERATION_KINDS),
      with: anyText,
      values: fc.array(value, { maxLength: 3 }),
      otherwise: leaving,
      because: anyText,
    },
    { requiredKeys: ['path', 'when', 'do', 'because'] },
  )
  .map((one) => ({
    ...one,
    ...(one.do === 'replace' || one.do === 'add' ? { with: one.with ?? '' } : {}),
    ...(one.do === 'clean' ? { values: one.values ?? [] } : {}),
  }))
const script: fc.Arbitrary<NativeScript> = fc.record(
  {
    format: fc.constant('tagbench-script' as const),
    version: fc.constant(1 as const),
    openReviews: fc.nat(),
    madeFrom: fc.record({ project: anyText, tables: fc.dictionary(fc.string(), anyText), digest: anyText }),
    settings: fc.record({
      uidRoot: anyText,
      dateShift: anyText,
      patientId: anyText,
      emptiedCreators: fc.constantFrom('drop' as const, 'keep' as const),
      unlisted: fc.constantFrom('by-kind' as const, 'delete' as const),
      ageCap: fc.boolean(),
      outputPath: anyText,
      options: fc.array(anyText),
      methodCodes: fc.array(anyText),
      methodTexts: fc.array(anyText),
      longitudinal: fc.constantFrom('REMOVED' as const, 'UNMODIFIED' as const, 'MODIFIED' as const),
    }),
    operations: fc.array(operation, { maxLength: 5 }),
  },
  { requiredKeys: ['format', 'version', 'madeFrom', 'settings', 'operations'] },
)

const textOf = (one: NativeScript): string => [...writeNative(one)].join('')

const SMALL: NativeScript = {
  format: 'tagbench-script',
  version: 1,
  madeFrom: { project: 'p', tables: { 'PS3.15': '2026d' }, digest: 'd' },
  settings: {
    uidRoot: '2.25',
    dateShift: 'key',
    patientId: '',
    emptiedCreators: 'drop',
    unlisted: 'by-kind',
    ageCap: true,
    outputPath: '',
    options: [],
    methodCodes: [],
    methodTexts: [],
    longitudinal: 'REMOVED',
  },
  operations: [
    { path: '(0008,0005)', when: {}, do: 'keep', because: '' },
    { path: '(0010,0010)', when: {}, do: 'empty', because: '' },
  ],
}

describe('the native script', () => {
  it('is read back to an equal script, and matches its schema', () => {
    fc.assert(
      fc.property(script, (one) => {
        const text = textOf(one)
        expect(matchesSchema(JSON.parse(text)), JSON.stringify(matchesSchema.errors)).toBe(true)
        expect(readNative(text)).toEqual({ ok: true, value: one })
      }),
    )
  })

  it('has one line for each Operation', () => {
    const lines = textOf(SMALL).split('\n')
    expect(lines.filter((line) => line.includes('"do":'))).toHaveLength(2)
    expect(JSON.parse(lines.find((line) => line.includes('(0008,0005)'))?.replace(/,$/, '') ?? '')).toMatchObject({ do: 'keep' })
  })
})

describe('a text that is no native script', () => {
  /** The text with one thing changed; the change must be there to be found. */
  function changed(from: string | RegExp, to: string): string {
    const text = textOf(SMALL)
    const other = text.replace(from, to)
    expect(other).not.toBe(text)
    return other
  }
  function faultOf(text: string): { at: string; line: number; message: string } {
    const read = readNative(text)
    if (read.ok) throw new Error('the text was read')
    return read.failure
  }
  const lineOf = (text: string, part: string): number => text.split('\n').findIndex((line) => line.includes(part)) + 1

  it('is refused with the line of what is wrong', () => {
    const word = changed('"do":"empty"', '"do":"eat"')
    expect(faultOf(word)).toMatchObject({ at: 'operations[1].do', line: lineOf(word, '"eat"') })
    const path = changed('(0010,0010)', '(0010,00)')
    expect(faultOf(path)).toMatchObject({ at: 'operations[1].path', line: lineOf(path, '(0010,00)') })
    const missing = changed('"uidRoot": "2.25",', '')
    expect(faultOf(missing)).toMatchObject({ at: 'settings', line: lineOf(missing, '"settings"') })
    const added = changed('"do":"empty"', '"do":"empty","hurry":1')
    expect(faultOf(added).at).toBe('operations[1].hurry')
    const version = changed('"version": 1', '"version": 2, "more": 1')
    expect(faultOf(version)).toMatchObject({ at: 'version', line: lineOf(version, '"version"') })
  })

  it('is refused with the line where its JSON breaks off, wherever that is', () => {
    const text = textOf(SMALL)
    const comma = text.replace('"do":"empty",', '"do":"empty"')
    expect(faultOf(comma)).toMatchObject({ at: '', line: lineOf(comma, '"empty"') })
    fc.assert(
      fc.property(fc.nat({ max: text.length - 3 }), (length) => {
        expect(faultOf(text.slice(0, length)).line).toBe(text.slice(0, length).split('\n').length)
      }),
    )
  })

  it('is refused without a value in the message', () => {
    const fault = faultOf(changed('"do":"empty"', '"do":"SECRET"'))
    expect(fault.message).not.toContain('SECRET')
  })

  it('is refused by the reader when the schema refuses it', () => {
    const spoil = fc.tuple(
      script,
      fc.constantFrom('format', 'version', 'openReviews', 'madeFrom', 'settings', 'operations'),
      fc.constantFrom(null, -1, 'x', [], {}, [{}]),
    )
    fc.assert(
      fc.property(spoil, ([one, name, wrong]) => {
        const spoiled = { ...one, [name]: wrong }
        expect(readNative(JSON.stringify(spoiled)).ok).toBe(matchesSchema(spoiled))
      }),
    )
    fc.assert(
      fc.property(
        operation,
        fc.constantFrom('path', 'do', 'when', 'with', 'values', 'otherwise', 'because'),
        fc.constantFrom(null, 1, 'keep', 'dummy', [], {}),
        (one, name, wrong) => {
          const spoiled = { ...SMALL, operations: [{ ...one, [name]: wrong }] }
          const isBadPath = name === 'path' && typeof wrong === 'string'
          if (!isBadPath) expect(readNative(JSON.stringify(spoiled)).ok).toBe(matchesSchema(spoiled))
        },
      ),
    )
  })
})
