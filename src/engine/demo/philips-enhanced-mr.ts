import { instanceModules, SOP_CLASS, type Series } from './acquisition.ts'
import { greyPixels } from './image-modules.ts'
import { phantom, words } from './phantom.ts'
import { block, code, decimal, type Plan } from './plan.ts'
import type { Random } from './random.ts'

const SIZE = 64
const FRAMES = 4
const DATE_TIME = '20180216093000'

/** One Enhanced MR image of four frames (PS3.3 A.36.2), with private elements among its functional groups. */
export function enhancedMr(series: Series, uid: string, random: Random): Plan {
  const frames = Array.from({ length: FRAMES }, (_, index) => words(phantom('head', SIZE, SIZE, index / FRAMES, random), 5, 290))
  return {
    ...instanceModules(series, SOP_CLASS.enhancedMr, uid, 1),
    FrameOfReferenceUID: series.frameOfReference,
    PositionReferenceIndicator: '',
    ...dimensions(uid),
    ...technique(),
    ContentDate: '20180216',
    ContentTime: '093000',
    InstanceNumber: '1',
    NumberOfFrames: String(FRAMES),
    ImageType: 'ORIGINAL\\PRIMARY\\T2\\NONE',
    BurnedInAnnotation: 'NO',
    LossyImageCompression: '00',
    AcquisitionContextSequence: [],
    PresentationLUTShape: 'IDENTITY',
    ...greyPixels(Buffer.concat(frames), { rows: SIZE, columns: SIZE, stored: 12 }),
    SharedFunctionalGroupsSequence: [sharedGroups()],
    PerFrameFunctionalGroupsSequence: Array.from({ length: FRAMES }, (_, index) => frameGroups(index)),
    ...block(0x2005, 0x14, 'Philips MR Imaging DD 005', { '3A LT': 'Rufus Abernethyson 2018', '03 UL': 1 }),
  }
}

function dimensions(uid: string): Plan {
  const organization = `${uid}.1`
  return {
    DimensionOrganizationSequence: [{ DimensionOrganizationUID: organization }],
    DimensionIndexSequence: [
      { DimensionOrganizationUID: organization, DimensionIndexPointer: 0x0020_9057, FunctionalGroupPointer: 0x0020_9111 },
    ],
  }
}

/** Enhanced MR Image and MR Pulse Sequence Modules (PS3.3 C.8.13.1, C.8.13.4). */
function technique(): Plan {
  return {
    AcquisitionNumber: '4',
    AcquisitionDateTime: DATE_TIME,
    AcquisitionDuration: 102.3,
    AcquisitionProtocolName: 'T2W_TSE Strømsøyvik',
    ContentQualification: 'PRODUCT',
    ResonantNucleus: '1H',
    KSpaceFiltering: 'NONE',
    MagneticFieldStrength: '3',
    ApplicableSafetyStandardAgency: 'IEC',
    PixelPresentation: 'MONOCHROME',
    VolumetricProperties: 'VOLUME',
    VolumeBasedCalculationTechnique: 'NONE',
    ComplexImageComponent: 'MAGNITUDE',
    AcquisitionContrast: 'T2',
    PulseSequenceName: 'TSE',
    MRAcquisitionType: '2D',
    EchoPulseSequence: 'SPIN',
    MultipleSpinEcho: 'NO',
    MultiPlanarExcitation: 'NO',
    PhaseContrast: 'NO',
    TimeOfFlightContrast: 'NO',
    SteadyStatePulseSequence: 'NONE',
    EchoPlanarPulseSequence: 'NO',
    SpectrallySelectedSuppression: 'NONE',
    OversamplingPhase: '2D',
    GeometryOfKSpaceTraversal: 'RECTILINEAR',
    RectilinearPhaseEncodeReordering: 'LINEAR',
    SegmentedKSpaceTraversal: 'FULL',
    NumberOfKSpaceTrajectories: 1,
    SaturationRecovery: 'NO',
  }
}

