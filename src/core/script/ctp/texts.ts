import { both, count, counted } from '../../words.ts'

/** What becomes of something that CTP cannot treat. */
const DONE = { remove: 'removed', empty: 'emptied' } as const

const ofCollection = (isOfCollection: boolean): string => (isOfCollection ? ' of the collection' : '')
const have = (things: number): string => (things === 1 ? 'has' : 'have')

/** What CTP does to an element otherwise than it was decided, and why; and its rules in words. */
export const CTP = {
  gone: (why: string): string => `${why}: gone`,
  creators: {
    behindPixelData: 'CTP keeps the creators of groups behind Pixel Data',
    unknown: 'some files write it as UN, where CTP cannot tell it from another creator that stays: it stays there',
    sameName: 'CTP tells creators by their names, and one of this name stays elsewhere',
  },
  elements: {
    underUnknown: 'some files write it as UN, where CTP cannot replace it: removed there',
    opaque:
      'some files write it as UN or with a VR that CTP does not know, and there CTP keeps the old value whatever it is told but removal: removed',
    behindPixelData: 'it stands behind Pixel Data, where CTP can only remove: removed',
    keptSequence: 'CTP would keep a Sequence with everything in it',
    contentItems: 'its Content Items go or stay by their concept names',
    noSequence: 'in some files it is no Sequence, and CTP would keep it',
    emptiedSequence: 'CTP leaves a Sequence untouched when it is told to empty it',
    ages: 'ages that CTP cannot read are removed',
    dummySequence: 'CTP cannot make a Sequence',
    noDummy: 'CTP cannot write a dummy of this VR',
    bytes: 'CTP cannot tell the values of bytes apart',
    unsayable: (values: number): string => `${count(values)} of its values cannot be said in a look-up table: they go`,
    numbers: 'CTP may spell such numbers otherwise, and what it does not find goes',
    noTime: (otherwise: keyof typeof DONE): string => `what CTP cannot read as a time is ${DONE[otherwise]}`,
    noDates: 'CTP can shift dates in DA, DT and text only',
    shiftUnsettled: 'the shift of each patient is not settled yet (run apply, then write the script again): emptied',
    noDay: (otherwise: keyof typeof DONE): string =>
      `CTP shifts whole days written YYYYMMDD; what is written otherwise is ${DONE[otherwise]}`,
    noShiftFound: 'in files that write the Patient ID as UN CTP does not find the shift: emptied',
    deep: 'so deep in Sequences CTP may not find the Patient ID of the instance: emptied',
    noUids: 'CTP can replace UIDs in UI only',
    severalUids: 'CTP makes one UID of several: an element with several is removed',
    noSingleUid: 'what is no single UID is removed',
    standardUids: 'CTP replaces UIDs of the Standard too',
    patientsUnsettled: 'the new Patient IDs are not settled yet (run apply, then write the script again): emptied',
    patientInItem: 'in an item CTP cannot tell whether it is the same patient: emptied',
    notMapped: 'mapped for Patient ID and Patient’s Name only: emptied',
    noPatientFound: 'in files that write the Patient ID as UN CTP does not find the patient: emptied',
    noValueOfVr: 'CTP cannot write a value of this VR',
    noValue: 'CTP cannot write this value',
    scanners: 'one script cannot tell scanners apart: the strictest of the decisions (or write one script for each manufacturer or model)',
    listedElsewhere: 'some files write it as UN, where CTP finds no value in the list that is made for another Sequence',
  },
  /** Whose identifiers and dates are emptied for want of an entry in the look-up table. */
  unsettled: {
    noPatientIds: 'its files have no Patient ID: emptied',
    ids: (ids: number, isOfCollection: boolean): string =>
      `${counted(ids, 'Patient ID')}${ofCollection(isOfCollection)} ${have(ids)} no entry in the look-up table`,
    files: (files: number, isOfCollection: boolean): string =>
      `${counted(files, 'file')}${ofCollection(isOfCollection)} ${have(files)} no Patient ID`,
    emptied: (whose: readonly string[]): string => `${both(whose)}: emptied there`,
  },
  judged: {
    laterTag: 'CTP’s toolkit is older than the tag, and in Implicit VR can only keep or remove it: removed there',
    laterAround: (sequence: string): string =>
      `CTP’s toolkit is older than ${sequence}, and in Implicit VR cannot look into it: removed there`,
    around: (sequence: string): string => `CTP removes the Sequence around it, ${sequence}`,
    leftBehind: 'behind Pixel Data CTP takes the Items of a Sequence for elements, and leaves some: keep such files from CTP',
    methodCodes: 'CTP does not look into (0012,0064), so that what is there goes',
    privateAround: 'CTP removes the private Sequence around it',
    privateSequence: 'CTP keeps a private Sequence with everything in it',
    pixelData: 'CTP copies Pixel Data whatever the script says',
    characterSet: 'CTP needs it to write text: kept',
    keepsMore: 'CTP keeps more of it than was decided',
    otherSequence: 'CTP has one rule for the tag in all items, and in another Sequence it has to be stricter',
    kept: 'CTP keeps it',
    removed: 'CTP removes it',
    orphanKept: 'CTP keeps no private element without a creator: removed',
    orphan: 'CTP removes private elements without a creator',
    privateGroups: 'CTP removes all private groups',
    byName: 'told by its name',
  },
  private: {
    wherever: (element: string): string => `CTP keeps or removes ${element} wherever it stands, and elsewhere it goes: removed`,
    creatorOpen: 'an open Review of its Private Creator: removed',
    creatorGoes: 'its Private Creator goes on some scanners, and one script cannot tell scanners apart: removed',
    contentItems: 'its Content Items go or stay by their concept names: removed',
    scanners: 'one script cannot tell scanners apart: removed',
    untreatable: 'CTP can keep or remove a private element, and treat none safely: removed',
    strays: 'CTP keeps a private Sequence with everything in it, and what has no place there goes: removed',
    ages: 'CTP cannot cap the ages in a private element: removed',
    goesInside: 'CTP keeps a private Sequence with everything in it, and something in it goes: removed',
    behindPixelData: 'behind Pixel Data CTP keeps nothing private when it removes what is not listed: removed',
    crowded: 'behind Pixel Data CTP mixes up the creators of one group: removed',
    unspellable: 'CTP’s dictionary cannot spell the creator: removed',
  },
  pixels: {
    compressed:
      'CTP’s pixel anonymizer passes compressed images on as they are, but for JPEG Baseline: decompress them in a stage before it',
    said: 'by ctp-pixel.script, in a stage before the anonymizer; Apply does not redact pixels',
  },
  /** Rules in the words that decisions and Operations have too. */
  rules: {
    functions: {
      keep: 'keep',
      process: 'keep, and what is inside by its own rules',
      remove: 'remove',
      empty: 'empty',
      blank: 'blanks',
      hashuid: 'new UID',
      incrementdate: 'shift date',
      hashdate: 'shift date by a hash',
      modifydate: 'change date',
      dateinterval: 'days since a date',
      hash: 'hash',
      hashptid: 'hash',
      hashname: 'hash',
      round: 'round',
      quarantine: 'quarantine',
      skip: 'skip the file',
      require: 'keep, or a default',
    },
    replaced: (text: string): string => `replace=${text}`,
    inItems: (root: string, item: string): string => `${root}; in items ${item}`,
    added: (text: string): string => `add ${text}`,
    patient: 'map patient',
    byValue: 'value by value',
    orQuarantine: (rule: string): string => `${rule}, or quarantine`,
    some: (rule: string, some: string): string => `${rule}, some ${some}`,
    either: (rule: string, other: string): string => `${rule} or ${other}`,
  },
} as const
