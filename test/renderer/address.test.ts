import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatAddress, listOf, parseAddress, textOf, type View } from '../../src/renderer/state/address-text.ts'

describe('an address', () => {
  it('names the project, the step and what is seen there, so that a person can read it', () => {
    const address = { project: 'NEURO MIX/04', step: 'inventory', view: { search: 'study date', vr: ['DA', 'TM'], at: '(0019,"A, B",0C)' } }
    expect(formatAddress(address)).toBe('#/NEURO%20MIX%2F04/inventory?search=study%20date&vr=DA&vr=TM&at=(0019,%22A,%20B%22,0C)')
  })

  it('without a project is the start page', () => {
    expect(formatAddress({ project: '', step: '', view: undefined })).toBe('#/')
    expect(parseAddress('#/')).toEqual({ project: '', step: '', view: undefined })
    expect(parseAddress('')).toEqual({ project: '', step: '', view: undefined })
  })

  it('tells a step as it was left from a step where nothing is chosen', () => {
    expect(parseAddress('#/demo/inventory').view).toBeUndefined()
    expect(parseAddress('#/demo/inventory?').view).toEqual({})
    expect(formatAddress({ project: 'demo', step: 'inventory', view: { search: '', vr: [] } })).toBe('#/demo/inventory?')
  })

  it('is never a link of a launch, which has the secret in it', () => {
    expect(parseAddress('#secret=0123&project=/a/b')).toEqual({ project: '', step: '', view: undefined })
  })

  it('that was spoiled on its way says what is left of it', () => {
    const { view } = parseAddress('#/demo/inventory?search=100%&&=x&vr')
    expect(textOf(view ?? {}, 'search')).toBe('100%')
    expect(Object.keys(view ?? {})).toEqual(['search'])
  })

  it('says again what was written into it, whatever that is', () => {
    const name = fc.string({ minLength: 1 })
    const text = fc.string({ minLength: 1, maxLength: 12, unit: 'binary' })
    const view: fc.Arbitrary<View> = fc.dictionary(name, fc.array(text, { minLength: 1, maxLength: 3 }), { maxKeys: 4 })
    fc.assert(
      fc.property(name, name, view, (project, step, shown) => {
        const wellFormed = [project, step, ...Object.entries(shown).flatMap(([key, texts]) => [key, ...listOf({ texts }, 'texts')])]
        fc.pre(wellFormed.every((one) => one.isWellFormed()))
        const read = parseAddress(formatAddress({ project, step, view: shown }))
        expect(read.project).toBe(project)
        expect(read.step).toBe(step)
        for (const key of Object.keys(shown)) expect(listOf(read.view ?? {}, key)).toEqual(shown[key])
        expect(Object.keys(read.view ?? {}).toSorted()).toEqual(Object.keys(shown).toSorted())
      }),
    )
  })
})
