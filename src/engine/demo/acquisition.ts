import { STAFF, type Person } from './cast.ts'
import type { Plan } from './plan.ts'
import { UID_ROOT } from './planted.ts'
import type { Random } from './random.ts'

/** A hospital. */
export interface Site {
  readonly institution: string
  readonly address?: string
  readonly department?: string
}

export interface Scanner {
  readonly manufacturer: string
  readonly model: string
  readonly software: string
  readonly station: string
  readonly serial: string
  readonly site: Site
}

export interface Study {
  readonly person: Person
  readonly uid: string
  readonly id: string
  readonly accession: string
  /** `YYYYMMDD` */
  readonly date: string
  /** `HHMMSS` */
  readonly time: string
  readonly description: string
  /** Patient's Age at the time, `nnnY`. */
  readonly age: string
  readonly details?: Plan
}

export interface Series {
  readonly study: Study
  readonly scanner: Scanner
  readonly uid: string
  readonly frameOfReference: string
  readonly number: number
  readonly modality: string
  readonly description: string
  readonly time: string
  readonly details?: Plan
}

/** Makes the UIDs of one hospital: they carry date, time and a serial number, as those of scanners do. */
export class UidMaker {
  readonly #random: Random
  readonly #site: number
  #count = 0

  constructor(site: number, random: Random) {
    this.#site = site
    this.#random = random
  }

  next(date: string, time: string): string {
    this.#count++
    return `${UID_ROOT}${this.#site}.${date}.${Number(time)}.${this.#count}.${10_000 + this.#random.integer(90_000)}`
  }
}

/** Patient and Patient Study Modules (PS3.3 C.7.1.1, C.7.2.2). */
function patientModule(study: Study): Plan {
  const { person } = study
  return {
    PatientName: person.name,
    PatientID: person.id,
    IssuerOfPatientID: person.issuer,
    PatientBirthDate: person.birthDate,
    PatientSex: person.sex,
    PatientAge: study.age,
    ...person.details,
  }
}

/** General Study Module (PS3.3 C.7.2.1). */
function studyModule(study: Study): Plan {
  return {
    StudyInstanceUID: study.uid,
    StudyDate: study.date,
    StudyTime: study.time,
    StudyID: study.id,
    AccessionNumber: study.accession,
    StudyDescription: study.description,
    ReferringPhysicianName: STAFF.referring,
    ...study.details,
  }
}

/** General Equipment Module (PS3.3 C.7.5.1). */
export function equipmentModule(scanner: Scanner): Plan {
  return {
    Manufacturer: scanner.manufacturer,
    ManufacturerModelName: scanner.model,
    SoftwareVersions: scanner.software,
    StationName: scanner.station,
    DeviceSerialNumber: scanner.serial,
    InstitutionName: scanner.site.institution,
    InstitutionAddress: scanner.site.address,
    InstitutionalDepartmentName: scanner.site.department,
  }
}

/** What every instance of a series has: patient, study, series, equipment and SOP Common Modules. */
export function instanceModules(series: Series, sopClass: string, sopInstance: string, number: number): Plan {
  const { person } = series.study
  return {
    SpecificCharacterSet: person.characterSet === '' ? undefined : person.characterSet,
    ...patientModule(series.study),
    ...studyModule(series.study),
    ...equipmentModule(series.scanner),
    SOPClassUID: sopClass,
    SOPInstanceUID: sopInstance,
    Modality: series.modality,
    SeriesInstanceUID: series.uid,
    SeriesNumber: String(series.number),
    SeriesDescription: series.description,
    SeriesDate: series.study.date,
    SeriesTime: series.time,
    InstanceNumber: String(number),
    ...series.details,
  }
}

/** Referenced SOP Class and Instance (PS3.3 10.8): the item by which one instance names another. */
export function reference(sopClass: string, sopInstance: string): Plan {
  return { ReferencedSOPClassUID: sopClass, ReferencedSOPInstanceUID: sopInstance }
}

export const SOP_CLASS = {
  ct: '1.2.840.10008.5.1.4.1.1.2',
  mr: '1.2.840.10008.5.1.4.1.1.4',
  enhancedMr: '1.2.840.10008.5.1.4.1.1.4.1',
  us: '1.2.840.10008.5.1.4.1.1.6.1',
  usMultiFrame: '1.2.840.10008.5.1.4.1.1.3.1',
  cr: '1.2.840.10008.5.1.4.1.1.1',
  pet: '1.2.840.10008.5.1.4.1.1.128',
  secondaryCapture: '1.2.840.10008.5.1.4.1.1.7',
  basicTextSr: '1.2.840.10008.5.1.4.1.1.88.11',
  comprehensiveSr: '1.2.840.10008.5.1.4.1.1.88.33',
  rtStructureSet: '1.2.840.10008.5.1.4.1.1.481.3',
  /** Private: Siemens CSA Non-Image Storage. */
  siemensNonImage: '1.3.12.2.1107.5.9.1',
  studyComponent: '1.2.840.10008.3.1.2.3.2',
  performedProcedureStep: '1.2.840.10008.3.1.2.3.3',
} as const
