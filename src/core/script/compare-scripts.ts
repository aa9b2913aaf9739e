import type { PathText } from '../dicom/attribute-path.ts'
import { formatTag, hex, type Tag } from '../dicom/tag.ts'
import { formatScope } from '../decisions/scope-text.ts'
import { ruleKey, type CtpScriptRead, type CtpRule } from './ctp/engine/read-script.ts'
import { ruleWords } from './ctp/rule-words.ts'
import { OperationsByPath } from './fate.ts'
import type { NativeScript, Operation } from './operation.ts'
import { SCRIPT } from './texts.ts'

/** What two scripts say differently of one element, in the words of each. Empty where a script does not speak of it. */
export interface ScriptsDiffer {
  readonly path: PathText
  readonly one: string
  readonly other: string
  /** Where the difference is for a tag wherever it stands. */
  readonly tag?: Tag
  /** The rules as they are written, where the scripts have rules. */
  readonly rules?: readonly [one: string, other: string]
}

/** The elements that two native scripts treat differently. */
export function compareNative(one: NativeScript, other: NativeScript): readonly ScriptsDiffer[] {
  const [left, right] = [new OperationsByPath(one.operations), new OperationsByPath(other.operations)]
  const paths = new Set([...one.operations, ...other.operations].map(({ path }) => path))
  return [...paths].flatMap((path): readonly ScriptsDiffer[] => {
    const [a, b] = [left.at(path), right.at(path)]
    if (essence(a) === essence(b)) return []
    const [inOne, inOther] = [words(a), words(b)]
    return [{ path, one: inOne, other: inOne === inOther ? SCRIPT.compared.otherValuesOrScanners(inOther) : inOther }]
  })
}

/** What an Operation does, without the reason for it. */
function essence(operations: readonly Operation[]): string {
  return JSON.stringify(operations.map(({ because: _because, ...rest }) => rest))
}

/** `keep`, `clean (3 values)`, `remove or dummy` where the Type of an IOD decides, `keep for model=X | remove`. */
function words(operations: readonly Operation[]): string {
  const byScope = new Map<string, Set<string>>()
  for (const { do: how, when, values, with: made } of operations) {
    const { sopClasses: _sopClasses, ...scope } = when
    const what =
      how === 'clean' ? `clean (${values?.length ?? 0} values)` : how === 'replace' || how === 'add' ? `${how}=${made ?? ''}` : how
    byScope.set(formatScope(scope), (byScope.get(formatScope(scope)) ?? new Set()).add(what))
  }
  return [...byScope].map(([scope, each]) => `${[...each].join(' or ')}${scope === '' ? '' : ` for ${scope}`}`).join(' | ')
}

/** The rules that two CTP scripts have differently, and what they remove or keep as a whole. */
export function compareCtp(one: CtpScriptRead, other: CtpScriptRead): readonly ScriptsDiffer[] {
  const [left, right] = [byKey(one), byKey(other)]
  const differ = [...new Set([...left.keys(), ...right.keys()])].flatMap((key): readonly ScriptsDiffer[] => {
    const [a, b] = [left.get(key), right.get(key)]
    const tag = (a ?? b)?.tag
    if (tag === undefined || a?.script === b?.script) return []
    const path = pathOf(tag)
    const [inOne, inOther] = [textOf(a), textOf(b)]
    const rules = { rules: [a?.script ?? '', b?.script ?? ''] as const }
    return [
      {
        path,
        one: inOne,
        other: inOne === inOther ? `${inOther}, said otherwise` : inOther,
        ...rules,
        ...(tag.kind === 'public' ? { tag: tag.tag } : {}),
      },
    ]
  })
  const globals = (script: CtpScriptRead): ReadonlySet<string> =>
    new Set([
      ...[...script.removes].map((what) => `remove ${what}`),
      ...[...script.keptGroups].map((group) => `keep group ${group}`),
      ...(script.keepsSafe ? [SCRIPT.compared.safePrivate] : []),
    ])
  const [a, b] = [globals(one), globals(other)]
  const whole = [...new Set([...a, ...b])]
    .filter((what) => a.has(what) !== b.has(what))
    .map((what): ScriptsDiffer => ({ path: what, one: a.has(what) ? 'yes' : 'no', other: b.has(what) ? 'yes' : 'no' }))
  const isMinor = ({ one: a1, other: b1 }: ScriptsDiffer): boolean => b1 === `${a1}, said otherwise`
  return [...whole, ...differ.sort((x, y) => Number(isMinor(x)) - Number(isMinor(y)) || (x.path < y.path ? -1 : 1))]
}

function pathOf(tag: CtpRule['tag']): PathText {
  const group = creatorGroup(tag)
  if (group !== undefined) return `(${hex(group, 4)},0010-00FF)`
  return tag.kind === 'public' ? formatTag(tag.tag) : `(${hex(tag.group, 4)},"${tag.creator}",${hex(tag.element, 2)})`
}

function byKey({ rules }: CtpScriptRead): ReadonlyMap<string, CtpRule> {
  return new Map(
    rules.map((rule) => {
      const group = creatorGroup(rule.tag)
      return [group === undefined ? ruleKey(rule) : `creators ${group} ${rule.script}`, rule]
    }),
  )
}

/** The group of a rule for a Private Creator: scripts repeat it for every block number, and are compared by it once. */
function creatorGroup(tag: CtpRule['tag']): number | undefined {
  if (tag.kind === 'private') return undefined
  const [group, element] = [tag.tag >>> 16, tag.tag & 0xffff]
  return group % 2 === 1 && element >= 0x10 && element <= 0xff ? group : undefined
}

function textOf(rule: CtpRule | undefined): string {
  return rule === undefined ? '' : ruleWords(rule.script)
}
