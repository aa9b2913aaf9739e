import { both, joined, listed } from '../words.ts'

/** What published sources agree on, with who says it. */
const sourced = (agreed: string, sources: readonly string[]): string => (sources.length === 0 ? agreed : `${agreed} (${joined(sources)})`)

/** Why an element is proposed what it is, and why a decision cannot be taken, in words. */
export const DECISIONS = {
  /** How the decision of an approval is told. */
  settled: { retain: 'approved', delete: 'deleted', review: 'held for review' },
  carried: {
    /** `approved for GE MEDICAL SYSTEMS by A, 2026-11-20 (why)`. */
    provenance: (settled: string, scanner: string, who: string, why: string): string =>
      `${settled}${scanner === '' ? '' : ` for ${scanner}`} by ${who === '' ? 'the team' : who}${why === '' ? '' : ` (${why})`}`,
    signed: (by: string, day: string): string => listed([by, day].filter((text) => text !== '')),
    reasons: (reason: string, document: string): string => joined([reason, document].filter((text) => text !== '')),
    all: (reasons: readonly string[]): string => joined(reasons),
    scanners: (names: readonly string[]): string => listed(names),
    elsewhere: (settled: string, scanners: string, found: string): string => `${settled} for ${scanners}, found in ${found}`,
    differently: (said: string): string => `settled differently for the scanners that it was found on: ${said}`,
    noTreatment: 'its treatment is none of the decision',
    impossible: (why: string): string => `it cannot be done here: ${why}`,
    notNoted: 'nobody noted which values were looked at then',
    bytes: (vrs: readonly string[]): string => `bytes (${listed(vrs)})`,
    because: (what: readonly string[], why: string): string => `${listed(what)}: ${why}`,
    unnamedScanner: 'an unnamed scanner',
  },
  more: (reason: string, further: string): string => `${reason}; ${further}`,
  looks: {
    identities: 'identities were found in this element before',
    identity: 'a value holds a name, number or address that identifies somebody in this collection',
    name: 'a value looks like a name',
    words: 'a value looks like words that a person wrote',
  },
  rows: {
    path: 'the path is not one, for example (0010,0010) or (0009,"GEMS_IDEN_01",30)',
    decision: 'the decision is retain, delete or review',
    treatments: (decision: string, allowed: readonly string[]): string =>
      `the treatments of ${decision} are: ${allowed.length === 0 ? 'none' : listed(allowed)}`,
    replacement: 'a replacement goes with the treatment replace only',
  },
  /** What was found inside an opaque value that could be opened. */
  opened: (entries: number, identities: number, datesOrNames: number): string =>
    listed([
      `opened: ${entries} ${entries === 1 ? 'entry' : 'entries'}`,
      ...(identities === 0 ? [] : [`${identities} of them ${identities === 1 ? 'names' : 'name'} somebody of this collection`]),
      ...(datesOrNames === 0
        ? []
        : [`${datesOrNames} of them ${datesOrNames === 1 ? 'looks like a date or a name' : 'look like dates or names'}`]),
    ]),
  follows: (element: string): string => `follows ${element}, whose value it is in`,
  profileFile: {
    noColumns: 'the file has no column for the element, or none for its code',
    noElement: (row: number): string => `row ${row}: no path, tag or keyword of an element`,
    noCode: (row: number): string => `row ${row}: the code is none of K, X, Z, D, C, U, Retain, Delete, Review`,
    empty: 'no row says what becomes of an element',
  },
  goesAlong: (named: readonly string[]): string =>
    `${both(named)} ${named.length === 1 ? 'goes' : 'go'}, without which it must not be there (conditional Type)`,
  nothingReferredTo: 'nothing is left that refers to an instance, and it lists what is referred to (conditional Type)',
  inside: (around: string): string => `inside ${around}, which goes with all that is in it`,
  byCode: {
    /** How the Types of the IODs decide a code, as far as it is told. */
    byTypes: (reason: string, told: readonly string[], more: number): string =>
      joined([reason, ...told, ...(more > 0 ? [`and ${more} more`] : [])]),
    someNoUid: (reason: string, vrs: readonly string[]): string => `${reason}, and some files hold no UID in it (${listed(vrs)})`,
    ofOtherKind: (reason: string, vrs: readonly string[]): string => `${reason}, and some files hold something else in it (${listed(vrs)})`,
    noUid: (reason: string): string => `${reason}, and the files hold no UID in it`,
    patient: (reason: string): string => `${reason}; replaced as the setting patient-id says`,
    sequence: 'the Sequence stays, and each element inside is judged by itself',
    aeTitle: (reason: string): string => `${reason}; an AE title cannot be cleaned and keep a meaning, so it goes`,
    noValue: (reason: string): string => `${reason}; no file has a value in it`,
    graphics: 'the graphics are to be looked at',
    text: 'the text is to be cleaned or accepted value by value',
    zone: (reason: string): string => `${reason}; the shift is by whole days, so that the offset from UTC stays`,
    someNoDates: (reason: string): string => `${reason}, and some values are no dates`,
    noShift: (reason: string, vrs: readonly string[]): string => `${reason}; a date in ${listed(vrs)} cannot be shifted, so it goes`,
  },
  private: {
    mayStay: (sources: readonly string[]): string => sourced('the sources agree that it may stay', sources),
    hasToGo: (sources: readonly string[]): string => sourced('the sources agree that it has to go', sources),
    conflict: (sources: readonly string[]): string => sourced('the sources contradict each other', sources),
    remarked: sourced,
    notChosen: 'X: private, and RetainSafePrivate is not chosen',
    orphan: 'no Private Creator claims it, so that nobody can say what it is',
    unpublished: 'nothing is published of it',
    unknown: 'no dictionary and no source knows it',
    names: (reason: string): string => `${reason}, and it holds names`,
    uidKept: (reason: string): string => `${reason}; a UID, kept by RetainUIDs`,
    uidReplaced: (reason: string): string => `${reason}; a UID, replaced like the others`,
    noUid: (reason: string, vrs: readonly string[]): string => `${reason}, as a UID, which ${listed(vrs)} cannot hold`,
    sequence: (reason: string): string => `${reason}; each element inside is judged by itself`,
    dateKept: (reason: string): string => `${reason}; a date, kept by RetainLongitudinalFullDates`,
    dateGoes: (reason: string): string => `${reason}, but it is a date, and no Option keeps dates`,
    dateNotShifted: (reason: string): string => `${reason}, but it is a date, and the setting date-shift=none shifts nothing`,
    dateUnreadable: (reason: string, vrs: readonly string[]): string => `${reason}, as a date, which cannot be read in ${listed(vrs)}`,
    noDate: (reason: string): string => `${reason}, as a date, and no value is one`,
    timeOfDay: (reason: string): string => `${reason}; a time of day, which a shift by whole days leaves as it is`,
    dateShifted: (reason: string): string => `${reason}; a date, shifted by RetainLongitudinalModifiedDates`,
  },
  fixed: {
    outside: 'outside the data set: never taken over (PS3.15 E.1.1, step 7)',
    private: 'private, and the setting private=remove removes all of them',
    overlay: 'an overlay, and the setting overlays=remove removes all of them',
    curve: 'a curve, and the setting curves=remove removes all of them',
    fileMeta: 'File Meta Information is written anew (PS3.15 E.1.1, step 7)',
    groupLength: 'a group length is retired, and nobody computes it anew (PS3.5 7.2)',
    padding: 'padding behind the data set says nothing',
    misplaced: 'an element of a message or of a DICOMDIR: it has no place in an instance',
  },
  insidePrivate: (sources: readonly string[]): string =>
    `inside a private Sequence, and the sources agree that it has to go (${joined(sources)})`,
  creator: {
    dropped: 'follows its block, which is emptied; dropped by the setting emptied-creators=drop',
    unknown: (tells: string): string => `no dictionary knows this creator, and it ${tells}`,
    blockStays: 'follows its block, of which something stays or is still to be decided',
    kept: 'follows its block, which is emptied; kept by the setting emptied-creators=keep',
    identity: 'holds a name or number that identifies somebody in this collection',
    name: 'looks like a name',
    date: 'looks like a date',
  },
  unlisted: {
    overlay: 'X on (60xx,3000), and the whole overlay group goes with its data',
    localCode: 'a code of a local scheme, in a Sequence that is to be cleaned: its text may hold anything',
    noValue: 'text outside Table E.1-1, and no file has a value in it',
  },
  seen: {
    identities: (reason: string): string => `identities were found in this element before; ${reason}`,
    identitiesOpen: (reason: string): string =>
      `identities were found in this element before, so its values are to be looked at; otherwise: ${reason}`,
    identity: (reason: string): string =>
      `a value holds a name, number or address that identifies somebody in this collection; otherwise: ${reason}`,
    looksLike: (look: string, reason: string): string => `a value looks like ${look}; otherwise: ${reason}`,
  },
  shapes: {
    name: 'a name',
    words: 'words that a person wrote',
    date: 'a date',
    uid: 'a UID',
  },
  scope: {
    form: 'a scope is manufacturer=…,model=…,software=…',
    twice: (field: string): string => `${field} stands twice in the scope`,
  },
  choice: {
    insideOpaque: (element: string): string => `What is inside an opaque value stays or goes with its element: decide ${element} instead.`,
    noTreatment: (treatment: string, decision: string, allowed: readonly string[]): string =>
      `${treatment} is no treatment of ${decision}, which has ${allowed.length === 0 ? 'none' : listed(allowed)}.`,
    replacementOnly: 'A replacement goes with the treatment replace only.',
    replacementMissing: 'The treatment replace needs its replacement.',
    birthDate: 'The birth date is never shifted (PS3.15 Table E.1-1 has no date Option for it): keep it, replace it or delete it.',
    outside: 'What is outside the data set is never taken over: it can only be deleted.',
    fileMeta: 'File Meta Information is written anew: it can only be deleted.',
    noDate: (vr: string): string => `Only dates can be shifted, and ${vr} holds none.`,
    noUid: (vr: string): string => `Only UIDs can be remapped, and ${vr} holds none.`,
    noPatient: (vr: string): string => `A patient's name or ID cannot be mapped in ${vr}.`,
    noText: (vr: string): string => `Only texts can be cleaned value by value, and ${vr} holds none.`,
    illegal: (why: string): string => `The replacement is not legal: ${why}.`,
  },
} as const
