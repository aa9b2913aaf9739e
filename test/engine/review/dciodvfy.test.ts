import { describe, expect, it } from 'vitest'
import { normalise } from '../../../src/engine/review/dciodvfy.ts'

describe('an error line of dciodvfy', () => {
  it('becomes what is wrong, with which attribute, in which module', () => {
    expect(normalise('Error - Missing attribute Type 2 Required Element=<PatientBirthDate> Module=<Patient>')).toEqual({
      kind: 'Missing attribute Type 2 Required',
      path: '(0010,0030)',
      detail: 'Patient',
    })
  })
  it('keeps nothing of the value', () => {
    const lines = [
      "Error - Value invalid for this VR - (0x0010,0x0020) LO Patient ID  LO [1] = <SECRET> - Character invalid for this VR = ':' (0x3a)",
      "Error - Unrecognized enumerated value <SECRET> for value 1 of attribute <Patient's Sex>",
      'Error - Referenced SOP Instance is not listed but have IMAGE ReferencedSOPInstanceUID 1.2.3.4.5.6',
      'Error - Orientation vector is not unit vector - values are 0.SECRET',
    ]
    const text = JSON.stringify(lines.map(normalise))
    expect(text).not.toMatch(/SECRET|1\.2\.3\.4/u)
    expect(normalise(lines[0] ?? '')?.path).toBe('(0010,0020)')
  })
  it('names no attribute where the whole data set is at fault', () => {
    const line =
      '(0x0012,0x0062) CS Patient Identity Removed Error - Tag read failed - Implicit VR encoding even though supposed to be explicit'
    expect(normalise(line)?.path).toBe('')
  })
  it('is none where it warns only', () => {
    expect(normalise('(0x0061,0x1002)  ?  - Warning - Unrecognized tag - assuming explicit value representation OK')).toBeUndefined()
  })
})
