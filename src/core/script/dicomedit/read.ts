import { positionAt, type ScriptNote } from '../script-fault.ts'
import { lintStatements } from './lint.ts'
import { ScriptReader, SyntaxFault } from './script-reader.ts'
import type { Branch, Statement } from './syntax.ts'
import { DICOMEDIT } from './texts.ts'

export interface DicomEditScript {
  readonly version: string
  readonly statements: readonly Statement[]
}

/** Version lines that the newest library takes; each older one takes fewer. */
const VERSIONS = new Set(['6.0', '6.1', '6.2', '6.3', '6.4', '6.5', '6.6', '6.7', '6.10'])

/**
 * Reads a DicomEdit 6 script by its grammar. Every line that breaks it is noted, and those that keep to it are read all
 * the same, so that a curator sees all faults at once.
 */
export function readDicomEdit(text: string): { readonly script: DicomEditScript; readonly notes: readonly ScriptNote[] } {
  const notes: ScriptNote[] = []
  const note = (offset: number, message: string, severity: ScriptNote['severity'] = 'fault'): void => {
    notes.push({ ...positionAt(text, offset), message, severity })
  }
  const version = /^version "(6\.\d+)"(?:\r?\n|$)/.exec(text)
  if (version === null) note(0, DICOMEDIT.script.version)
  else if (!VERSIONS.has(version[1] ?? '')) note(9, DICOMEDIT.script.unknownVersion, 'warning')
  const reader = new ScriptReader(text, version === null ? 0 : version[0].length)
  if (version === null && /^[ \t]*version\b/.test(text)) reader.skipLine()
  const statements = readBlock(reader, note, false)
  if (text !== '' && !text.endsWith('\n')) note(text.length, DICOMEDIT.script.lastLine, 'fault')
  lintStatements(statements, version?.[1] ?? '6.6', note)
  return {
    script: { version: version?.[1] ?? '', statements },
    notes: notes.sort((a, b) => a.line - b.line || a.column - b.column),
  }
}

type Note = (offset: number, message: string) => void

/** Statements up to the end, or to the `}` of a block. */
function readBlock(reader: ScriptReader, note: Note, inBlock: boolean): readonly Statement[] {
  const statements: Statement[] = []
  for (;;) {
    reader.skipBlankLines()
    if (reader.atEnd()) {
      if (inBlock) note(reader.at, DICOMEDIT.script.openBlock)
      return statements
    }
    if (reader.sees('}')) {
      if (inBlock) return statements
      note(reader.at, DICOMEDIT.script.noBlock)
      reader.skipLine()
      continue
    }
    try {
      statements.push(reader.sees('if(') || reader.sees('if (') ? readIf(reader, note) : readLine(reader))
    } catch (fault) {
      if (!(fault instanceof SyntaxFault)) throw fault
      note(fault.at, fault.message)
      reader.skipLine()
    }
  }
}

function readLine(reader: ScriptReader): Statement {
  const statement = reader.statement()
  reader.endOfLine()
  return statement
}

function readIf(reader: ScriptReader, note: Note): Statement {
  const at = reader.at
  const branches: Branch[] = []
  reader.word('if')
  branches.push(readBranch(reader, note, reader.inParentheses()))
  for (;;) {
    const before = reader.at
    reader.skipBlankLines()
    if (reader.sees('elseif')) {
      reader.word('elseif')
      branches.push(readBranch(reader, note, reader.inParentheses()))
    } else if (reader.sees('else')) {
      reader.word('else')
      branches.push(readBranch(reader, note, undefined))
      return { kind: 'if', branches, at }
    } else {
      reader.at = before
      return { kind: 'if', branches, at }
    }
  }
}

function readBranch(reader: ScriptReader, note: Note, condition: Branch['condition']): Branch {
  reader.sign('{')
  reader.endOfLine()
  const body = readBlock(reader, note, true)
  if (reader.sees('}')) reader.sign('}')
  return { condition, body }
}
