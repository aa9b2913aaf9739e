import { isGeProtocol, readGeProtocol } from './ge-protocol.ts'
import type { Entries } from './entries.ts'
import { holdsProtocol, readProtocol } from './phoenix-protocol.ts'
import { isXml, readXml } from './xml-block.ts'

/** Text up to this many characters is shown whole as the value of its element and needs no row of its own. */
const SHOWN_WHOLE = 1024
/** The key of a Siemens protocol that is an element by itself, (0021,"SIEMENS MR SDS 01",19) for one. */
const PROTOCOL = 'MrPhoenixProtocol'

const ASSIGNMENT = /^[ \t]*([A-Za-z_][\w.:[\]-]*(?: [\w.:[\]-]+){0,4})[ \t]*=[ \t]*(\S.*|)$/
const SECTION = /^[ \t]*(?:[#;[]|$)/

/** Reads text of a public form: a Siemens protocol, a GE protocol, XML, lines `key = value`; the lines of any other long text are `text`. */
export function readText(text: string, into: Entries): void {
  if (holdsProtocol(text)) {
    const until = text.indexOf('### ASCCONV BEGIN')
    into.add(PROTOCOL, text.slice(0, until < 0 ? text.length : until))
    readProtocol(text, PROTOCOL, into)
  } else if (isXml(text)) readXml(text, into)
  else if (isGeProtocol(text)) readGeProtocol(text, into)
  else readLines(text, into)
}

/** Markup and protocols are told from text at a glance: those of text elements are opened, their other texts are not. */
export function isMarkedUp(text: string): boolean {
  return holdsProtocol(text) || isXml(text)
}

function readLines(text: string, into: Entries): void {
  const lines = text.split(/\r\n|\n|\r/)
  const telling = lines.filter((line) => !SECTION.test(line))
  const assignments = telling.filter((line) => ASSIGNMENT.test(line)).length
  const areAssignments = assignments >= 2 && assignments >= telling.length * 0.9
  if (!areAssignments && text.length <= SHOWN_WHOLE) return
  for (const line of lines) {
    const match = areAssignments ? ASSIGNMENT.exec(line) : null
    if (match !== null) into.add((match[1] ?? '').replace(/\[\d+\]/g, '[*]'), match[2] ?? '', 'DS')
    else if (line.trim() !== '') into.add('text', line)
  }
}
