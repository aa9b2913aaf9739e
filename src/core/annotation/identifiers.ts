import { leafOf, parsePath, type AttributePath, type PathText } from '../dicom/attribute-path.ts'
import type { Tag } from '../dicom/tag.ts'
import { SINGLE_VALUED_TEXT, type VR } from '../dicom/vr.ts'
import { tableE11 } from '../confidentiality/table-e11.ts'
import type { PlainInventory } from '../inventory/inventory.ts'

/** What an identifying value is. */
export type IdentifierKind = 'name' | 'id' | 'birth-date' | 'date' | 'uid' | 'address' | 'phone' | 'institution' | 'device'

/** One value, of an element whose values identify, as it stands in the collection. */
export interface IdentifyingToken {
  readonly token: string
  readonly path: PathText
  readonly kind: IdentifierKind
}

/** Elements that identify whatever their VR says; names (PN), UIDs and dates are known by their VR. */
const KINDS: ReadonlyMap<Tag, IdentifierKind> = new Map<Tag, IdentifierKind>([
  [0x00100020, 'id'], // Patient ID
  [0x00101000, 'id'], // Other Patient IDs
  [0x00101050, 'id'], // Insurance Plan Identification
  [0x00101090, 'id'], // Medical Record Locator
  [0x00080050, 'id'], // Accession Number
  [0x00200010, 'id'], // Study ID
  [0x00380010, 'id'], // Admission ID
  [0x00380060, 'id'], // Service Episode ID
  [0x00400009, 'id'], // Scheduled Procedure Step ID
  [0x00400253, 'id'], // Performed Procedure Step ID
  [0x00401001, 'id'], // Requested Procedure ID
  [0x00402006, 'id'], // Placer Order Number / Procedure
  [0x00402007, 'id'], // Filler Order Number / Procedure
  [0x00402016, 'id'], // Placer Order Number / Imaging Service Request
  [0x00402017, 'id'], // Filler Order Number / Imaging Service Request
  [0x0040050a, 'id'], // Specimen Accession Number
  [0x00400512, 'id'], // Container Identifier
  [0x00400551, 'id'], // Specimen Identifier
  [0x00120040, 'id'], // Clinical Trial Subject ID
  [0x00120042, 'id'], // Clinical Trial Subject Reading ID
  [0x00100030, 'birth-date'], // Patient's Birth Date
  [0x00101040, 'address'], // Patient's Address
  [0x00080081, 'address'], // Institution Address
  [0x00080092, 'address'], // Referring Physician's Address
  [0x00401102, 'address'], // Person's Address
  [0x00102154, 'phone'], // Patient's Telephone Numbers
  [0x00102155, 'phone'], // Patient's Telecom Information
  [0x00080094, 'phone'], // Referring Physician's Telephone Numbers
  [0x00401103, 'phone'], // Person's Telephone Numbers
  [0x00401104, 'phone'], // Person's Telecom Information
  [0x00402010, 'phone'], // Order Callback Phone Number
  [0x00080080, 'institution'], // Institution Name
  [0x00081040, 'institution'], // Institutional Department Name
  [0x00100021, 'institution'], // Issuer of Patient ID
  [0x00321020, 'institution'], // Scheduled Study Location
  [0x00081010, 'device'], // Station Name
  [0x00181000, 'device'], // Device Serial Number
  [0x00181004, 'device'], // Plate ID
  [0x00181008, 'device'], // Gantry ID
  [0x0018700a, 'device'], // Detector ID
  [0x00400242, 'device'], // Performed Station Name
  [0x00400010, 'device'], // Scheduled Station Name
])

/** What the values of an element identify; undefined where the element is not made to identify. */
export function identifierKind(path: AttributePath | PathText, vrs: readonly VR[]): IdentifierKind | undefined {
  const parsed = typeof path === 'string' ? parsePath(path) : path
  if (parsed?.kind !== 'element' || parsed.inside !== undefined) return undefined
  const leaf = leafOf(parsed)
  const listed = leaf.kind === 'public' ? KINDS.get(leaf.tag) : undefined
  if (listed !== undefined) return listed
  if (vrs.includes('PN')) return 'name'
  if (leaf.kind !== 'public') return undefined
  const row = tableE11(leaf.tag)
  if (row === undefined || row.tagPattern === 'private') return undefined
  if (vrs.includes('UI')) return 'uid'
  return vrs.includes('DA') || vrs.includes('DT') ? 'date' : undefined
}

/** Whether the element is there to identify a person, a visit, a place: its own values are no overlap with it. */
export function isIdentifierElement(path: AttributePath | PathText, vrs: readonly VR[]): boolean {
  return identifierKind(path, vrs) !== undefined
}

/** Instance UIDs and dates are as many as there are files; only who needs them asks for them. */
const FEW: readonly IdentifierKind[] = ['name', 'id', 'birth-date', 'address', 'phone', 'institution', 'device']

/**
 * Every value that identifies, over the whole inventory: one entry for each distinct value of each element, values of
 * multi-valued elements one by one. Read one element at a time; names come as they stand (`DOE^JANE`).
 */
export function identifyingTokens(inventory: PlainInventory, kinds: readonly IdentifierKind[] = FEW): readonly IdentifyingToken[] {
  const tokens: IdentifyingToken[] = []
  let path: PathText | undefined
  let seen = new Set<string>()
  for (const found of identifyingTokensInTurn(inventory, kinds)) {
    if (found.path !== path) seen = new Set()
    path = found.path
    if (!seen.has(found.token)) tokens.push(found)
    seen.add(found.token)
  }
  return tokens
}

/** The same without holding any: one that several values of a multi-valued element have comes more than once. */
export function* identifyingTokensInTurn(inventory: PlainInventory, kinds: readonly IdentifierKind[]): Generator<IdentifyingToken> {
  for (const { path, vrs } of inventory.elements()) {
    const kind = identifierKind(path, vrs)
    if (kind === undefined || !kinds.includes(kind)) continue
    for (const { value, vr, form } of inventory.values(path)) {
      if (form !== 'text') continue
      for (const part of SINGLE_VALUED_TEXT.has(vr) ? [value] : value.split('\\')) {
        const token = part.trim()
        if (token !== '') yield { token, path, kind }
      }
    }
  }
}
