import { instanceModules, reference, SOP_CLASS, type Series } from './acquisition.ts'
import { STAFF } from './cast.ts'
import type { CtStudy } from './ge-ct.ts'
import type { Instance } from './instance.ts'
import { decimal, type Plan } from './plan.ts'

const REGIONS = [
  { name: 'BODY', type: 'EXTERNAL', colour: '0\\255\\0', radius: 150 },
  { name: 'GTV Quillfeather', type: 'GTV', colour: '255\\0\\0', radius: 22 },
] as const

/** Contours on a CT (RT Structure Set, PS3.3 A.19): every slice and its Frame of Reference are referred to. */
export function rtStructureSet(ct: CtStudy): Instance {
  const { study } = ct.series
  const uid = ct.uids.next(study.date, '153000')
  const series: Series = {
    study: { ...study, details: { ...study.details, RequestAttributesSequence: undefined, RequestedProcedureDescription: undefined } },
    scanner: { ...ct.series.scanner, manufacturer: 'Contourworks', model: 'RTplanner', software: '4.1', serial: '' },
    uid: ct.uids.next(study.date, '153000'),
    frameOfReference: ct.series.frameOfReference,
    number: 20,
    modality: 'RTSTRUCT',
    description: 'Contours of Dr Petronijevic',
    time: '153000',
  }
  return {
    file: `wendreda/RT/RS.QF-4471902.CONTOURS.dcm`,
    form: { byDcmjs: true },
    dataSet: {
      ...instanceModules(series, SOP_CLASS.rtStructureSet, uid, 1),
      OperatorsName: STAFF.operator,
      FrameOfReferenceUID: ct.series.frameOfReference,
      PositionReferenceIndicator: '',
      StructureSetLabel: 'QUILLFEATHER',
      StructureSetName: 'Abdomen 1',
      StructureSetDescription: 'Contours for Orlanda Quillfeather, approved by phone +44 1632 960885',
      StructureSetDate: study.date,
      StructureSetTime: '153000',
      ReferencedFrameOfReferenceSequence: [
        {
          FrameOfReferenceUID: ct.series.frameOfReference,
          RTReferencedStudySequence: [
            {
              ...reference(SOP_CLASS.studyComponent, study.uid),
              RTReferencedSeriesSequence: [
                { SeriesInstanceUID: ct.series.uid, ContourImageSequence: ct.images.map((image) => reference(SOP_CLASS.ct, image)) },
              ],
            },
          ],
        },
      ],
      StructureSetROISequence: REGIONS.map((region, index) => ({
        ROINumber: String(index + 1),
        ReferencedFrameOfReferenceUID: ct.series.frameOfReference,
        ROIName: region.name,
        ROIGenerationAlgorithm: 'MANUAL',
      })),
      ROIContourSequence: REGIONS.map((region, index) => ({
        ROIDisplayColor: region.colour,
        ReferencedROINumber: String(index + 1),
        ContourSequence: ct.images.map((image, slice) => contour(image, 24 - slice * 5, region.radius)),
      })),
      RTROIObservationsSequence: REGIONS.map((region, index) => ({
        ObservationNumber: String(index + 1),
        ReferencedROINumber: String(index + 1),
        ROIObservationLabel: region.name,
        RTROIInterpretedType: region.type,
        ROIInterpreter: STAFF.performing,
      })),
      ApprovalStatus: 'APPROVED',
      ReviewDate: study.date,
      ReviewTime: '160000',
      ReviewerName: STAFF.reading,
    },
  }
}

/** A circle of sixteen points on one slice. */
function contour(image: string, location: number, radius: number): Plan {
  const points = Array.from({ length: 16 }, (_, index) => {
    const angle = (index * Math.PI) / 8
    return [decimal(radius * Math.cos(angle)), decimal(radius * Math.sin(angle)), decimal(location)]
  })
  return {
    ContourImageSequence: [reference(SOP_CLASS.ct, image)],
    ContourGeometricType: 'CLOSED_PLANAR',
    NumberOfContourPoints: String(points.length),
    ContourData: points.flat(),
  }
}