function sharedGroups(): Plan {
  return {
    PixelMeasuresSequence: [{ PixelSpacing: '3.6\\3.6', SliceThickness: '5', SpacingBetweenSlices: '6' }],
    PlaneOrientationSequence: [{ ImageOrientationPatient: '1\\0\\0\\0\\1\\0' }],
    FrameAnatomySequence: [{ AnatomicRegionSequence: [code('69536005', 'SCT', 'Head')], FrameLaterality: 'U' }],
    PixelValueTransformationSequence: [{ RescaleIntercept: '0', RescaleSlope: '3.4874', RescaleType: 'US' }],
    FrameVOILUTSequence: [{ WindowCenter: '513', WindowWidth: '892' }],
    MRImageFrameTypeSequence: [
      {
        FrameType: 'ORIGINAL\\PRIMARY\\T2\\NONE',
        PixelPresentation: 'MONOCHROME',
        VolumetricProperties: 'VOLUME',
        VolumeBasedCalculationTechnique: 'NONE',
        ComplexImageComponent: 'MAGNITUDE',
        AcquisitionContrast: 'T2',
      },
    ],
    ...measurementGroups(),
    ...coilGroups(),
  }
}

function measurementGroups(): Plan {
  return {
    MRTimingAndRelatedParametersSequence: [
      {
        RepetitionTime: '3000',
        FlipAngle: '90',
        EchoTrainLength: '15',
        RFEchoTrainLength: 15,
        GradientEchoTrainLength: 0,
        SpecificAbsorptionRateSequence: [{ SpecificAbsorptionRateDefinition: 'IEC_WHOLE_BODY', SpecificAbsorptionRateValue: 0.4 }],
        GradientOutputType: 'DB_DT',
        GradientOutput: 52.1,
        OperatingModeSequence: [{ OperatingModeType: 'STATIC FIELD', OperatingMode: 'IEC_NORMAL' }],
      },
    ],
    MRFOVGeometrySequence: [
      {
        InPlanePhaseEncodingDirection: 'ROW',
        MRAcquisitionFrequencyEncodingSteps: 320,
        MRAcquisitionPhaseEncodingStepsInPlane: 255,
        PercentSampling: '80.3',
        PercentPhaseFieldOfView: '100',
      },
    ],
    MREchoSequence: [{ EffectiveEchoTime: 100 }],
    MRModifierSequence: [
      {
        InversionRecovery: 'NO',
        FlowCompensation: 'NONE',
        Spoiling: 'NONE',
        T2Preparation: 'NO',
        SpectrallySelectedExcitation: 'NONE',
        SpatialPresaturation: 'NONE',
        PartialFourier: 'NO',
        ParallelAcquisition: 'NO',
      },
    ],
    MRImagingModifierSequence: [
      { MagnetizationTransfer: 'NONE', BloodSignalNulling: 'NO', Tagging: 'NONE', TransmitterFrequency: 127.778435, PixelBandwidth: '218' },
    ],
    MRAveragesSequence: [{ NumberOfAverages: '1' }],
  }
}

function coilGroups(): Plan {
  return {
    MRReceiveCoilSequence: [
      {
        ReceiveCoilName: 'MULTI COIL',
        ReceiveCoilManufacturerName: 'Philips',
        ReceiveCoilType: 'MULTICOIL',
        QuadratureReceiveCoil: 'YES',
        MultiCoilDefinitionSequence: [{ MultiCoilElementName: 'HN-1', MultiCoilElementUsed: 'YES' }],
      },
    ],
    MRTransmitCoilSequence: [{ TransmitCoilName: 'B', TransmitCoilManufacturerName: 'Philips', TransmitCoilType: 'BODY' }],
  }
}

function frameGroups(index: number): Plan {
  return {
    FrameContentSequence: [
      {
        FrameAcquisitionNumber: 4,
        FrameReferenceDateTime: DATE_TIME,
        FrameAcquisitionDateTime: DATE_TIME,
        FrameAcquisitionDuration: 102.3,
        StackID: '1',
        InStackPositionNumber: index + 1,
        DimensionIndexValues: [index + 1],
        FrameComments: index === 1 ? 'Strømsøyvik, beveget' : undefined,
      },
    ],
    PlanePositionSequence: [{ ImagePositionPatient: [-115.2, -115.2, index * 6].map(decimal) }],
    // the vendor's own functional group, its creators numbered anew in every item
    '2005,0011 LO': 'Philips MR Imaging DD 005',
    '2005,110F SQ': [
      {
        ImageComments: 'Ingebjørg',
        ...block(0x2005, 0x10, 'Philips MR Imaging DD 001', { '00 FL': -1.5, '0D FL': 0, '0E FL': 1.0213 }),
        ...block(0x2005, 0x12, 'Philips MR Imaging DD 005', { '36 UI': '1.2.840.10008.1.1', '0B LO': 'normalized' }),
      },
    ],
  }
}
