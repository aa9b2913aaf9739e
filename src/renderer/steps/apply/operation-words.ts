/** The Operations in a person's words. */
export const OPERATION_WORDS: Readonly<Record<string, { readonly title: string; readonly about: string }>> = {
  keep: { title: 'keep', about: 'stays byte for byte' },
  process: { title: 'look inside', about: 'the Sequence stays; its items are treated element by element' },
  clean: { title: 'clean text', about: 'each value as decided: kept, replaced, or taken out' },
  'shift-date': { title: 'shift date', about: "by the patient's own number of days" },
  'remap-uid': { title: 'remap UID', about: 'a new UID, the same wherever the old one stood' },
  'map-patient': { title: 'map patient', about: "the patient's new identifier" },
  replace: { title: 'replace', about: 'by the value given' },
  remove: { title: 'remove', about: 'the element goes, with all that is inside' },
  empty: { title: 'empty', about: 'the element stays without a value' },
  dummy: { title: 'dummy', about: 'a value that says nothing, legal for its VR' },
  add: { title: 'add', about: 'says what was done to this instance' },
  blocked: { title: 'blocked', about: 'nobody has decided yet' },
}
