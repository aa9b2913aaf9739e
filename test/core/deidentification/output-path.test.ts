import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  isFileId,
  isOutputPattern,
  makesFileIds,
  outputPath,
  withSuffix,
  type OutputNames,
} from '../../../src/core/deidentification/output-path.ts'

const names = (more: Partial<OutputNames> = {}): OutputNames => ({
  patient: 'SUBJ-0001',
  study: '2.25.1',
  series: '2.25.2',
  sop: '2.25.3',
  pseudonym: (of) => `no-${of}`,
  short: (of, length) => of.toUpperCase().padEnd(length, '0').slice(0, length),
  ...more,
})

describe('the path of an output file', () => {
  it('is made of new identifiers', () => {
    expect(outputPath('{patient}/{study}/{series}/{sop}.dcm', names())).toBe('SUBJ-0001/2.25.1/2.25.2/2.25.3.dcm')
  })

  it('has a pseudonym for an empty Patient ID', () => {
    expect(outputPath('{patient}/{sop}.dcm', names({ patient: ' ' }))).toBe('no-patient/2.25.3.dcm')
  })

  it('tells two patients apart whose new IDs differ in what no file system takes', () => {
    const short =
      (patient: string): OutputNames['short'] =>
      (_of, length) =>
        Buffer.from(patient).toString('hex').toUpperCase().slice(0, length)
    const folders = ['x/y', 'x_y', 'x:y'].map(
      (patient) => outputPath('{patient}/{sop}.dcm', names({ patient, short: short(patient) })).split('/')[0],
    )
    expect(folders).toEqual(['x_y-782F79', 'x_y', 'x_y-783A79'])
  })

  it('tells a patient apart whose folder another one has where upper and lower case are one', () => {
    const spelt = names({ patient: 'subj', patientTaken: true })
    expect(outputPath('{patient}/{study}/{sop}.dcm', spelt)).toBe('subj-PATIEN/2.25.1/2.25.3.dcm')
    expect(outputPath('{patient:8}/{sop}.dcm', spelt)).toBe('PATIENT0/2.25.3.dcm')
  })

  it('never leaves the output folder and suits every file system, whatever the new Patient ID is', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('..', '../../etc', 'C:\\x', 'con', 'NUL.txt', 'a/b', '.', '')),
        (patient) => {
          const segments = outputPath('{patient}/{sop}.dcm', names({ patient })).split('/')
          expect(segments.length).toBe(2)
          expect(segments[0]).toMatch(/^[A-Za-z0-9_-]([A-Za-z0-9._-]*[A-Za-z0-9_-])?$/)
          expect(segments[0]).not.toMatch(/^(con|nul)(\.|$)/i)
        },
      ),
    )
  })

  it('takes patterns of its own placeholders only, and none that lead elsewhere', () => {
    expect(
      [
        '{patient}/{sop}.dcm',
        '{sop}',
        'x.dcm',
        '/{sop}',
        '../{sop}',
        '{name}/{sop}',
        '{patient}//{sop}',
        'a/./{sop}',
        '{patient}\\{sop}',
      ].map(isOutputPattern),
    ).toEqual([true, true, false, false, false, false, false, false, false])
  })

  it('may be made of short names, which alone can be File IDs of a DICOMDIR', () => {
    expect(outputPath('{patient:8}/{sop:8}', names())).toBe('PATIENT0/SOP00000')
    expect(isOutputPattern('{patient:8}/{sop:33}')).toBe(false)
    expect(['{patient:8}/{study:8}/{series:8}/{sop:8}', 'DICOM/{sop:8}'].every(makesFileIds)).toBe(true)
    expect(['{patient}/{sop:8}', '{sop:9}', '{sop:8}.dcm', 'dicom/{sop:8}', 'A/A/A/A/A/A/A/A/{sop:8}'].some(makesFileIds)).toBe(false)
    expect([isFileId('ABCDEFGH/1'), isFileId('ABCDEFGH-2')]).toEqual([true, false])
  })

  it('gets its suffix before the ending', () => {
    expect([withSuffix('a/2.25.3.dcm', 2), withSuffix('a/2.25.3', 3)]).toEqual(['a/2.25.3-2.dcm', 'a/2.25.3-3'])
  })
})
