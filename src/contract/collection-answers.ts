/** What a collection is charted by, and filtered by: clicking a bar of one chart filters all the others. */
export const COLLECTION_CHARTS = ['modality', 'manufacturer', 'model', 'software', 'sopClass', 'transferSyntax', 'studyDate'] as const
export type CollectionChartName = (typeof COLLECTION_CHARTS)[number]

/** Which instances of a collection are looked at. */
export interface CollectionQuery {
  /** Chosen values of each chart; one that is absent or empty leaves everything. */
  readonly filters?: Readonly<Partial<Record<CollectionChartName, readonly string[]>>>
  /** Only series that hold files which the last scan found first. */
  readonly withNew?: boolean
}

/** How much of a collection something is. */
export interface CollectionReach {
  readonly patients: number
  readonly studies: number
  readonly series: number
  readonly instances: number
}

export interface CollectionOverview {
  /** Of the whole collection, whatever is filtered. */
  readonly whole: CollectionReach & {
    readonly bytes: number
    /** Manufacturer, model and software that differ. */
    readonly scanners: number
    readonly makers: number
    readonly files: number
    /** Files that are no instances: not DICOM, or unreadable. */
    readonly setAside: number
  }
  /** Of what the query leaves. */
  readonly matching: CollectionReach
  /** The two commonest Modalities of the whole collection, which the bars tell apart; the rest are one. */
  readonly kinds: readonly string[]
  readonly charts: readonly CollectionChart[]
  readonly news: CollectionNews
}

export interface CollectionChart {
  readonly name: CollectionChartName
  /** Commonest first; dates in their order, without gaps. */
  readonly bars: readonly CollectionBar[]
  /** Of dates: how long each bar is. */
  readonly step?: 'month' | 'quarter' | 'year'
}

/** One value of a chart, under the filters of all other charts. */
export interface CollectionBar {
  /** As it stands in the files, and in a filter; empty where they do not say. */
  readonly value: string
  /** For a person: the name of a UID. */
  readonly title: string
  readonly instances: number
  readonly series: number
  readonly studies: number
  /** Instances of the first kind, of the second, of all others; of dates: studies. */
  readonly parts: readonly number[]
}

/** What the last scan found that was not there before; all zero after the first. */
export interface CollectionNews {
  /** How many scans there were. */
  readonly scans: number
  readonly files: number
  readonly changed: number
  readonly gone: number
  readonly patients: number
  readonly studies: number
  readonly series: number
  readonly elements: number
  readonly values: number
}

export interface CollectionTreeQuery extends CollectionQuery {
  /** Case-insensitive, in Patient ID, UIDs, descriptions, dates and numbers. */
  readonly search?: string
  /** Keys of lines that are not as they are by themselves: closed, or open where a search found something below. */
  readonly turned?: readonly string[]
  readonly offset?: number
  readonly limit?: number
  /** Answers in `found` where the line of this key is. */
  readonly find?: string
}

/** Of what there should be one on a line of the tree. */
export type CollectionDoubt = 'names' | 'birthDates' | 'sexes' | 'patients' | 'studies' | 'modalities'

/** A line of the tree of patients, studies, series and instances. */
export interface CollectionLine {
  readonly key: string
  readonly level: 1 | 2 | 3 | 4
  /** Patient ID; date and description; number and description; file name. */
  readonly title: string
  /** The Issuer of a Patient ID, or the UID. */
  readonly about: string
  readonly open: boolean
  readonly modalities: readonly string[]
  readonly instances: number
  readonly equipment: readonly string[]
  /** Instances that the last scan found first. */
  readonly fresh: number
  /** What contradicts itself here: that of which there are several, and how many. */
  readonly doubts: readonly { readonly several: CollectionDoubt; readonly many: number }[]
  /** Of an instance, and of a series its first: by this number its header is asked for. */
  readonly file?: number
}

export interface CollectionTree {
  readonly total: number
  readonly rows: readonly CollectionLine[]
  readonly found?: number
  /** Patients among all lines, whether or not they are on the page. */
  readonly patients: number
}

/** Something in a collection that a person should look at. */
export interface CollectionProblem {
  readonly kind: CollectionProblemKind
  readonly count: number
  readonly weight: 'bad' | 'warn' | 'soft'
  /** What there are so many of. */
  readonly message: string
}

export const COLLECTION_PROBLEMS = [
  'same-instance-other-content',
  'same-instance-not-compared',
  'unreadable',
  'patient-of-several-names',
  'patient-of-several-birth-dates',
  'patient-of-several-sexes',
  'study-of-several-patients',
  'series-of-several-studies',
  'series-of-several-modalities',
  'no-patient-id',
  'burned-in',
  'unknown-sop-class',
  'same-instance-same-content',
  'not-dicom',
] as const
export type CollectionProblemKind = (typeof COLLECTION_PROBLEMS)[number]

/** One case of a problem: a file and why it is set aside, a patient and their names, a UID and its files. */
export interface CollectionCase {
  readonly what: string
  readonly detail: readonly string[]
  /** What finds it in the tree; absent for files that are no instances. */
  readonly search?: string
  /** Numbers of instances whose headers tell more. */
  readonly files?: readonly number[]
}

export interface CollectionCases {
  readonly total: number
  readonly rows: readonly CollectionCase[]
  /** Of files that are set aside: how many for each reason, commonest first. */
  readonly reasons: readonly { readonly reason: string; readonly count: number }[]
}
