import type { CharacterSet } from './encode-text.ts'
import type { Plan } from './plan.ts'
import type { Term } from './planted.ts'

/** A fictitious patient. No name, number, address or telephone number here belongs to anybody. */
export interface Person {
  readonly name: string
  readonly id: string
  readonly issuer?: string
  /** `YYYYMMDD` */
  readonly birthDate: string
  readonly sex: 'F' | 'M'
  readonly characterSet: CharacterSet
  /** What else is said of the patient at the places meant for it. */
  readonly details: Plan
}

export const ORLANDA: Person = {
  name: 'QUILLFEATHER^ORLANDA^BEATRIX^^',
  id: 'QF-4471902',
  issuer: 'HARROWGATE-MPI',
  birthDate: '19580423',
  sex: 'F',
  characterSet: '',
  details: {
    OtherPatientIDs: 'NHX-9434765919\\MRN-00871-Q',
    OtherPatientNames: 'SNODGRASSLEY^ORLANDA',
    PatientBirthName: 'SNODGRASSLEY^ORLANDA',
    PatientMotherBirthName: 'PENHALIGON-TREW^MORWENNA',
    PatientAddress: '14 Larkspur Passage, Harrowgate Ferry HX9 4QZ',
    PatientTelephoneNumbers: '+44 1632 960417',
    MedicalRecordLocator: 'SHELF-QF-77B',
    Occupation: 'Skelligvane pier',
    PatientWeight: '61.5',
    PatientSize: '1.64',
    EthnicGroup: 'Caucasian',
    AdditionalPatientHistory: 'Ms Quillfeather, keeper of the Skelligvane light, was found by her sister Morwenna. Ring +44 1632 960417.',
    PatientComments: 'Prefers to be called Orlanda. Neighbour holds the key of 14 Larkspur Passage.',
  },
}

export const THADDEUS: Person = {
  name: 'VANDERMOLEN^THADDEUS',
  id: 'SM0093847561',
  issuer: 'FALKENREHDE-KIS',
  birthDate: '19260611',
  sex: 'M',
  characterSet: '',
  details: {
    PatientWeight: '74',
    PatientSize: '1.78',
    MilitaryRank: 'Kapitein-ter-zee',
    PatientComments: 'Last survivor of the Vandermolen polar party of 1951',
    SpecialNeeds: 'Daughter Willemijntje accompanies, mobile 0151-20554417',
  },
}

export const INGEBJORG: Person = {
  name: 'STRØMSØYVIK^INGEBJØRG',
  id: '070658-44917',
  issuer: 'FNR',
  birthDate: '19580607',
  sex: 'F',
  characterSet: 'ISO_IR 100',
  details: {
    PatientWeight: '68',
    PatientAddress: 'Fjellhammerstubben 19, 4790 Lillesandvik',
    CountryOfResidence: 'Norway',
    AdditionalPatientHistory: 'Fru Strømsøyvik, tidligere ordfører i Lillesandvik',
  },
}

export const CHIYONO: Person = {
  name: 'TESHIGAWARA^CHIYONO=勅使河原^千代乃=てしがわら^ちよの',
  id: '0008812734',
  birthDate: '19491130',
  sex: 'F',
  characterSet: '\\ISO 2022 IR 87',
  details: {
    PatientWeight: '49',
    PatientSize: '1.52',
    PatientTelephoneNumbers: '03-5550-4417',
    PatientComments: '勅使河原さんは耳が遠い',
  },
}

export const KATHCHEN: Person = {
  name: 'MÜLLENBRÖCK^KÄTHCHEN',
  id: 'US-KM-55120',
  birthDate: '19910217',
  sex: 'F',
  characterSet: 'ISO_IR 100',
  details: {
    PatientWeight: '70',
    PregnancyStatus: 3,
    PatientAddress: 'Zum Häuslerteich 8, Großdöbberitz',
    AdditionalPatientHistory: 'Frau Müllenbröck, Hebamme: Schwester Griseldis, Tel. 033205-55172',
  },
}

export const PANTELEIMON: Person = {
  name: 'БЕЗУХОЛМОВ^ПАНТЕЛЕЙМОН^ИГНАТЬЕВИЧ',
  id: 'KR/22-0917-YSN',
  birthDate: '19730808',
  sex: 'M',
  characterSet: 'ISO_IR 144',
  details: { PatientAddress: 'Ясногорск, Переулок Лунёвой 3', PatientComments: 'Сопровождает жена, Безухолмова Февронья' },
}

export const ERMOLAOS: Person = {
  name: 'ΧΡΥΣΟΒΑΛΑΝΤΗΣ^ΕΡΜΟΛΑΟΣ',
  id: 'PET_2020_00417',
  issuer: 'MELISSOCHORI',
  birthDate: '19640229',
  sex: 'M',
  characterSet: 'ISO_IR 192',
  details: { PatientWeight: '81.2', PatientSize: '1.74', PatientComments: 'Ο κ. Χρυσοβαλάντης, τηλ. 6940-555-0142' },
}

/** Another person under the Patient ID of Orlanda, issued elsewhere: the ID alone does not say who it is. */
export const ZEBULON: Person = {
  name: 'OKONKWO-BAPTISTE^ZEBULON',
  id: 'QF-4471902',
  issuer: 'WENDREDA-RIS',
  birthDate: '19840105',
  sex: 'M',
  characterSet: '',
  details: { PatientInsurancePlanCodeSequence: [], MedicalAlerts: 'Violent towards Nurse Abernethyson, call +1-202-555-0173' },
}

/** Somebody whom another site has de-identified, and not well. */
export const TRIAL_SUBJECT: Person = {
  name: 'SITE07^SUBJECT0042',
  id: 'SITE07-0042',
  birthDate: '',
  sex: 'F',
  characterSet: '',
  details: {},
}

