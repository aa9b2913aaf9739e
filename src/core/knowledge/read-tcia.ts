import { pathKey } from '../dicom/attribute-path.ts'
import { isVR } from '../dicom/vr.ts'
import { csvLines, type CsvLine } from './csv-lines.ts'
import type { ListedStatement, ReadList, ReadRow, Remark } from './list-row.ts'
import { TCIA_MEANS } from './statement.ts'
import { readSignature } from './tcia-signature.ts'
import { KNOWLEDGE } from './texts.ts'

/** Columns of TCIA's Private Tag Knowledge Base, as TCIA publishes it. */
export const TCIA_COLUMNS = ['element_sig_pattern', 'tag_name', 'vr', 'private_disposition'] as const

/**
 * TCIA's knowledge base, clean or as it is published: quotes lost, capitals and blanks in the dispositions, creators
 * missing, the same element decided twice. Every row is accounted for.
 */
export function readTcia(text: string): ReadList {
  const [header, ...lines] = csvLines(text)
  const names = header?.cells.map((cell) => cell.trim().toLowerCase()) ?? []
  const rows = lines.map((line) => readRow(line, (column) => line.cells[names.indexOf(column)] ?? '', names.length))
  return { kind: 'tcia', rows: withDoubles(rows) }
}

function readRow(line: CsvLine, cell: (column: (typeof TCIA_COLUMNS)[number]) => string, width: number): ReadRow {
  const remarks: Remark[] = []
  const rejected = (remark: Remark): ReadRow => ({ line: line.line, fate: 'rejected', remarks: [...remarks, remark] })
  if (line.brokenQuotes || line.cells.length !== width)
    return rejected({ problem: 'broken-line', message: KNOWLEDGE.rows.cells(line.cells.length, width) })
  const signature = readSignature(cell('element_sig_pattern'))
  if (signature === undefined) return rejected({ problem: 'no-path', message: KNOWLEDGE.rows.noPath })
  remarks.push(...signature.remarks)
  const said = cell('private_disposition')
  const word = said.trim().toLowerCase()
  if (said !== said.trim()) remarks.push({ problem: 'stray-blank', message: KNOWLEDGE.rows.blanksDisposition })
  if (said.trim() !== word) remarks.push({ problem: 'stray-case', message: KNOWLEDGE.rows.capitalLetter })
  const vrText = cell('vr').trim()
  if (vrText !== '' && !isVR(vrText)) remarks.push({ problem: 'unknown-vr', message: KNOWLEDGE.rows.anyVr })
  if (!signature.usable) return { line: line.line, fate: 'rejected', remarks }
  if (word === '') return rejected({ problem: 'no-disposition', message: KNOWLEDGE.rows.undecided })
  if (!Object.hasOwn(TCIA_MEANS, word)) return rejected({ problem: 'unknown-word', message: KNOWLEDGE.rows.unknownWord })
  const statement: ListedStatement = {
    path: signature.path,
    name: cell('tag_name').trim(),
    vr: isVR(vrText) ? vrText : undefined,
    vrText,
    word,
  }
  return { line: line.line, fate: remarks.length === 0 ? 'used' : 'repaired', remarks, statement }
}

/** The most restrictive word first. */
const RESTRICTIVE = ['d', 'na', 'h', 'o', 'oi', 'k']

/** Rows on one element and VR that differ in their word: all of them take the most restrictive one, and say so. */
function withDoubles(rows: readonly ReadRow[]): readonly ReadRow[] {
  const byKey = Map.groupBy(
    rows.filter(({ statement }) => statement !== undefined),
    ({ statement }) => `${pathKey(statement?.path ?? '')} ${statement?.vr ?? ''}`,
  )
  return rows.map((row) => {
    const { statement } = row
    const same = statement === undefined ? [] : (byKey.get(`${pathKey(statement.path)} ${statement.vr ?? ''}`) ?? [])
    if (statement === undefined || same.length < 2) return row
    const words = same.map((one) => one.statement?.word ?? '')
    const word = RESTRICTIVE.find((one) => words.includes(one)) ?? statement.word
    const others = same.filter((one) => one !== row).map(({ line }) => line)
    if (new Set(words).size > 1) {
      const remark: Remark = {
        problem: 'double-disposition',
        message: KNOWLEDGE.rows.otherWord(others, word),
      }
      return { ...row, fate: 'repaired', remarks: [...row.remarks, remark], statement: { ...statement, word } }
    }
    if (same[0] === row) return row
    const repeated: Remark = { problem: 'repeated', message: KNOWLEDGE.rows.repeated(others) }
    return { ...row, fate: 'repaired', remarks: [...row.remarks, repeated] }
  })
}
