/**
 * Valid documents with nothing in them, to stand in an Encapsulated Document (0042,0011) that goes (PS3.15 E.1.1
 * step 2, note 1: the dummy keeps the IOD valid).
 */

/** @param mimeType (0042,0012); the document is of the kind it names, a PDF where it names none that we can make */
export function blankDocument(mimeType: string): Uint8Array {
  switch (mimeType.trim().toLowerCase().split(';')[0]) {
    case 'text/xml':
    case 'application/xml':
      return latin1(BLANK_CDA)
    case 'model/stl':
    case 'application/sla':
      // Binary STL: 80 bytes of header, then the number of triangles.
      return new Uint8Array(84)
    case 'model/obj':
    case 'model/mtl':
    case 'text/plain':
      return latin1('# blank\n')
    default:
      return blankPdf()
  }
}

const BLANK_CDA =
  '<?xml version="1.0" encoding="UTF-8"?><ClinicalDocument xmlns="urn:hl7-org:v3">' +
  '<typeId root="2.16.840.1.113883.1.3" extension="POCD_HD000040"/></ClinicalDocument>\n'

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
