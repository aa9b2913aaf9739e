import { describe, expect, it } from 'vitest'
import { openedElement } from '../../src/core/dicom/attribute-path.ts'
import { bytesSource } from '../../src/core/dicom/byte-source.ts'
import { collect } from '../../src/core/inventory/collect.ts'
import { read } from '../fixtures/dicom-bytes.ts'
import { GUNZIP } from '../fixtures/opaque-values.ts'
import { corpusBytes, corpusFiles, NO_CORPUS } from './corpus.ts'

/** What was found inside the values of one file: by element, the first text of each key. */
function insideOfFile(name: string): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const bytes = corpusBytes(name)
  const result = read(bytes)
  if (!result.ok) return new Map()
  const { paths, values } = collect(result.value, bytesSource(bytes), { file: '', folders: [] }, (value) => `${value.length}`, GUNZIP)
  const found = new Map<string, Map<string, string>>()
  values.text.forEach((text, index) => {
    const path = paths[values.path[index] ?? -1] ?? ''
    const element = openedElement(path)
    if (element === undefined) return
    const keys = found.get(element) ?? new Map<string, string>()
    found.set(element, keys)
    const key = path.slice(element.length + 1)
    if (!keys.has(key)) keys.set(key, text)
  })
  return found
}

const IMAGE_HEADER = '(0029,"SIEMENS CSA HEADER",10)'
const SERIES_HEADER = '(0029,"SIEMENS CSA HEADER",20)'

/** Elements that are opened somewhere in the corpus: in how many files, with the fewest and the most keys. */
const OPENED: Readonly<Record<string, readonly [files: number, fewest: number, most: number]>> = {
  '(0019,"SONOSITE PRIVATE DATA",50)': [1, 39, 39],
  '(0019,"SONOSITE PRIVATE DATA",60)': [1, 18, 18],
  '(0021,"SIEMENS MR SDI PHOENIXZIP",01)': [1, 517, 517],
  '(0025,"GEMS_SERS_01",1B)': [74, 112, 119],
  [IMAGE_HEADER]: [15, 83, 102],
  [SERIES_HEADER]: [15, 464, 654],
  '(0029,"SIEMENS MEDCOM OOG",10)': [2, 1, 1],
  '(0065,"IMAGE PRIVATE HEADER",36)': [12, 1, 1],
  '(3253,"VARIAN MEDICAL SYSTEMS VISION 3253",00)': [1, 9, 9],
  '(5200,9229)[*](0021,"SIEMENS MR SDS 01",FE)[*](0021,"SIEMENS MR SDS 01",19)': [18, 488, 574],
  '(700D,"TOSHIBA_MEC_MR3^10",19)': [20, 252, 253],
}

