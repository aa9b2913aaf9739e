import { describe, expect, it } from 'vitest'
import { shapeFlags, type ShapeFlag } from '../../../src/core/annotation/value-flags.ts'
import type { VR } from '../../../src/core/dicom/vr.ts'

describe('the look of a value', () => {
  it.each<[VR, string, ShapeFlag[]]>([
    ['LO', 'Chest with contrast', ['free-text']],
    ['LO', 'CHEST', []],
    ['LO', 'Февронья', ['free-text']],
    ['SH', '山田', ['free-text']],
    ['LO', '5 °C', []],
    ['CS', 'CHEST WITH', []],
    ['LO', 'done 2019-03-04', ['date-like']],
    ['SH', '20190304', ['date-like']],
    ['SH', '20190304120000', ['date-like']],
    ['SH', '20191304', []],
    ['SH', '120190304', []],
    ['LO', '04/03/2019', ['date-like']],
    ['LO', '12-MAR-2019', ['date-like']],
    ['LO', 'March 12, 2019', ['date-like']],
    ['SH', '3.14159', []],
    ['LO', '1.2.840.113619.2.55', ['uid-like']],
    ['UI', '1.2.840.113619.2.55', []],
    ['LO', 'SMITH^JOHN', ['name-like']],
    ['PN', 'SMITH^JOHN', []],
    ['LO', 'Dr. Smith', ['free-text', 'name-like']],
    ['LO', 'MR Imaging', ['free-text']],
    ['OB', 'EJOTY^chmrw', []],
    ['OB', 'EJOTY Doe^Jane', ['name-like']],
    ['DA', '20190304', []],
    ['DS', '20190304', []],
    ['UN', 'SMITH^JOHN 20190304', ['date-like', 'name-like']],
  ])('%s %j', (vr, value, flags) => expect([...shapeFlags(value, vr)].sort()).toEqual([...flags].sort()))
})
