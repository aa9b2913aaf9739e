import { elementOf, groupOf, type Tag } from '../dicom/tag.ts'

/** Encrypted Attributes and MAC Parameters, with what is inside (PS3.15 E.1.1, C; PS3.3 C.12.1.1.3): never kept. */
export const ENCRYPTED: ReadonlySet<Tag> = new Set([
  0x04000005, // MAC ID Number
  0x04000010, // MAC Calculation Transfer Syntax UID
  0x04000015, // MAC Algorithm
  0x04000020, // Data Elements Signed
  0x04000120, // Signature
  0x04000500, // Encrypted Attributes Sequence
  0x04000510, // Encrypted Content Transfer Syntax UID
  0x04000520, // Encrypted Content
  0x4ffe0001, // MAC Parameters Sequence
])

/** Bytes (OB, OW) that are samples or tables of the image and have no room for text, by their definition in PS3.3. */
const IMAGE_LIKE: ReadonlySet<Tag> = new Set([
  0x00281201, // Red Palette Color Lookup Table Data
  0x00281202, // Green
  0x00281203, // Blue
  0x00281204, // Alpha
  0x00281211, // Large Red
  0x00281212, // Large Green
  0x00281213, // Large Blue
  0x00281221, // Segmented Red
  0x00281222, // Segmented Green
  0x00281223, // Segmented Blue
  0x00281224, // Segmented Alpha
  0x00281408, // Blending Lookup Table Data
  0x00282000, // ICC Profile
  0x00283006, // LUT Data
  0x00660023, // Triangle Point Index List
  0x00660024, // Edge Point Index List
  0x00660025, // Vertex Point Index List
  0x00660029, // Primitive Point Index List
  0x00660103, // Recommended Display CIELab Value List
  0x00701808, // Weighting Lookup Table Data
  0x54000110, // Channel Minimum Value
  0x54000112, // Channel Maximum Value
  0x5400100a, // Waveform Padding Value
  0x54001010, // Waveform Data
  0x7fe00008, // Float Pixel Data
  0x7fe00009, // Double Float Pixel Data
  0x7fe00010, // Pixel Data
  // Elements of VR "US or SS" are found as OW in some files; they are numbers all the same.
  0x00280106, // Smallest Image Pixel Value
  0x00280107, // Largest Image Pixel Value
  0x00280108, // Smallest Pixel Value in Series
  0x00280109, // Largest Pixel Value in Series
  0x00280120, // Pixel Padding Value
  0x00280121, // Pixel Padding Range Limit
  0x00281101, // Red Palette Color Lookup Table Descriptor
  0x00281102, // Green
  0x00281103, // Blue
  0x00283002, // LUT Descriptor
])

export function isImageLikeBulk(tag: Tag): boolean {
  return IMAGE_LIKE.has(tag)
}

/** Text attributes of the Code Sequence Macro (PS3.3 Table 8.8-1). */
const CODE_MACRO: ReadonlySet<Tag> = new Set([
  0x00080100, // Code Value
  0x00080102, // Coding Scheme Designator
  0x00080103, // Coding Scheme Version
  0x00080104, // Code Meaning
  0x00080105, // Mapping Resource
  0x00080119, // Long Code Value
  0x00080120, // URN Code Value
  0x00080122, // Mapping Resource Name
])

export function isCodeMacro(tag: Tag): boolean {
  return CODE_MACRO.has(tag)
}

/** Code Value, Long Code Value and Code Meaning: what a local coding scheme may fill with anything. */
export const CODE_CONTENT: ReadonlySet<Tag> = new Set([0x00080100, 0x00080104, 0x00080119])

export const CODING_SCHEME_DESIGNATOR: Tag = 0x00080102

/** Coding schemes of PS3.16 Table 8-1 that are nobody's own. */
const STANDARD_SCHEMES: ReadonlySet<string> = new Set(
  (
    'ACR ASTM-sigpurpose ATLAS BARI BCT BI BIRADS C4 C5 CAP CD2 CDT CSP CTV3 DCM DCMUID DICOM FMA GMDN HL7 HPC I10 I10P I11 I9 I9C ' +
    'ICDO3 IANA IEC ISO3166_1 ISO639_1 ISO639_2 ITIS_TSN LN MA MAYOASRG MDC MDNS MSH MVX NCBI NCDR NCIt NDC NEU NICIP NPI PATHLEX ' +
    'PubChem_CID RADLEX RFC3066 RFC5646 RO SBSI SCPECG SCT SNM3 SRT UBERON UCUM UMLS UNS UPC V4 ZFIN 99SDM'
  ).split(' '),
)

/** Whether every designator is of a published scheme, and none is private (`99…`) or local. */
export function areStandardSchemes(designators: readonly string[]): boolean {
  return designators.every((designator) => STANDARD_SCHEMES.has(designator.trim()) || /^NCDR( \[.*\])?$/.test(designator.trim()))
}

/** Days of birth and death by another calendar: text by their VR, and as telling as Patient's Birth Date. */
const DAYS_AS_TEXT: ReadonlySet<Tag> = new Set<Tag>([0x00100033, 0x00100034])

export function isDayAsText(tag: Tag): boolean {
  return DAYS_AS_TEXT.has(tag)
}

/** File Meta Information, group 0002. */
export function isFileMeta(tag: Tag): boolean {
  return groupOf(tag) === 0x0002
}

/** Data Set Trailing Padding (PS3.5 7.1, note): bytes without a meaning. */
export const TRAILING_PADDING: Tag = 0xfffcfffc

/** Elements of groups 0000, and of the directory records of a DICOMDIR, are misplaced in an instance (PS3.3, PS3.7). */
export function isMisplaced(tag: Tag): boolean {
  return groupOf(tag) === 0x0000 || (groupOf(tag) === 0x0004 && elementOf(tag) !== 0)
}

/** Encapsulated Document Length: Table E.1-1 replaces the document (D), so that its length would be of one that is gone. */
export const DOCUMENT_LENGTH: Tag = 0x00420015

/** Units of Rescale Type and Modality LUT Type: text by their VR, terms by PS3.3 C.11.1.1.2. */
const RESCALE_TERMS: ReadonlySet<string> = new Set(['OD', 'HU', 'US', 'MGML', 'Z_EFF', 'ED', 'EDW', 'HU_MOD', 'PCT'])
/** What PS3.3 C.24.2 and A.45, A.85, A.104 allow for a document: text by its VR, a kind of file by its meaning. */
const MEDIA_TYPES: ReadonlySet<string> = new Set(
  'application/pdf text/XML text/xml application/xml model/stl model/obj model/mtl image/jpeg image/png image/tiff'.split(' '),
)
const DEFINED_TERMS: ReadonlyMap<Tag, ReadonlySet<string>> = new Map([
  [0x00281054, RESCALE_TERMS],
  [0x00283004, RESCALE_TERMS],
  [0x00420012, MEDIA_TYPES], // MIME Type of Encapsulated Document
  [0x00420014, MEDIA_TYPES], // List of MIME Types
])

/** Whether an attribute of a text VR has defined terms that say nothing of anybody. */
export function hasDefinedTerms(tag: Tag): boolean {
  return DEFINED_TERMS.has(tag) || tag === CODING_SCHEME_DESIGNATOR
}

/** Whether a value, one or several, is of the attribute's defined terms; an empty one is. */
export function isDefinedTerm(tag: Tag, text: string): boolean {
  if (tag === CODING_SCHEME_DESIGNATOR) return text.trim() === '' || areStandardSchemes([text])
  return text.split('\\').every((one) => one.trim() === '' || DEFINED_TERMS.get(tag)?.has(one.trim()) === true)
}
