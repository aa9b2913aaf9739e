import type { ValueEvidence } from './found-evidence.ts'
import { ANNOTATION } from './texts.ts'

/** The evidence in words, what weighs most first. */
export function evidenceSentences(evidence: Omit<ValueEvidence, 'sentences'>): readonly string[] {
  if (evidence.distinctValues === 0) return [ANNOTATION.evidence.noValue]
  return [...overlapSentences(evidence), ...whomSentences(evidence), ...whereSentences(evidence), ...shapeSentences(evidence)]
}

function overlapSentences({ overlaps, patientsSearched }: Omit<ValueEvidence, 'sentences'>): readonly string[] {
  if (patientsSearched === 0) return [ANNOTATION.evidence.noIdentifier]
  if (overlaps.length === 0) return [ANNOTATION.evidence.noOverlap(patientsSearched)]
  return overlaps.map(({ kind, values, patients }) => ANNOTATION.evidence.overlap(values, ANNOTATION.identifiers[kind], patients))
}

function whomSentences({ follows, patients, constantIn }: Omit<ValueEvidence, 'sentences'>): readonly string[] {
  if (constantIn.collection) return []
  switch (follows) {
    case 'patient':
      return [ANNOTATION.evidence.followsPatient]
    case 'acquisition':
      return [ANNOTATION.evidence.followsAcquisition]
    case 'neither':
      return [ANNOTATION.evidence.followsNeither]
    case 'untold':
      return [patients < 2 ? ANNOTATION.evidence.onePatient : ANNOTATION.evidence.oneSeries]
  }
}

function whereSentences({ constantIn, fewestPatients, patients, kind }: Omit<ValueEvidence, 'sentences'>): readonly string[] {
  const where = constantIn.collection
    ? ANNOTATION.evidence.oneValue
    : constantIn.scanner
      ? ANNOTATION.evidence.constantInScanner
      : constantIn.patient
        ? ANNOTATION.evidence.constantInPatient
        : constantIn.series
          ? ANNOTATION.evidence.constantInSeries
          : ANNOTATION.evidence.varies
  if (fewestPatients === 0 || patients < 2) return [where]
  if (fewestPatients === 1) return [where, ANNOTATION.evidence.onePatientOnly]
  const { shared, textShared } = ANNOTATION.evidence
  return [where, (kind === 'text' ? textShared : shared)(fewestPatients, patients)]
}

function shapeSentences({ kind, range, shapes, distinctValues }: Omit<ValueEvidence, 'sentences'>): readonly string[] {
  const sentences: string[] = []
  if (kind === 'opaque') sentences.push(ANNOTATION.evidence.bytes)
  if (kind === 'numeric')
    sentences.push(range === undefined ? ANNOTATION.evidence.numbers : ANNOTATION.evidence.numbersFrom(range[0], range[1]))
  for (const shape of SHAPES) {
    const some = shapes[shape]
    if (some !== undefined) sentences.push(ANNOTATION.evidence.looksLike(some, distinctValues, ANNOTATION.shapes[shape]))
  }
  return sentences
}

const SHAPES = ['name-like', 'date-like', 'uid-like', 'free-text'] as const
