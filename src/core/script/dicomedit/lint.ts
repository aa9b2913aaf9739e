import type { ScriptNote } from '../script-fault.ts'
import { isSingular, type Call, type Condition, type Statement, type Value } from './syntax.ts'

/** Functions that DicomEdit has, called with [ ]. */
const FUNCTIONS = new Set(
  (
    'concatenate format lowercase uppercase substring replace hashUID hashUIDList newUID getURL retainPrivateTags lookup ' +
    'shiftDateByIncrement shiftDateTimeListByIncrement shiftDateTimeByIncrement shiftDateTimeSequenceByIncrement mapUID ' +
    'mapReferencedUIDs delete set match ismatch isMatch isPresent alterPixels removeTags normalizeString scalePatientAge ' +
    'collectValues blankValues reject true false'
  ).split(' '),
)
const SUPPLIED = new Set(['project', 'subject', 'session'])

type Note = (offset: number, message: string, severity?: ScriptNote['severity']) => void

/** What the grammar lets through and the engine does not, or does otherwise than it looks. */
export function lintStatements(statements: readonly Statement[], version: string, note: Note): void {
  const lint = new Lint(version, note)
  lint.statements(statements)
}

class Lint {
  readonly #isOld: boolean
  readonly #note: Note
  readonly #variables = new Set<string>()
  #retains = 0

  constructor(version: string, note: Note) {
    this.#isOld = Number(version.slice(2)) < 4
    this.#note = note
  }

  statements(statements: readonly Statement[]): void {
    for (const statement of statements) this.#statement(statement)
  }

  #statement(statement: Statement): void {
    switch (statement.kind) {
      case 'delete': {
        const [first] = statement.path.parts
        if (statement.path.parts.length === 1 && first?.kind === 'tag' && first.item === undefined)
          this.#note(statement.at, 'This deletes at the root only; - */(gggg,eeee) deletes at every depth.', 'warning')
        return
      }
      case 'assign':
        if (!statement.onlyWhereThere && !isSingular(statement.path))
          this.#note(statement.path.at, ':= takes a path to one element only; the whole script fails here. ?= takes wildcards.')
        return this.#value(statement.value)
      case 'variable':
        this.#value(statement.value)
        this.#variables.add(statement.name)
        return
      case 'when':
        this.#condition(statement.condition, statement.at)
        this.#statement(statement.then)
        if (statement.otherwise !== undefined) this.#statement(statement.otherwise)
        return
      case 'if':
        if (this.#isOld) this.#note(statement.at, 'Blocks with if need version "6.4" or later.')
        for (const { condition, body } of statement.branches) {
          if (condition !== undefined) this.#condition(condition, statement.at)
          this.statements(body)
        }
        return
      case 'call':
        return this.#call(statement.call)
      case 'remove-all-private':
      case 'aside':
        return
    }
  }

  #condition(condition: Condition, at: number): void {
    if (condition.kind === 'compare') {
      this.#value(condition.left)
      this.#value(condition.right)
      return
    }
    if (this.#isOld) this.#note(at, 'A function as a condition needs version "6.4" or later.')
    this.#call(condition.call)
  }

  #value(value: Value): void {
    if (value.kind === 'call') this.#call(value.call)
    if (value.kind === 'list') {
      if (this.#isOld) this.#note(0, 'Lists need version "6.4" or later.')
      for (const one of value.values) this.#value(one)
    }
    if (value.kind === 'name' && !this.#variables.has(value.name))
      this.#note(
        value.at,
        SUPPLIED.has(value.name)
          ? 'XNAT supplies this variable; outside XNAT the script fails here.'
          : 'No variable of this name is set before; the script fails here.',
        SUPPLIED.has(value.name) ? 'warning' : 'fault',
      )
  }

  #call(call: Call): void {
    if (!FUNCTIONS.has(call.name)) return this.#note(call.at, 'DicomEdit has no function of this name.')
    for (const arg of call.args) this.#value(arg)
    switch (call.name) {
      case 'retainPrivateTags':
        this.#retains += 1
        if (this.#retains > 1)
          this.#note(call.at, 'A second retainPrivateTags deletes what the first kept; name all tags in one call.', 'warning')
        if (
          call.args.some((arg) => arg.kind !== 'path' || !arg.path.parts.some((part) => part.kind === 'tag' && part.creator !== undefined))
        )
          this.#note(call.at, 'retainPrivateTags takes private tags only; the script fails here.')
        return
      case 'alterPixels':
        if (call.args.length !== 4) this.#note(call.at, 'alterPixels takes exactly four arguments.')
        return
      case 'shiftDateTimeByIncrement': {
        if (call.args.length === 2) this.#note(call.at, 'Without a unit the shift is in seconds.', 'warning')
        const [path] = call.args
        if (path?.kind === 'path' && !isSingular(path.path))
          this.#note(call.at, 'shiftDateTimeByIncrement takes a path to one element only.')
        return
      }
      case 'mapUID':
      case 'newUID':
        this.#note(call.at, 'These UIDs differ from run to run.', 'warning')
        return
      default:
        return
    }
  }
}
