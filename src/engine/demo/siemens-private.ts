import { csaHeader } from './csa-header.ts'
import { block, decimal, type Plan } from './plan.ts'

export interface SiemensImage {
  readonly number: number
  readonly location: number
  readonly date: string
  readonly measurementUid: string
}

/** (0029,"SIEMENS CSA HEADER"): two blobs in which the scanner keeps everything again, the patient too. */
function csaBlock(number: number, image: SiemensImage): Plan {
  const imageHeader = csaHeader([
    { name: 'EchoLinePosition', vr: 'IS', values: ['96'] },
    { name: 'UsedChannelString', vr: 'UN', values: ['XXXXXXXXXXXX'] },
    { name: 'SliceNormalVector', vr: 'DS', values: ['0.00000000', '0.00000000', '1.00000000'] },
    { name: 'ProtocolSliceNumber', vr: 'IS', values: [String(image.number)] },
    { name: 'ImaCoilString', vr: 'LO', values: ['HEA;HEP'] },
    { name: 'GradientMode', vr: 'SH', values: [] },
  ])
  const seriesHeader = csaHeader([
    { name: 'UsedPatientWeight', vr: 'IS', values: ['74'] },
    { name: 'Isocentered', vr: 'IS', values: ['1'] },
    { name: 'MeasurementUID', vr: 'UI', values: [image.measurementUid] },
    { name: 'DeviceSerialNumber', vr: 'LO', values: ['351319-FK'] },
    { name: 'MrPhoenixProtocol', vr: 'UN', values: [phoenixProtocol()] },
  ])
  return block(0x0029, number, 'SIEMENS CSA HEADER', {
    '08 CS': 'IMAGE NUM 4',
    '09 LO': image.date,
    '10 OB': imageHeader,
    '18 CS': 'MR',
    '19 LO': image.date,
    '20 OB': seriesHeader,
  })
}

/** The protocol of the measurement as text, with what the technician typed. */
function phoenixProtocol(): string {
  return [
    '<XProtocol>{ <Name> "PhoenixMetaProtocol" }',
    '### ASCCONV BEGIN ###',
    'ulVersion = 0x14b44b6',
    'tSequenceFileName = "%SiemensSeq%\\gre"',
    'tProtocolName = "t1_fl2d_tra"',
    'tPatientName = "Vandermolen, Thaddeus"',
    'tRefPhysician = "Ockenfels"',
    'sTXSPEC.asNucleusInfo[0].lFrequency = 123249830',
    'alTR[0] = 250000',
    'alTE[0] = 2460',
    '### ASCCONV END ###',
  ].join('\n')
}

/** (0019,"SIEMENS MR HEADER") and (0051,"SIEMENS MR HEADER"): plain numbers and the texts of the corners. */
function mrHeaderBlocks(image: SiemensImage): Plan {
  return {
    ...block(0x0019, 0x10, 'SIEMENS MR HEADER', {
      '08 CS': 'IMAGE NUM 4',
      '09 LO': '1.0',
      '0B DS': '110.7',
      '0F SH': 'Fast',
      '11 SH': 'No',
      '12 SL': [0, 0, -1270],
      '13 SL': [0, 0, -1270],
      '14 IS': '0\\0\\0',
      '15 FD': [-115, -115, image.location],
      '16 DS': '0',
      '17 DS': '1',
      '18 IS': '9300',
      '28 FD': 21.701,
    }),
    ...block(0x0051, 0x10, 'SIEMENS MR HEADER', {
      '08 CS': 'IMAGE NUM 4',
      '09 LO': '1.0',
      '0A LO': 'TA 01:04',
      '0B SH': '256*192',
      '0C LO': 'FoV 230*230',
      '0E LO': `Tra ${decimal(image.location)}`,
      '0F LO': 'HEA;HEP',
      '11 LO': 'p2',
      '13 SH': '+LPH',
      '16 LO': 'M/ND/NORM',
      '17 SH': 'SL 5.0',
    }),
  }
}

/** All blocks of a Siemens MR image: three creators in group 0029, and a Sequence whose items number their block anew. */
export function siemensMrBlocks(image: SiemensImage): Plan {
  return {
    ...mrHeaderBlocks(image),
    ...csaBlock(0x10, image),
    ...block(0x0029, 0x11, 'SIEMENS MEDCOM HEADER2', { '60 LO': 'com' }),
    ...block(0x0029, 0x12, 'SIEMENS MEDCOM HEADER', {
      '31 LO': '4.0.701169290',
      '32 UL': 96,
      '34 CS': 'DB TO DICOM',
      '40 SQ': [
        block(0x0029, 0x10, 'SIEMENS MEDCOM HEADER', {
          '41 CS': 'RECONSTRUCTION',
          '42 LO': 'VANDERMOLEN',
          '43 LO': 'V1',
          '44 OB': Buffer.from('HISTORY\0User=Trelawney\0Host=FALKMR02\0\0', 'latin1'),
        }),
      ],
    }),
  }
}

/** Blocks of a viewer: a Person Name and a birth date that only a private dictionary knows. */
export function siemensCmsBlock(): Plan {
  return block(0x0013, 0x10, 'SIEMENS CM VA0  CMS', {
    '00 PN': 'ABERNETHYSON^RUFUS',
    '20 PN': 'VANDERMOLEN^THADDEUS',
    '22 LO': 'SM0093847561',
    '30 DA': '19260611',
    '31 DS': '74',
    '33 LO': 'Dr. Balthazar Ockenfels',
    '44 LO': 'HFS',
  })
}
