/** What XML 1.0 cannot hold in any spelling: control characters but tab and line ends, lone surrogates. */
const NOT_XML = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu

const NAMED: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
}

/** Text for an attribute; what XML cannot hold becomes `?`. */
export function escapeXml(text: string): string {
  return text.replace(NOT_XML, '?').replace(/[&<>"\t\n\r]/g, (character) => NAMED[character] ?? character)
}

/** Text for an element: quotes stand as they are. */
export function escapeXmlText(text: string): string {
  return text.replace(NOT_XML, '?').replace(/[&<>\t\n\r]/g, (character) => NAMED[character] ?? character)
}

/** Text for a comment, which must not hold `--` nor end with `-`. */
export function commentText(text: string): string {
  return text
    .replace(NOT_XML, '?')
    .replace(/-(?=-)/g, '- ')
    .replace(/-$/, '- ')
}