export const PEOPLE: readonly Person[] = [ORLANDA, THADDEUS, INGEBJORG, CHIYONO, KATHCHEN, PANTELEIMON, ERMOLAOS, ZEBULON]

/** People of the hospitals. */
export const STAFF = {
  referring: 'OCKENFELS^BALTHAZAR^^DR.',
  performing: 'PETRONIJEVIC^LJUDMILA',
  reading: 'HASHIMURA-VALE^ISOLDE',
  requesting: 'DROMGOOLE^FERGAL',
  operator: 'TRELAWNEY^GWENDA',
  technician: 'ABERNETHYSON^RUFUS',
} as const

/** Spellings that no name, ID or birth date above gives by itself. */
export const OTHER_TERMS: readonly Term[] = [
  ...terms(
    'name',
    'Penhaligon',
    'Morwenna',
    'Willemijntje',
    'Strømsøyvik',
    '勅使河原さん',
    'Müllenbröck',
    'Griseldis',
    'Безухолмова',
    'Февронья',
  ),
  ...terms(
    'name',
    'Χρυσοβαλάντης',
    'Wigglesworthy',
    'WIGGLESWORTHY',
    'MUELLENBROECK',
    'BEZUKHOLMOV',
    'Chrysovalantis',
    'chrysovalantis',
    'ERMOLAOS',
    'o.quillfeather',
  ),
  ...terms('id', 'NHX-9434765919', 'MRN-00871-Q', 'SHELF-QF-77B', 'QF4471902', 'WX-PRIOR-60881', 'TRIAL-ZQ-1187', 'VISIT-99381-H'),
  ...terms('id', 'HARROWGATE-MPI', 'FALKENREHDE-KIS', 'WENDREDA-RIS', 'MELISSOCHORI', 'SITE07-0042'),
  ...terms('date', '23.04.1958', '1958-04-23', '11/06/1926', '11.06.1926', '17.02.1991', '08.08.1973', '29-02-1964', '19471212'),
  ...terms(
    'address',
    '14 Larkspur Passage',
    'Harrowgate Ferry',
    'HX9 4QZ',
    'Fjellhammerstubben 19',
    'Lillesandvik',
    'Zum Häuslerteich 8',
    'Großdöbberitz',
  ),
  ...terms('address', 'Переулок Лунёвой 3', 'Quarrendon Causeway 77', 'Uhlenhorster Stieg 3', 'Sjøholmveien 41', 'Tsukimizaka 5-12-3'),
  ...terms(
    'phone',
    '+44 1632 960417',
    '0151-20554417',
    '03-5550-4417',
    '033205-55172',
    '6940-555-0142',
    '+1-202-555-0173',
    '+44 1632 960885',
  ),
  ...terms(
    'institution',
    'Saint Wendreda Infirmary',
    'Ptarmigan Wing',
    'Klinikum Falkenrehde',
    'Sjøholmen Universitetssykehus',
    '月見坂総合病院',
  ),
  ...terms('institution', 'Tsukimizaka', 'Ясногорская', 'Ιπποκράτειον Μελισσοχωρίου', 'Wendreda', 'Falkenrehde', 'QUENDOLYN-U4'),
  ...terms(
    'device',
    'WENDCT07',
    'SN77310WQ',
    'FALKMR02',
    '351319-FK',
    'SJOHMR3T',
    'TKMZ_AQP1',
    'TKMZ_GALAN',
    'WENDUS11',
    'YASNCR01',
    'WENDCR03',
    '2CA1652417',
    'G3A1892023',
    'VE95-004417',
    'D690-1187',
    'PHI-42017-SJ',
    'FJ-7311-YS',
    'AG-4417-WX',
    'MLSPET01',
    'S-9942187-KK',
  ),
  ...terms('free-text', 'Skelligvane', 'polar party of 1951', 'ordfører i Lillesandvik', 'Kapitein-ter-zee'),
]

function terms(kind: Term['kind'], ...texts: readonly string[]): readonly Term[] {
  return texts.map((text) => ({ text, kind }))
}

/** Everything by which one of these people could be found, in every spelling that the collection may use. */
export function castTerms(accessions: readonly string[]): readonly Term[] {
  const names = [...PEOPLE.map((person) => person.name), ...Object.values(STAFF), ...PEOPLE.flatMap(otherNames)].flatMap(nameTerms)
  const ids = PEOPLE.map((person) => person.id)
  const dates = PEOPLE.map((person) => person.birthDate)
  const all = [...names, ...terms('id', ...ids, ...accessions), ...terms('date', ...dates), ...OTHER_TERMS]
  return [...new Map(all.map((term) => [term.text, term])).values()]
}

function otherNames({ details }: Person): readonly string[] {
  return ['OtherPatientNames', 'PatientBirthName', 'PatientMotherBirthName'].flatMap((keyword) => {
    const value = details[keyword]
    return typeof value === 'string' ? [value] : []
  })
}

/** Shorter pieces would be found by chance in anything. */
const LEAST_LENGTH = 5

/** The component groups of a Person Name, and its components in the cases in which people write them (PS3.5 6.2.1). */
function nameTerms(name: string): readonly Term[] {
  const groups = name.split('=').map((group) => group.replace(/\^+$/, ''))
  const components = groups.flatMap((group) => group.split('^')).filter((component) => component.length >= LEAST_LENGTH)
  const cased = components.flatMap((component) => [component, component.toLowerCase(), capitalised(component)])
  return terms('name', ...groups, ...cased)
}

function capitalised(text: string): string {
  return text.toLowerCase().replace(/(^|-)(\p{L})/gu, (_all, before: string, letter: string) => before + letter.toUpperCase())
}
