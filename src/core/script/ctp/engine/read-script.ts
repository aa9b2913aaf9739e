import type { ScriptNote } from '../../script-fault.ts'
import { positionAt } from '../../script-fault.ts'
import { piecesOf } from './script-language.ts'
import { lintRules } from './lint-rules.ts'
import { readXml, type XmlElement } from './read-xml.ts'
import { CTP_ENGINE } from './texts.ts'

/** A script of CTP's DicomAnonymizer as CTP takes it. */
export interface CtpScriptRead {
  readonly parameters: ReadonlyMap<string, string>
  readonly rules: readonly CtpRule[]
  /** Groups that stay, as four hexadecimal digits in upper case. */
  readonly keptGroups: ReadonlySet<string>
  readonly keepsSafe: boolean
  /** `privategroups`, `unspecifiedelements`, `curves`, `overlays`. */
  readonly removes: ReadonlySet<string>
}

export interface CtpRule {
  /** Eight hexadecimal digits; of a private rule group and low byte. */
  readonly tag:
    | { readonly kind: 'public'; readonly tag: number }
    | { readonly kind: 'private'; readonly group: number; readonly creator: string; readonly element: number }
  readonly name: string
  /** What becomes of the element, trimmed as CTP trims it. */
  readonly script: string
  readonly line: number
}

export type Note = (offset: number, message: string, severity?: ScriptNote['severity']) => void

/** Functions of DicomAnonymizer scripts. */
const FUNCTIONS = new Set(
  (
    'keep|remove|empty|blank|always|require|param|contents|value|truncate|hash|hashname|hashptid|hashuid|hashdate|incrementdate|' +
    'modifydate|dateinterval|round|date|time|lowercase|uppercase|initials|pathelement|integer|lookup|encrypt|decrypt|if|select|' +
    'append|process|quarantine|skip|call'
  ).split('|'),
)
const TESTS = new Set(['isblank', 'exists', 'equals', 'contains', 'matches', 'greaterthan'])
const REMOVALS = new Set(['privategroups', 'unspecifiedelements', 'curves', 'overlays'])

/** Reads a script in either of its forms, with everything that CTP would ignore or take otherwise than it looks. */
export function readCtpScript(text: string): { readonly script: CtpScriptRead; readonly notes: readonly ScriptNote[] } {
  const notes: ScriptNote[] = []
  const note: Note = (offset, message, severity = 'fault') => void notes.push({ ...positionAt(text, offset), message, severity })
  const entries = text.trimStart().startsWith('<') ? xmlEntries(text, note) : propertyEntries(text, note)
  const script = scriptOf(entries, text, note)
  return { script, notes: notes.sort((a, b) => a.line - b.line || a.column - b.column) }
}

interface Entry {
  readonly kind: 'p' | 'e' | 'k' | 'r'
  readonly t: string
  readonly n: string
  readonly text: string
  readonly at: number
  readonly textAt: number
}

function xmlEntries(text: string, note: Note): readonly Entry[] {
  const read = readXml(text)
  if (!read.ok) {
    note(read.failure.at, read.failure.message)
    return []
  }
  return read.value.children.flatMap((one: XmlElement): readonly Entry[] => {
    const { name, attributes, at, textAt } = one
    if (name !== 'p' && name !== 'e' && name !== 'k' && name !== 'r') {
      note(at, CTP_ENGINE.script.otherElement, 'warning')
      return []
    }
    if (attributes['t'] === undefined) {
      note(at, CTP_ENGINE.script.noTag)
      return []
    }
    if (name !== 'p' && attributes['en'] !== 'T') {
      if (attributes['en'] !== 'F') note(at, CTP_ENGINE.script.notEnabled, 'warning')
      return []
    }
    return [{ kind: name, t: attributes['t'], n: attributes['n'] ?? '', text: one.text, at, textAt }]
  })
}

const PROPERTY = /^(?:(set)\.\[([^\]]*(?:\[[^\]]*\][^\]]*)?)\]([^=]*)|(param)\.([^=]+)|(keep)\.(?:group)?([^=]+)|(remove)\.([^=]+))=(.*)$/

/** The older form: `set.[0010,0010]PatientName=…`, one to a line. */
function propertyEntries(text: string, note: Note): readonly Entry[] {
  const entries: Entry[] = []
  let at = 0
  for (const line of text.split('\n')) {
    const trimmed = line.trim()
    const start = at + line.indexOf(trimmed)
    at += line.length + 1
    if (trimmed === '' || trimmed.startsWith('!') || (trimmed.startsWith('#') && !trimmed.startsWith('#set'))) continue
    if (trimmed.startsWith('#')) continue
    const match = PROPERTY.exec(trimmed)
    if (match === null) {
      note(start, CTP_ENGINE.script.noLine)
      continue
    }
    const value = match[10] ?? ''
    const textAt = start + trimmed.length - value.length
    if (match[1] !== undefined)
      entries.push({ kind: 'e', t: (match[2] ?? '').replace(',', ''), n: match[3] ?? '', text: value, at: start, textAt })
    else if (match[4] !== undefined) entries.push({ kind: 'p', t: match[5] ?? '', n: '', text: value, at: start, textAt })
    else if (match[6] !== undefined)
      entries.push({ kind: 'k', t: (match[7] ?? '').padStart(4, '0'), n: '', text: value, at: start, textAt })
    else entries.push({ kind: 'r', t: match[9] ?? '', n: '', text: value, at: start, textAt })
  }
  return entries
}

