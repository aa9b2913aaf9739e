import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { patientKey, patientOf } from '../../../src/core/inventory/instance-context.ts'

/** Texts as Patient IDs and Issuers have them, those with a backslash (two values, which LO allows and the attribute does not) among them. */
const texts = fc.array(fc.constantFrom('A', '1', '\\', ' ', '^'), { maxLength: 6 }).map((parts) => parts.join('').trim())

describe('the key of a patient', () => {
  it('is the Patient ID alone where no Issuer is named', () => {
    expect(patientKey(' 4711 ', ' ')).toBe('4711')
  })

  it('is the same for two files only where Patient ID and Issuer are, whatever stands in them', () => {
    fc.assert(
      fc.property(texts, texts, texts, texts, (id, issuer, otherId, otherIssuer) => {
        expect(patientKey(id, issuer) === patientKey(otherId, otherIssuer)).toBe(id === otherId && issuer === otherIssuer)
      }),
    )
  })

  it('tells the Patient ID again', () => {
    fc.assert(
      fc.property(texts, texts, (id, issuer) => {
        expect(patientOf(patientKey(id, issuer))).toEqual({ id, issuer })
      }),
    )
  })
})
