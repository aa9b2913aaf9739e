import type { ScriptDifference, ScriptSource, ScriptTarget } from '../../contract/script-answers.ts'
import type { Failure, Outcome } from '../../contract/outcome.ts'
import { leafOf, parsePath, pathKey } from '../../core/dicom/attribute-path.ts'
import { lookupPrivate, lookupTag } from '../../core/dictionary/index.ts'
import type { Inventory } from '../../core/inventory/inventory.ts'
import { fail, ok } from '../../core/result.ts'
import { compareImported } from '../../core/script/compare-imported.ts'
import { compareCtp, compareNative, type ScriptsDiffer } from '../../core/script/compare-scripts.ts'
import { readCtpScript } from '../../core/script/ctp/engine/index.ts'
import { readNative } from '../../core/script/read-native.ts'
import type { Session } from '../session/session.ts'
import { readAsDecisions } from './import-script.ts'
import { readSource, type ScriptFiles } from './script-source.ts'
import { SCRIPT } from './texts.ts'

/**
 * What two scripts say differently; with an inventory, of how many values and files. Two of Tagbench, or two of CTP, are
 * compared as they are written; of other languages, or of two, by what they decide for the elements of a project.
 */
export function compareScripts(
  sources: readonly [ScriptSource, ScriptSource],
  target: ScriptTarget | undefined,
  session: Session | undefined,
): Outcome<{ differences: readonly ScriptDifference[] }> {
  const one = readSource(sources[0], session, target)
  if (!one.ok) return one
  const other = readSource(sources[1], session, target)
  if (!other.ok) return other
  const differ = differences([one.value, other.value], target, session)
  if (!differ.ok) return differ
  const inventory = session?.inventory
  const reach = inventory === undefined ? undefined : reachOf(inventory)
  return ok({
    differences: differ.value.map(({ path, one: inOne, other: inOther, tag, rules }) => ({
      path,
      name: nameOf(path),
      one: inOne,
      other: inOther,
      ...(rules === undefined ? {} : { rules }),
      ...(reach === undefined || parsePath(path) === undefined ? {} : reach(path, tag)),
    })),
  })
}

/** The language of a script, told from how it begins. */
function languageOf(text: string): ScriptTarget | undefined {
  const start = text.trimStart()
  if (start.startsWith('{')) return 'tagbench'
  if (start.startsWith('<') || /^(?:set\.\[|param\.|keep\.|remove\.)/m.test(start)) return 'ctp'
  return /^(?:\/\/|version\s)/.test(start) ? 'dicomedit' : undefined
}

function differences(
  files: readonly [ScriptFiles, ScriptFiles],
  target: ScriptTarget | undefined,
  session: Session | undefined,
): Outcome<readonly ScriptsDiffer[]> {
  const [one, other] = files.map(({ script }) => languageOf(script) ?? target ?? 'tagbench')
  if (one === 'ctp' && other === 'ctp') return differentRules(files)
  if (one === 'tagbench' && other === 'tagbench') return differentOperations(files)
  if (session === undefined)
    return fail({
      code: 'usage',
      message: SCRIPT.comparable,
    })
  const left = readAsDecisions(session, files[0], one ?? 'tagbench')
  if (!left.ok) return ofScript(0, left)
  const right = readAsDecisions(session, files[1], other ?? 'tagbench')
  return right.ok ? ok(compareImported(left.value, right.value)) : ofScript(1, right)
}

function differentRules([one, other]: readonly [ScriptFiles, ScriptFiles]): Outcome<readonly ScriptsDiffer[]> {
  const [left, right] = [readCtpScript(one.script), readCtpScript(other.script)]
  const faults = [left, right].flatMap(({ notes }, index) =>
    notes.filter(({ severity }) => severity === 'fault').map((note) => ({ ...note, index })),
  )
  const [fault] = faults
  if (fault !== undefined) return broken(fault.index, fault.line, fault.column, fault.message)
  return ok(compareCtp(left.script, right.script))
}

function differentOperations([one, other]: readonly [ScriptFiles, ScriptFiles]): Outcome<readonly ScriptsDiffer[]> {
  const [left, right] = [readNative(one.script), readNative(other.script)]
  if (!left.ok) return broken(0, left.failure.line, left.failure.column, left.failure.message)
  if (!right.ok) return broken(1, right.failure.line, right.failure.column, right.failure.message)
  return ok(compareNative(left.value, right.value))
}

function ofScript(index: number, { failure }: { readonly ok: false; readonly failure: Failure }): Outcome<never> {
  return fail({ ...failure, message: SCRIPT.ofOne(index, failure.message) })
}

function broken(index: number, line: number, column: number, message: string): Outcome<never> {
  return fail({ code: 'refused', message: SCRIPT.ofOne(index, SCRIPT.broken(line, column, message)) })
}

function nameOf(path: string): string {
  const parsed = parsePath(path)
  if (parsed?.kind !== 'element') return ''
  const leaf = leafOf(parsed)
  if (leaf.kind === 'public') return lookupTag(leaf.tag)?.name ?? ''
  return leaf.kind === 'private' ? (lookupPrivate(leaf.creator, leaf.group, leaf.element)?.name ?? '') : 'Private Creator'
}

type Reach = (path: string, tag: number | undefined) => { readonly values: number; readonly files: number }

/** How far an element reaches; a rule for a tag reaches every place of it. */
function reachOf(inventory: Inventory): Reach {
  const byPath = new Map(inventory.elements().map((element) => [pathKey(element.path), element]))
  const byTag = new Map<number, { values: number; files: number }>()
  for (const { path, distinctValues, files } of inventory.elements()) {
    const parsed = parsePath(path)
    const leaf = parsed?.kind === 'element' && parsed.inside === undefined ? leafOf(parsed) : undefined
    if (leaf?.kind !== 'public') continue
    const known = byTag.get(leaf.tag) ?? { values: 0, files: 0 }
    byTag.set(leaf.tag, { values: known.values + distinctValues, files: Math.max(known.files, files) })
  }
  return (path, tag) => {
    if (tag !== undefined) return byTag.get(tag) ?? { values: 0, files: 0 }
    const element = byPath.get(pathKey(path))
    return { values: element?.distinctValues ?? 0, files: element?.files ?? 0 }
  }
}
