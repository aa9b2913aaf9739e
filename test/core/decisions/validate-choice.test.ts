import { describe, expect, it } from 'vitest'
import { TREATMENTS, type Choice } from '../../../src/core/decisions/decision.ts'
import { whyIllegal } from '../../../src/core/confidentiality/legal-value.ts'
import { validateChoice } from '../../../src/core/decisions/validate-choice.ts'
import { VRS, type VR } from '../../../src/core/dicom/vr.ts'

const retain = (treatment: Choice['treatment'], replacement?: string): Choice => ({
  decision: 'retain',
  ...(treatment === undefined ? {} : { treatment }),
  ...(replacement === undefined ? {} : { replacement }),
})

describe('a choice', () => {
  it.each<[string, Choice, VR | VR[], string, boolean]>([
    ['shift-date goes with DA', retain('shift-date'), 'DA', '(0008,0020)', true],
    ['but never with the birth date', retain('shift-date'), 'DA', '(0010,0030)', false],
    ['but not with text', retain('shift-date'), 'LO', '(0008,1030)', false],
    ['unless the element is private', retain('shift-date'), 'LO', '(0009,"X",01)', true],
    ['and not with private bytes', retain('shift-date'), 'OB', '(0009,"X",01)', false],
    ['remap-uid goes with UI', retain('remap-uid'), 'UI', '(0008,0018)', true],
    ['but not with text', retain('remap-uid'), 'LO', '(0008,1030)', false],
    ['unless the element is private', retain('remap-uid'), 'LO', '(0009,"X",01)', true],
    ['of several VRs each has to fit', retain('remap-uid'), ['UI', 'UN'], '(0008,0018)', false],
    ['map-patient goes with names and IDs', retain('map-patient'), 'PN', '(0010,0010)', true],
    ['but not with dates', retain('map-patient'), 'DA', '(0010,0030)', false],
    ['clean goes with text', retain('clean'), 'LT', '(0010,4000)', true],
    ['but not with bytes', retain('clean'), 'OB', '(0042,0011)', false],
    ['a legal replacement is taken', retain('replace', '19000101'), 'DA', '(0010,0030)', true],
    ['an illegal one is not', retain('replace', '1900'), 'DA', '(0010,0030)', false],
    ['replace needs a replacement', retain('replace'), 'LO', '(0008,1030)', false],
    ['keep takes none', retain('keep', 'A'), 'LO', '(0008,1030)', false],
    ['keep goes with anything', retain('keep'), 'SQ', '(0040,0275)', true],
    ['a file name cannot be retained', retain('keep'), 'UT', 'file-name', false],
    ['nor can File Meta Information', retain('keep'), 'UI', '(0002,0003)', false],
    ['both can be deleted', { decision: 'delete' }, 'UT', 'file-name', true],
    ['anything can be left to review', { decision: 'review' }, 'OB', '(0009,"X",01)', true],
    ['the VR may be unknown', retain('keep'), [], '(0009,"X",01)', true],
    ['what is inside an opaque value cannot be decided by itself', { decision: 'delete' }, 'UT', '(0009,"X",01)#Operator', false],
    ['a # in a Private Creator is a character like others', { decision: 'delete' }, 'LO', '(0009,"X #1",01)', true],
  ])('%s', (_rule, choice, vr, path, is) => expect(validateChoice(choice, vr, path).ok).toBe(is))

  it('has only treatments of its decision', () => {
    for (const decision of ['retain', 'delete', 'review'] as const)
      for (const treatment of Object.values(TREATMENTS).flat())
        if (!TREATMENTS[decision].includes(treatment)) expect(validateChoice({ decision, treatment }, 'LO').ok).toBe(false)
  })

  it('says which element to decide instead of what is inside it, and nothing of what that is', () => {
    const result = validateChoice({ decision: 'delete' }, 'UT', '(0009,"X",01)#Ruth')
    expect(result).toEqual({
      ok: false,
      failure: 'What is inside an opaque value stays or goes with its element: decide (0009,"X",01) instead.',
    })
  })

  it('fails without repeating the replacement', () => {
    const result = validateChoice(retain('replace', 'SMITH^JOHN'), 'DA')
    expect(result.ok).toBe(false)
    if (!result.ok) expect(result.failure).not.toContain('SMITH')
  })
})

describe('a replacement is legal', () => {
  it.each<[VR, string, boolean]>([
    ['AE', 'STORESCP', true],
    ['AE', 'A TITLE THAT IS TOO LONG', false],
    ['CS', 'HEAD\\NECK', true],
    ['CS', 'Head', false],
    ['DS', '1.5', true],
    ['DS', 'one', false],
    ['IS', '12', true],
    ['IS', '1.5', false],
    ['LO', 'x'.repeat(64), true],
    ['LO', 'x'.repeat(65), false],
    ['LO', `${'x'.repeat(64)}\\${'y'.repeat(64)}`, true],
    ['LO', 'a\nb', false],
    ['LT', 'a\nb', true],
    ['LT', 'a\u0000b', false],
    ['PN', 'SUBJECT^ONE', true],
    ['SH', 'x'.repeat(17), false],
    ['UI', '2.25.1', true],
    ['UI', 'abc', false],
    ['UR', 'https://example.org/a', true],
    ['UR', 'two words', false],
    ['US', '65535', true],
    ['US', '65536', false],
    ['US', '-1', false],
    ['SS', '-32768', true],
    ['FD', '1.5', true],
    ['FD', 'x', false],
    ['UT', 'any text, of any length', true],
  ])('in %s: %j is %s', (vr, text, is) => expect(whyIllegal(text, vr) === undefined).toBe(is))

  it.each(VRS.filter((vr) => vr === 'SQ' || vr === 'UN' || vr === 'AT' || vr.startsWith('O')))('never in %s', (vr) => {
    expect(whyIllegal('1', vr)).toBeDefined()
  })
})
