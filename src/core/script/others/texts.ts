/** What Posda, deid and Kitware's dicom-anonymizer cannot be told. */
export const OTHERS = {
  deid: {
    value: 'a recipe cannot spell the value',
    blankIsDummy: 'deid’s BLANK empties numbers only: a dummy is written',
    blank: 'deid’s BLANK empties numbers only',
    severalUids: 'deid makes one UID of several',
    ages: 'deid cannot compare, and some of its ages are above 89',
    values: 'deid cannot tell values apart',
    creators: 'a recipe cannot spell Private Creators with blanks: private groups go as a whole',
    oneRule: 'deid has one rule for the tag wherever it stands, and elsewhere it is decided more strictly',
  },
  kitware: {
    inside: 'something in it is to be treated, and dicom-anonymizer does not look into a Sequence',
    severalUids: 'dicom-anonymizer stops at an element with several UIDs',
    dates: 'dicom-anonymizer cannot shift dates',
    ages: 'dicom-anonymizer cannot compare, and some of its ages are above 89',
    values: 'dicom-anonymizer cannot tell values apart',
    private: 'dicom-anonymizer knows private elements by block number only, which differs by file',
  },
  posda: {
    value: 'a cell cannot hold the value',
    uidRoot: 'Posda takes UIDs under the root for replaced ones and leaves them',
    ages: 'Posda cannot compare, and some of its ages are above 89',
    values: 'Posda is not sure to find a value by its text',
    creator: 'an edit cannot name a Private Creator: it stays when its block is emptied; take it out by hand',
    unnamed: 'an edit cannot name it: it stays; take it out by hand',
  },
} as const
