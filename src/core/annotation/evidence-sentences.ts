import type { ValueEvidence } from './found-evidence.ts'
import type { IdentifierKind } from './identifiers.ts'

const KINDS: Readonly<Record<IdentifierKind, string>> = {
  name: 'a name',
  id: 'an ID or accession number',
  'birth-date': 'the birth date',
  date: 'a date',
  uid: 'a UID',
  address: 'an address',
  phone: 'a phone number',
  institution: 'the institution',
  device: 'the device serial number or station',
}

/** The evidence in words, what weighs most first. */
export function evidenceSentences(evidence: Omit<ValueEvidence, 'sentences'>): readonly string[] {
  if (evidence.distinctValues === 0) return ['No file has a value in it.']
  return [...overlapSentences(evidence), ...whomSentences(evidence), ...whereSentences(evidence), ...shapeSentences(evidence)]
}

function overlapSentences({ overlaps, patientsSearched }: Omit<ValueEvidence, 'sentences'>): readonly string[] {
  if (patientsSearched === 0) return ['No identifier of a patient is known to compare with.']
  if (overlaps.length === 0) return [`No overlap with identifiers of the same patient; ${counted(patientsSearched, 'patient')} searched.`]
  return overlaps.map(
    ({ kind, values, patients }) =>
      `${counted(values, 'value')} ${values === 1 ? 'overlaps' : 'overlap'} ${KINDS[kind]} of the same patient, in ${counted(patients, 'patient')}.`,
  )
}

function whomSentences({ follows, patients, constantIn }: Omit<ValueEvidence, 'sentences'>): readonly string[] {
  if (constantIn.collection) return []
  switch (follows) {
    case 'patient':
      return ['It varies between patients and is constant within one: it follows the patient, as an identifier does.']
    case 'acquisition':
      return ['It varies within patients and comes again in others: it follows the acquisition, as physics does.']
    case 'neither':
      return ['It follows neither the patient nor the acquisition clearly.']
    case 'untold':
      return [
        patients < 2
          ? 'There is one patient only: whom it follows cannot be told.'
          : 'No patient has several series with it: patient and acquisition cannot be told apart.',
      ]
  }
}

function whereSentences({ constantIn, fewestPatients, patients, kind }: Omit<ValueEvidence, 'sentences'>): readonly string[] {
  const where = constantIn.collection
    ? 'It has one value in the whole collection.'
    : constantIn.scanner
      ? 'It is constant within each scanner.'
      : constantIn.patient
        ? 'It is constant within each patient.'
        : constantIn.series
          ? 'It is constant within each series.'
          : 'It varies inside series.'
  if (fewestPatients === 0 || patients < 2) return [where]
  if (fewestPatients === 1) return [where, 'Some value is found in one patient only.']
  const caution = kind === 'text' ? ' That says nothing where it names staff or an institution.' : ''
  return [where, `Every value is shared by at least ${fewestPatients} of ${patients} patients.${caution}`]
}

function shapeSentences({ kind, range, shapes, distinctValues }: Omit<ValueEvidence, 'sentences'>): readonly string[] {
  const sentences: string[] = []
  if (kind === 'opaque') sentences.push('It holds bytes: what is in them is known only as far as they were opened.')
  if (kind === 'numeric') sentences.push(range === undefined ? 'It holds numbers.' : `It holds numbers from ${range[0]} to ${range[1]}.`)
  const looks: readonly (readonly [number | undefined, string])[] = [
    [shapes['name-like'], 'a name'],
    [shapes['date-like'], 'a date'],
    [shapes['uid-like'], 'a UID'],
    [shapes['free-text'], 'words that a person wrote'],
  ]
  for (const [count, what] of looks)
    if (count !== undefined)
      sentences.push(`${count} of ${counted(distinctValues, 'value')} ${count === 1 ? 'looks' : 'look'} like ${what}.`)
  return sentences
}

function counted(count: number, what: string): string {
  return `${count.toLocaleString('en')} ${what}${count === 1 ? '' : 's'}`
}
