import type { ScriptDifference, ScriptSource, ScriptTarget } from '../../contract/script-answers.ts'
import type { Outcome } from '../../contract/outcome.ts'
import { leafOf, parsePath, pathKey } from '../../core/dicom/attribute-path.ts'
import { lookupPrivate, lookupTag } from '../../core/dictionary/index.ts'
import type { Inventory } from '../../core/inventory/inventory.ts'
import { fail, ok } from '../../core/result.ts'
import { compareCtp, compareNative, type ScriptsDiffer } from '../../core/script/compare-scripts.ts'
import { readCtpScript } from '../../core/script/ctp/engine/index.ts'
import { readNative } from '../../core/script/read-native.ts'
import type { Session } from '../session/session.ts'
import { readSource } from './script-source.ts'

/** What two scripts of one kind say differently; with an inventory, of how many values and files. */
export function compareScripts(
  sources: readonly [ScriptSource, ScriptSource],
  target: ScriptTarget | undefined,
  session: Session | undefined,
): Outcome<{ differences: readonly ScriptDifference[] }> {
  const one = readSource(sources[0], session, target)
  if (!one.ok) return one
  const other = readSource(sources[1], session, target)
  if (!other.ok) return other
  const [left, right] = [one.value.script, other.value.script]
  const differ = differences(left, right, target ?? (isCtp(left) ? 'ctp' : 'tagbench'))
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

function isCtp(text: string): boolean {
  return text.trimStart().startsWith('<')
}

function differences(one: string, other: string, target: ScriptTarget): Outcome<readonly ScriptsDiffer[]> {
  if (target === 'ctp') {
    const [left, right] = [readCtpScript(one), readCtpScript(other)]
    const faults = [left, right].flatMap(({ notes }, index) =>
      notes.filter(({ severity }) => severity === 'fault').map((note) => ({ ...note, index })),
    )
    const [fault] = faults
    if (fault !== undefined) return broken(fault.index, fault.line, fault.column, fault.message)
    return ok(compareCtp(left.script, right.script))
  }
  if (target !== 'tagbench') return fail({ code: 'usage', message: 'Two scripts of Tagbench, or two of ctp, can be compared.' })
  const [left, right] = [readNative(one), readNative(other)]
  if (!left.ok) return broken(0, left.failure.line, left.failure.column, left.failure.message)
  if (!right.ok) return broken(1, right.failure.line, right.failure.column, right.failure.message)
  return ok(compareNative(left.value, right.value))
}

function broken(index: number, line: number, column: number, message: string): Outcome<never> {
  return fail({
    code: 'refused',
    message: `The ${index === 0 ? 'first' : 'second'} script cannot be read, line ${line}, column ${column}: ${message}`,
  })
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