/** The tags of two headers, with some of their values, as nibabel 5.4.2 (nicom.csareader) reads them. */
const BY_NIBABEL = [
  {
    file: 'fo-dicom+fo-dicom/Tests/FO-DICOM.Tests/Test Data/GH1261.dcm',
    element: IMAGE_HEADER,
    tags:
      'EchoLinePosition EchoColumnPosition EchoPartitionPosition UsedChannelMask UsedChannelString ' +
      'Actual3DImaPartNumber ICE_Dims B_value Filter1 Filter2 ProtocolSliceNumber RealDwellTime PixelFile ' +
      'PixelFileName SliceMeasurementDuration SequenceMask AcquisitionMatrixText MeasuredFourierLines ' +
      'FlowEncodingDirection FlowVenc PhaseEncodingDirectionPositive NumberOfImagesInMosaic ' +
      'DiffusionGradientDirection ImageGroup SliceNormalVector DiffusionDirectionality TimeAfterStart FlipAngle ' +
      'SequenceName RepetitionTime EchoTime NumberOfAverages VoxelThickness VoxelPhaseFOV VoxelReadoutFOV ' +
      'VoxelPositionSag VoxelPositionCor VoxelPositionTra VoxelNormalSag VoxelNormalCor VoxelNormalTra ' +
      'VoxelInPlaneRot ImagePositionPatient ImageOrientationPatient PixelSpacing SliceLocation SliceThickness ' +
      'SpectrumTextRegionLabel Comp_Algorithm Comp_Blended Comp_ManualAdjusted Comp_AutoParam Comp_AdjustedParam ' +
      'Comp_JobID FMRIStimulInfo FlowEncodingDirectionString RepetitionTimeEffective CsiImagePositionPatient ' +
      'CsiImageOrientationPatient CsiPixelSpacing CsiSliceLocation CsiSliceThickness OriginalSeriesNumber ' +
      'OriginalImageNumber ImaAbsTablePosition NonPlanarImage MoCoQMeasure LQAlgorithm SlicePosition_PCS RBMoCoTrans ' +
      'RBMoCoRot MultistepIndex ImaRelTablePosition ImaCoilString RFSWDDataType GSWDDataType NormalizeManipulated ' +
      'ImaPATModeText B_matrix BandwidthPerPixelPhaseEncode FMRIStimulLevel FmriConditionsDataSequence ' +
      'FmriResultSequence MosaicRefAcqTimes AutoInlineImageFilterEnabled QCData ExamLandmarks ExamDataRole ' +
      'MRDiffusion RealWorldValueMapping PhaseContrastN4 MRVelocityEncoding VelocityEncodingDirectionN4 ImageType4MF ' +
      'VolumetricProperties4MF MorphoQCThreshold MorphoQCIndex ImageHistory MR_ASL Distorcor_IntensityCorrection ' +
      'UserDefinedImage',
    values: {
      EchoLinePosition: '80',
      SliceNormalVector: '',
      ImaCoilString: 'HE1-4',
      PhaseEncodingDirectionPositive: '',
      ImageHistory: 'ChannelMixing:ND=true_CMM=1_CDM=1\\ACC1\\NormalizeAlgo:PreScan\\ImplicitImageFilter:SH',
      SliceMeasurementDuration: '17712.5',
      ICE_Dims: 'X_1_1_1_1_1_128_1_1_1_1_1_13',
      ImaAbsTablePosition: '0\\0\\-937',
    },
  },
  {
    file: 'ivmartel+dwv/tests/data/_unz/bbmri-53323131.dcm',
    element: SERIES_HEADER,
    tags:
      'UsedPatientWeight NumberOfPrescans TransmitterCalibration PhaseGradientAmplitude ReadoutGradientAmplitude ' +
      'SelectionGradientAmplitude GradientDelayTime RfWatchdogMask RfPowerErrorIndicator SarWholeBody Sed ' +
      'SequenceFileOwner Stim_mon_mode Operation_mode_flag dBdt_max t_puls_max dBdt_thresh dBdt_limit SW_korr_faktor ' +
      'Stim_max_online Stim_max_ges_norm_online Stim_lim Stim_faktor CoilForGradient CoilForGradient2 ' +
      'CoilTuningReflection CoilId MiscSequenceParam MrProtocolVersion DataFileName RepresentativeImage ' +
      'PositivePCSDirections RelTablePosition ReadoutOS LongModelName SliceArrayConcatenations SliceResolution ' +
      'AbsTablePosition AutoAlignMatrix MeasurementIndex CoilString PATModeText PatReinPattern ProtocolChangeHistory ' +
      'Isocentered MrPhoenixProtocol GradientMode FlowCompensation PostProcProtocol RFSWDOperationMode ' +
      'RFSWDMostCriticalAspect SARMostCriticalAspect TablePositionOrigin MrProtocol MrEvaProtocol VFModelInfo ' +
      'VFSettings AutoAlignData FmriModelParameters FmriModelInfo FmriExternalParameters FmriExternalInfo B1rms ' +
      'B1rmsSupervision TalesReferencePower',
    values: {
      UsedPatientWeight: '81',
      CoilString: 'C:HEA;HEP',
      SequenceFileOwner: 'USER',
      MrProtocolVersion: '21710006',
      SliceArrayConcatenations: '1',
      Sed: '1000000.0\\47.27877711\\47.25968707',
      CoilForGradient2: 'AS092',
      RelTablePosition: '0\\0\\0',
    },
  },
]

/** nibabel makes numbers of numbers. */
const asRead = (text: string | undefined): readonly (string | number)[] | undefined =>
  text?.split('\\').map((value) => (value === '' || Number.isNaN(Number(value)) ? value : Number(value)))

describe.skipIf(NO_CORPUS !== '')(`Opaque values of real files${NO_CORPUS}`, () => {
  it('are opened in every file that has them, down to their keys', () => {
    const found: Record<string, [number, number, number]> = {}
    for (const name of corpusFiles())
      for (const [element, { size }] of insideOfFile(name)) {
        const [files, fewest, most] = found[element] ?? [0, Infinity, 0]
        found[element] = [files + 1, Math.min(fewest, size), Math.max(most, size)]
      }
    expect(found).toEqual(OPENED)
  })

  it.each(BY_NIBABEL)('CSA headers have the tags that nibabel finds: $element of $file', ({ file, element, tags, values }) => {
    const found = insideOfFile(file).get(element) ?? new Map<string, string>()
    const own = [...found.keys()].filter((key) => !key.startsWith('MrPhoenixProtocol.') && key !== 'left-over')
    expect(own.toSorted()).toEqual(tags.split(' ').toSorted())
    for (const [key, text] of Object.entries(values)) expect([key, asRead(found.get(key))]).toEqual([key, asRead(text)])
  })
})
