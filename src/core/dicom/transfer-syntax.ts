/** How a data set is laid out in bytes (PS3.5 10, Annex A). */
export interface TransferSyntax {
  readonly uid: string
  readonly explicitVr: boolean
  readonly littleEndian: boolean
  /** The data set after the File Meta Information is a raw deflate stream (PS3.5 A.5). */
  readonly deflated: boolean
  /** Pixel Data is a sequence of fragments (PS3.5 A.4). */
  readonly encapsulated: boolean
}

export const IMPLICIT_LE: TransferSyntax = {
  uid: '1.2.840.10008.1.2',
  explicitVr: false,
  littleEndian: true,
  deflated: false,
  encapsulated: false,
}
export const EXPLICIT_LE: TransferSyntax = {
  uid: '1.2.840.10008.1.2.1',
  explicitVr: true,
  littleEndian: true,
  deflated: false,
  encapsulated: false,
}
export const DEFLATED_LE: TransferSyntax = {
  uid: '1.2.840.10008.1.2.1.99',
  explicitVr: true,
  littleEndian: true,
  deflated: true,
  encapsulated: false,
}
export const EXPLICIT_BE: TransferSyntax = {
  uid: '1.2.840.10008.1.2.2',
  explicitVr: true,
  littleEndian: false,
  deflated: false,
  encapsulated: false,
}

/** Implicit little endian whose pixels are big endian: a private syntax of GE that archives still hold. */
const GE_IMPLICIT: TransferSyntax = { ...IMPLICIT_LE, uid: '1.2.840.113619.5.2' }

const plain = new Map([IMPLICIT_LE, EXPLICIT_LE, DEFLATED_LE, EXPLICIT_BE, GE_IMPLICIT].map((syntax) => [syntax.uid, syntax]))

/** Deflated throughout like {@link DEFLATED_LE}: JPIP Referenced Deflate and JPIP HTJ2K Referenced Deflate. */
const DEFLATED_JPIP = new Set(['1.2.840.10008.1.2.4.95', '1.2.840.10008.1.2.4.205'])
/** Explicit little endian whose pixels lie elsewhere: JPIP Referenced, JPIP HTJ2K Referenced. */
const NATIVE = new Set(['1.2.840.10008.1.2.4.94', '1.2.840.10008.1.2.4.204'])

/**
 * The layout that a Transfer Syntax UID stands for. Every syntax of PS3.6 that is not listed by name is explicit
 * little endian with encapsulated pixels (PS3.5 A.4), and so are private ones as far as anyone has met them.
 */
export function transferSyntax(uid: string): TransferSyntax {
  const known = plain.get(uid)
  if (known !== undefined) return known
  return {
    uid,
    explicitVr: true,
    littleEndian: true,
    deflated: DEFLATED_JPIP.has(uid),
    encapsulated: !NATIVE.has(uid) && !DEFLATED_JPIP.has(uid),
  }
}
