import type { PrivateElementRow } from '../../../contract/private-answers.ts'
import type { Statement } from '../../../core/knowledge/statement.ts'
import { KNOWLEDGE } from '../../../core/knowledge/texts.ts'
import { DECISION_WORDS, isDecisionWord } from '../../parts/words.ts'
import { PRIVATE } from './texts.ts'

/** The sources that have a column of their own, in their order. */
export const SOURCES = [
  { id: 'tcia', head: 'TCIA', of: (source: string) => source.startsWith('TCIA') },
  { id: 'ctp', head: 'CTP', of: (source: string) => source.startsWith('CTP') },
  { id: 'safe', head: 'E.3.10-1', of: (source: string) => source.startsWith('PS3.15') },
  { id: 'files', head: PRIVATE.statements.heads.files, of: (source: string) => source === KNOWLEDGE.sources.files },
  { id: 'team', head: PRIVATE.statements.heads.team, of: (source: string) => source === KNOWLEDGE.sources.team },
] as const
export type SourceId = (typeof SOURCES)[number]['id']

/** What a cell says for a source: its own words, and what is behind them. */
export interface StatementCell {
  /** Empty where the source is silent. */
  readonly text: string
  /** Said for another scanner only. */
  readonly elsewhere: boolean
  readonly title: string
}

const SILENT: StatementCell = { text: '', elsewhere: false, title: PRIVATE.statements.silentTitle }

function letter({ source, word }: Statement): string {
  if (source !== KNOWLEDGE.sources.team) return word
  const [decision = '', treatment] = word.split(':')
  return `${isDecisionWord(decision) ? DECISION_WORDS[decision].letter : decision}${treatment === undefined ? '' : '~'}`
}

/** `TCIA 2024-02-01: k`, with what goes with the word. */
export function statementWords({ source, date, word, detail }: Statement): string {
  return `${[source, date].filter((part) => part !== '').join(' ')}: ${word}${detail === '' ? '' : `, ${detail}`}`
}

/** What one source says of an element; several of its statements are all there. */
export function statementCell({ statements, team }: Pick<PrivateElementRow, 'statements' | 'team'>, id: SourceId): StatementCell {
  const source = SOURCES.find((one) => one.id === id)
  const said = statements.filter((statement) => source?.of(statement.source) === true)
  if (said.length === 0) return SILENT
  const elsewhere = id === 'team' && team === 'out-of-scope'
  const words = [...new Set(said.map(letter))].join(' ')
  const title = said.map(statementWords).join('\n')
  return { text: words, elsewhere, title: elsewhere ? `${PRIVATE.statements.elsewhereTitle}\n${title}` : title }
}
