import type { ScriptNote } from '../script-fault.ts'
import { FUNCTIONS } from './function-names.ts'
import { isSingular, type Call, type Condition, type Statement, type Value } from './syntax.ts'
import { DICOMEDIT } from './texts.ts'

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
          this.#note(statement.at, DICOMEDIT.script.rootOnly, 'warning')
        return
      }
      case 'assign':
        if (!statement.onlyWhereThere && !isSingular(statement.path)) this.#note(statement.path.at, DICOMEDIT.script.severalElements)
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
        if (this.#isOld) this.#note(statement.at, DICOMEDIT.script.oldBlocks)
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
    if (this.#isOld) this.#note(at, DICOMEDIT.script.oldConditions)
    this.#call(condition.call)
  }

  #value(value: Value): void {
    if (value.kind === 'call') this.#call(value.call)
    if (value.kind === 'list') {
      if (this.#isOld) this.#note(0, DICOMEDIT.script.oldLists)
      for (const one of value.values) this.#value(one)
    }
    if (value.kind === 'name' && !this.#variables.has(value.name))
      this.#note(
        value.at,
        SUPPLIED.has(value.name) ? DICOMEDIT.script.suppliedVariable : DICOMEDIT.script.unsetVariable,
        SUPPLIED.has(value.name) ? 'warning' : 'fault',
      )
  }

  #call(call: Call): void {
    if (!FUNCTIONS.has(call.name)) return this.#note(call.at, DICOMEDIT.script.noFunction)
    for (const arg of call.args) this.#value(arg)
    switch (call.name) {
      case 'retainPrivateTags':
        this.#retains += 1
        if (this.#retains > 1) this.#note(call.at, DICOMEDIT.script.retainTwice, 'warning')
        if (
          call.args.some((arg) => arg.kind !== 'path' || !arg.path.parts.some((part) => part.kind === 'tag' && part.creator !== undefined))
        )
          this.#note(call.at, DICOMEDIT.script.retainPrivate)
        return
      case 'alterPixels':
        if (call.args.length !== 4) this.#note(call.at, DICOMEDIT.script.alterPixels)
        return
      case 'shiftDateTimeByIncrement': {
        if (call.args.length === 2) this.#note(call.at, DICOMEDIT.script.seconds, 'warning')
        const [path] = call.args
        if (path?.kind === 'path' && !isSingular(path.path)) this.#note(call.at, DICOMEDIT.script.shiftOne)
        return
      }
      case 'mapUID':
      case 'newUID':
        this.#note(call.at, DICOMEDIT.script.otherUids, 'warning')
        return
      default:
        return
    }
  }
}
