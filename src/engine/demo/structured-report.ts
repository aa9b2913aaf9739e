import { instanceModules, reference, SOP_CLASS, type Scanner, type Series, type Study } from './acquisition.ts'
import { STAFF } from './cast.ts'
import type { Form, Instance } from './instance.ts'
import { code, type Plan } from './plan.ts'

/** A content item (PS3.3 C.17.3.2). */
function item(relationship: string, type: string, concept: Plan, value: Plan): Plan {
  return { RelationshipType: relationship, ValueType: type, ConceptNameCodeSequence: [concept], ...value }
}

const text = (concept: Plan, value: string): Plan => item('CONTAINS', 'TEXT', concept, { TextValue: value })

export interface ReportOn {
  readonly study: Study
  readonly scanner: Scanner
  /** The series and the images that are reported on. */
  readonly seriesUid: string
  readonly imageClass: string
  readonly images: readonly string[]
  readonly uid: string
  readonly reportSeriesUid: string
  readonly file: string
  readonly form: Form
}

/** What every report has: SR Document Series, General and the root of the content (PS3.3 C.17.1, C.17.2). */
function reportModules(on: ReportOn, sopClass: string, title: Plan, content: readonly Plan[]): Plan {
  const { study } = on
  const series: Series = {
    study: { ...study, details: { ...study.details, RequestAttributesSequence: undefined, RequestedProcedureDescription: undefined } },
    scanner: on.scanner,
    uid: on.reportSeriesUid,
    frameOfReference: '',
    number: 77,
    modality: 'SR',
    description: 'Report',
    time: '170500',
  }
  return {
    ...instanceModules(series, sopClass, on.uid, 1),
    ReferencedPerformedProcedureStepSequence: [],
    ContentDate: study.date,
    ContentTime: '170500',
    CompletionFlag: 'COMPLETE',
    VerificationFlag: 'VERIFIED',
    VerifyingObserverSequence: [
      {
        VerifyingOrganization: on.scanner.site.institution,
        VerificationDateTime: `${study.date}171500`,
        VerifyingObserverName: STAFF.reading,
        VerifyingObserverIdentificationCodeSequence: [],
      },
    ],
    AuthorObserverSequence: [
      {
        ObserverType: 'PSN',
        InstitutionName: on.scanner.site.institution,
        InstitutionCodeSequence: [],
        PersonName: STAFF.reading,
        PersonIdentificationCodeSequence: [],
      },
    ],
    PerformedProcedureCodeSequence: [],
    CurrentRequestedProcedureEvidenceSequence: [
      {
        StudyInstanceUID: study.uid,
        ReferencedSeriesSequence: [
          { SeriesInstanceUID: on.seriesUid, ReferencedSOPSequence: on.images.map((image) => reference(on.imageClass, image)) },
        ],
      },
    ],
    ValueType: 'CONTAINER',
    ConceptNameCodeSequence: [title],
    ContinuityOfContent: 'SEPARATE',
    ContentSequence: content,
  }
}

/** Who observed and who was observed: identities as coded content (PS3.16 TID 1001). */
function observation(subject: string, subjectId: string, birthDate: string): readonly Plan[] {
  return [
    item('HAS CONCEPT MOD', 'CODE', code('121049', 'DCM', 'Language of Content Item and Descendants'), {
      ConceptCodeSequence: [code('en', 'RFC5646', 'English')],
    }),
    item('HAS OBS CONTEXT', 'PNAME', code('121008', 'DCM', 'Person Observer Name'), { PersonName: STAFF.reading }),
    item('HAS OBS CONTEXT', 'PNAME', code('121029', 'DCM', 'Subject Name'), { PersonName: subject }),
    item('HAS OBS CONTEXT', 'TEXT', code('121030', 'DCM', 'Subject ID'), { TextValue: subjectId }),
    item('HAS OBS CONTEXT', 'DATE', code('121031', 'DCM', 'Subject Birth Date'), { Date: birthDate }),
  ]
}

const REPORT_TITLE = code('18748-4', 'LN', 'Diagnostic imaging report')

/** Comprehensive SR: findings with a measurement and the images that show them. */
export function comprehensiveReport(on: ReportOn): Instance {
  const image = on.images[3] ?? on.images[0] ?? ''
  const measurement = item('CONTAINS', 'NUM', code('410668003', 'SCT', 'Length'), {
    MeasuredValueSequence: [{ NumericValue: '43.5', MeasurementUnitsCodeSequence: [code('mm', 'UCUM', 'millimeter')] }],
    ContentSequence: [{ RelationshipType: 'INFERRED FROM', ValueType: 'IMAGE', ReferencedSOPSequence: [reference(on.imageClass, image)] }],
  })
  const findings: Plan = {
    ...item('CONTAINS', 'CONTAINER', code('121070', 'DCM', 'Findings'), { ContinuityOfContent: 'SEPARATE' }),
    ContentSequence: [
      text(code('121071', 'DCM', 'Finding'), 'Mrs Quillfeather has a mass of 43.5 mm, larger than in WX-PRIOR-60881.'),
      measurement,
    ],
  }
  return {
    file: on.file,
    form: on.form,
    dataSet: reportModules(on, SOP_CLASS.comprehensiveSr, REPORT_TITLE, [
      ...observation('QUILLFEATHER^ORLANDA^BEATRIX', 'QF-4471902', '19580423'),
      text(code('121060', 'DCM', 'History'), 'Keeper of the Skelligvane light. Sister: Morwenna Penhaligon, +44 1632 960417.'),
      findings,
      text(code('121077', 'DCM', 'Conclusion'), 'Discussed with Dr Ockenfels, copy to o.quillfeather@example.org.'),
    ]),
  }
}

/** Basic Text SR: a letter in items. */
export function basicTextReport(on: ReportOn, history: string, conclusion: string): Instance {
  return {
    file: on.file,
    form: on.form,
    dataSet: reportModules(on, SOP_CLASS.basicTextSr, REPORT_TITLE, [
      text(code('121060', 'DCM', 'History'), history),
      text(code('121077', 'DCM', 'Conclusion'), conclusion),
    ]),
  }
}
