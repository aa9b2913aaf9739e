import { formatPath } from '../dicom/attribute-path.ts'
import type { ReadList, ReadRow, Remark } from './list-row.ts'
import { KNOWLEDGE } from './texts.ts'

const ELEMENT = /<element\b((?:[^>"']|"[^"]*"|'[^']*')*)\/?>/g
const ATTRIBUTE = /([A-Za-z][\w.-]*)\s*=\s*(?:"([^"]*)"|'([^']*)')/g
const ENTITY = /&(?:#x([0-9A-Fa-f]+)|#(\d+)|(amp|lt|gt|quot|apos));/g
const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/**
 * CTP's `PrivateTagDictionary.xml`: the `element` elements with their attributes `gp`, `cr`, `el`, `code`, `vr`, `key`,
 * wherever they stand, as CTP itself looks for them. Comments are passed over; nothing else of XML is needed or read.
 */
export function readCtpDictionary(text: string): ReadList {
  const plain = text.replace(/<!--[\s\S]*?-->/g, (comment) => comment.replace(/[^\n]/g, ' '))
  const lineAt = lineCounter(plain)
  const rows = [...plain.matchAll(ELEMENT)].map((match) => readElement(lineAt(match.index), match[1] ?? ''))
  return { kind: 'ctp', rows }
}

function readElement(line: number, attributesText: string): ReadRow {
  const attributes = new Map(
    [...attributesText.matchAll(ATTRIBUTE)].map((match) => [match[1] ?? '', unescapeXml(match[2] ?? match[3] ?? '')]),
  )
  const value = (name: string): string => attributes.get(name) ?? ''
  const reject = (remark: Remark): ReadRow => ({ line, fate: 'rejected', remarks: [remark] })
  const group = value('gp').trim()
  const element = value('el').trim()
  const creator = value('cr').trim()
  if (!/^[0-9A-Fa-f]{1,4}$/.test(group) || !/^[0-9A-Fa-f]{1,4}$/.test(element))
    return reject({ problem: 'no-path', message: KNOWLEDGE.rows.ctpNoPath })
  if (creator === '') return reject({ problem: 'empty-creator', message: KNOWLEDGE.rows.noCreator })
  const word = value('code').trim()
  if (word === '') return reject({ problem: 'no-disposition', message: KNOWLEDGE.rows.noCode })
  const remarks: Remark[] = creator === value('cr') ? [] : [{ problem: 'stray-blank', message: KNOWLEDGE.rows.blanksCreator }]
  if (word !== word.toUpperCase()) remarks.push({ problem: 'stray-case', message: KNOWLEDGE.rows.smallLetter })
  const path = formatPath({
    kind: 'element',
    steps: [{ kind: 'private', group: parseInt(group, 16), creator, element: parseInt(element, 16) & 0xff }],
  })
  const statement = { path, name: value('key').trim(), vr: undefined, vrText: value('vr').trim(), word: word.toUpperCase() }
  return { line, fate: remarks.length === 0 ? 'used' : 'repaired', remarks, statement }
}

function unescapeXml(text: string): string {
  return text.replace(ENTITY, (whole, code16: string | undefined, code10: string | undefined, name: string | undefined) => {
    if (name !== undefined) return NAMED[name] ?? whole
    const code = code16 === undefined ? Number(code10) : parseInt(code16, 16)
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole
  })
}

/** Lines of places that are asked for in order. */
function lineCounter(text: string): (at: number) => number {
  let line = 1
  let seen = 0
  return (at) => {
    for (; seen < at; seen += 1) if (text[seen] === '\n') line += 1
    return line
  }
}
