/**
 * Valid documents with nothing in them, to stand in an Encapsulated Document (0042,0011) that goes (PS3.15 E.1.1
 * step 2, note 1: the dummy keeps the IOD valid).
 */

/** A kind of document that can be made blank, as MIME Type of Encapsulated Document (0042,0012) spells it (PS3.3 C.24.2). */
export type DocumentType = 'application/pdf' | 'text/XML' | 'model/stl' | 'model/obj' | 'model/mtl' | 'text/plain'

/** Where the SOP Class allows one kind of document only (PS3.3 A.45, A.85, A.104). */
const TYPE_OF_SOP_CLASS: ReadonlyMap<string, DocumentType> = new Map([
  ['1.2.840.10008.5.1.4.1.1.104.1', 'application/pdf'],
  ['1.2.840.10008.5.1.4.1.1.104.2', 'text/XML'],
  ['1.2.840.10008.5.1.4.1.1.104.3', 'model/stl'],
  ['1.2.840.10008.5.1.4.1.1.104.4', 'model/obj'],
  ['1.2.840.10008.5.1.4.1.1.104.5', 'model/mtl'],
])

const TYPE_OF_MIME_TYPE: ReadonlyMap<string, DocumentType> = new Map([
  ['text/xml', 'text/XML'],
  ['application/xml', 'text/XML'],
  ['model/stl', 'model/stl'],
  ['application/sla', 'model/stl'],
  ['model/obj', 'model/obj'],
  ['model/mtl', 'model/mtl'],
  ['text/plain', 'text/plain'],
])

/**
 * The kind of document that an instance must have: what its SOP Class asks for, otherwise what it says itself.
 * @param sopClass SOP Class UID; empty where it is not known
 * @param mimeType the value of (0042,0012) as found, which may say something else as well; a PDF where it names no kind that we can make
 */
export function documentType(sopClass: string, mimeType: string): DocumentType {
  const said = mimeType.trim().toLowerCase().split(';')[0] ?? ''
  return TYPE_OF_SOP_CLASS.get(sopClass) ?? TYPE_OF_MIME_TYPE.get(said.trim()) ?? 'application/pdf'
}

/** A valid document of that kind with nothing in it. */
export function blankDocument(type: DocumentType): Uint8Array {
  switch (type) {
    case 'application/pdf':
      return blankPdf()
    case 'text/XML':
      return latin1(BLANK_CDA)
    case 'model/stl':
      // Binary STL: 80 bytes of header, then the number of triangles.
      return new Uint8Array(84)
    case 'model/obj':
    case 'model/mtl':
    case 'text/plain':
      return latin1('# blank\n')
  }
}

/** What CDA Release 2 (HL7) asks of every document, with no information (NI) in it. */
const BLANK_CDA =
  '<?xml version="1.0" encoding="UTF-8"?><ClinicalDocument xmlns="urn:hl7-org:v3">' +
  '<typeId root="2.16.840.1.113883.1.3" extension="POCD_HD000040"/>' +
  '<id nullFlavor="NI"/><code nullFlavor="NI"/><effectiveTime nullFlavor="NI"/><confidentialityCode nullFlavor="NI"/>' +
  '<recordTarget><patientRole><id nullFlavor="NI"/></patientRole></recordTarget>' +
  '<author><time nullFlavor="NI"/><assignedAuthor><id nullFlavor="NI"/></assignedAuthor></author>' +
  '<custodian><assignedCustodian><representedCustodianOrganization><id nullFlavor="NI"/>' +
  '</representedCustodianOrganization></assignedCustodian></custodian>' +
  '<component><nonXMLBody><text nullFlavor="NI"/></nonXMLBody></component></ClinicalDocument>\n'

/** One empty page, A4, with a cross-reference table whose offsets are true. */
function blankPdf(): Uint8Array {
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << >> >>',
  ]
  let text = '%PDF-1.4\n'
  const offsets = objects.map((object, index) => {
    const offset = text.length
    text += `${index + 1} 0 obj\n${object}\nendobj\n`
    return offset
  })
  const table = text.length
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n`
  for (const offset of offsets) text += `${String(offset).padStart(10, '0')} 00000 n \n`
  text += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${table}\n%%EOF\n`
  return latin1(text)
}

function latin1(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0))
}