function scriptOf(entries: readonly Entry[], text: string, note: Note): CtpScriptRead {
  const parameters = new Map(entries.filter(({ kind }) => kind === 'p').map((one) => [one.t, one.text]))
  const keptGroups = new Set<string>()
  const removes = new Set<string>()
  const rules: CtpRule[] = []
  const seen = new Map<string, Entry>()
  let keepsSafe = false
  for (const entry of entries) {
    const { kind, t, at } = entry
    if (kind === 'k') {
      if (t.startsWith('safe')) keepsSafe = true
      else if (/^[0-9A-Fa-f]{1,4}$/.test(t)) keptGroups.add(t.toUpperCase().padStart(4, '0'))
      else note(at, CTP_ENGINE.script.keptGroup)
    } else if (kind === 'r') {
      if (REMOVALS.has(t)) removes.add(t)
      else note(at, CTP_ENGINE.script.removals([...REMOVALS]))
    } else if (kind === 'e') {
      const tag = tagOfRule(t)
      if (tag === undefined) {
        note(at, CTP_ENGINE.script.tag)
        continue
      }
      if (/^[0-9A-Fa-f]{5,7}$/.test(t)) note(at, CTP_ENGINE.script.shortTag, 'warning')
      const key = t.toUpperCase()
      const other = seen.get(key)
      if (other !== undefined) note(at, other.n === entry.n ? CTP_ENGINE.script.twice : CTP_ENGINE.script.twiceNamed, 'warning')
      seen.set(key, entry)
      checkLanguage(entry, parameters, note)
      const rule: CtpRule = { tag, name: entry.n, script: entry.text.trim(), line: positionAt(text, at).line }
      const before = other === undefined ? -1 : rules.findIndex((one) => ruleKey(one) === ruleKey(rule))
      if (before >= 0) rules[before] = rule
      else rules.push(rule)
    }
  }
  const read = { parameters, rules, keptGroups, keepsSafe, removes }
  lintRules(read, note, {
    rule: (rule) => entries.find((entry) => entry.kind === 'e' && entry.text.trim() === rule.script && sameTag(entry.t, rule))?.at ?? 0,
    removal: (what) => entries.find((entry) => entry.kind === 'r' && entry.t === what)?.at ?? 0,
  })
  return read
}

export function ruleKey({ tag }: CtpRule): string {
  return tag.kind === 'public' ? String(tag.tag) : `${tag.group} ${tag.creator} ${tag.element}`
}

function tagOfRule(t: string): CtpRule['tag'] | undefined {
  const plain = /^([0-9A-Fa-f]{4})([0-9A-Fa-f]{1,4})$/.exec(t)
  if (plain !== null) return { kind: 'public', tag: parseInt(`${plain[1]}${plain[2]?.padStart(4, '0')}`, 16) }
  const match = /^([0-9A-Fa-f]{4})\[([^\]]+)\]([0-9A-Fa-f]{1,2})$/.exec(t)
  if (match === null) return undefined
  return { kind: 'private', group: parseInt(match[1] ?? '', 16), creator: match[2] ?? '', element: parseInt(match[3] ?? '', 16) }
}

function checkLanguage({ text, textAt }: Entry, parameters: ReadonlyMap<string, string>, note: Note): void {
  const lead = text.length - text.trimStart().length
  const check = (script: string, from: number): void => {
    const { pieces, fault } = piecesOf(script)
    if (fault !== undefined) note(from + fault.at, fault.message)
    for (const piece of pieces) {
      if (piece.kind !== 'call') continue
      const at = from + piece.at
      if (!FUNCTIONS.has(piece.name)) note(at, CTP_ENGINE.script.noFunction(piece.name))
      if (piece.name === 'if' && !TESTS.has(piece.args[1] ?? '')) note(at, CTP_ENGINE.script.tests([...TESTS]))
      const parameter = piece.name === 'param' ? piece.args[0] : piece.args.find((arg) => /^[@$][A-Za-z]/.test(arg))
      if (parameter !== undefined && !parameters.has(parameter.slice(1))) note(at, CTP_ENGINE.script.noParameter, 'warning')
      for (const clause of piece.clauses) check(clause, at)
    }
  }
  check(text.trim(), textAt + lead)
}

function sameTag(t: string, rule: CtpRule): boolean {
  const tag = tagOfRule(t)
  return tag !== undefined && ruleKey({ ...rule, tag }) === ruleKey(rule)
}
