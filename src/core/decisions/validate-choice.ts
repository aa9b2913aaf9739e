import { fail, ok, type Result } from '../result.ts'
import { leafOf, openedElement, parsePath, type PathText } from '../dicom/attribute-path.ts'
import { isPrivate } from '../dicom/tag.ts'
import { TEXTUAL, type VR } from '../dicom/vr.ts'
import { isFileMeta } from '../confidentiality/known-elements.ts'
import { TREATMENTS, type Choice } from './decision.ts'
import { whyIllegal } from '../confidentiality/legal-value.ts'
import { DECISIONS } from './texts.ts'

/**
 * Whether a choice can be carried out on an element.
 * @param vrs the VRs that it has in the files; none where the element is not (yet) in the inventory
 * @returns the choice, or one sentence on what does not go; never with a value in it
 */
export function validateChoice(choice: Choice, vrs: VR | readonly VR[], path?: PathText): Result<Choice, string> {
  const all = typeof vrs === 'string' ? [vrs] : vrs
  const why = whyNot(choice, all, path)
  return why === undefined ? ok(choice) : fail(why)
}

function whyNot(choice: Choice, vrs: readonly VR[], path: PathText | undefined): string | undefined {
  const { decision, treatment, replacement } = choice
  const opened = path === undefined ? undefined : openedElement(path)
  if (opened !== undefined) return DECISIONS.choice.insideOpaque(opened)
  if (treatment !== undefined && !TREATMENTS[decision].includes(treatment))
    return DECISIONS.choice.noTreatment(treatment, decision, TREATMENTS[decision])
  if (replacement !== undefined && treatment !== 'replace') return DECISIONS.choice.replacementOnly
  if (treatment === 'replace' && replacement === undefined) return DECISIONS.choice.replacementMissing
  if (treatment === 'shift-date' && isBirthDate(path)) return DECISIONS.choice.birthDate
  if (decision === 'retain') {
    const place = whyNotRetained(path)
    if (place !== undefined) return place
  }
  const isOwn = isPrivatePath(path)
  for (const vr of vrs) {
    const why = whyNotOnVr(choice, vr, isOwn)
    if (why !== undefined) return why
  }
  return undefined
}

/** Preamble and File Meta Information are written anew (PS3.15 E.1.1, step 7), and names are made from new identifiers. */
function whyNotRetained(path: PathText | undefined): string | undefined {
  const parsed = path === undefined ? undefined : parsePath(path)
  if (parsed === undefined) return undefined
  if (parsed.kind === 'outside') return DECISIONS.choice.outside
  const [first] = parsed.steps
  return first?.kind === 'public' && isFileMeta(first.tag) ? DECISIONS.choice.fileMeta : undefined
}

/** Patient's Birth Date, at any depth. */
function isBirthDate(path: PathText | undefined): boolean {
  const parsed = path === undefined ? undefined : parsePath(path)
  if (parsed?.kind !== 'element') return false
  const leaf = leafOf(parsed)
  return leaf.kind === 'public' && leaf.tag === 0x00100030
}

function isPrivatePath(path: PathText | undefined): boolean {
  const parsed = path === undefined ? undefined : parsePath(path)
  if (parsed?.kind !== 'element') return false
  const leaf = leafOf(parsed)
  return leaf.kind !== 'public' || isPrivate(leaf.tag)
}

const DATED: ReadonlySet<VR> = new Set<VR>(['DA', 'DT', 'TM'])
/** VRs in which private elements hold dates: text, and seconds since 1970. */
const PRIVATE_DATED: ReadonlySet<VR> = new Set<VR>([
  'FD',
  'IS',
  'LO',
  'LT',
  'SH',
  'SL',
  'ST',
  'SV',
  'UC',
  'UL',
  'UN',
  'UT',
  'UV',
  'DS',
  'CS',
])
/** VRs in which private elements hold UIDs. */
const PRIVATE_UID: ReadonlySet<VR> = new Set<VR>(['CS', 'LO', 'LT', 'OB', 'SH', 'ST', 'UC', 'UN', 'UT'])
const PATIENT: ReadonlySet<VR> = new Set<VR>(['LO', 'LT', 'PN', 'SH', 'ST', 'UC', 'UT'])

function whyNotOnVr({ treatment, replacement }: Choice, vr: VR, isOwn: boolean): string | undefined {
  switch (treatment) {
    case 'shift-date':
      return DATED.has(vr) || (isOwn && PRIVATE_DATED.has(vr)) ? undefined : DECISIONS.choice.noDate(vr)
    case 'remap-uid':
      return vr === 'UI' || (isOwn && PRIVATE_UID.has(vr)) ? undefined : DECISIONS.choice.noUid(vr)
    case 'map-patient':
      return PATIENT.has(vr) ? undefined : DECISIONS.choice.noPatient(vr)
    case 'clean':
      return TEXTUAL.has(vr) || vr === 'SQ' ? undefined : DECISIONS.choice.noText(vr)
    case 'replace': {
      const why = whyIllegal(replacement ?? '', vr)
      return why === undefined ? undefined : DECISIONS.choice.illegal(why)
    }
    default:
      return undefined
  }
}
