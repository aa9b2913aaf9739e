import { hex, TAG, tagKey, type Tag } from '../../dicom/tag.ts'
import { lookupTag } from '../../dictionary/index.ts'
import type { Operation, ScriptSettings } from '../operation.ts'
import { KEEP, type CtpAction } from './ctp-action.ts'
import { isOpaqueToCtp } from './element-action.ts'
import type { CtpPlan } from './ctp-plan.ts'
import type { CreatorRule, CreatorsThatStay } from './creator-rules.ts'
import { escapeLiteral, printAction } from './print-action.ts'
import type { PublicRule } from './public-rules.ts'
import { closedAround, isMethodCodes, tagOfRow } from './rows.ts'
import { inExplicitVr, needsExplicitVr } from './toolkit-tags.ts'
import type { ValueTable } from './value-table.ts'
import { commentText, escapeXml, escapeXmlText } from './xml.ts'

/** A script with the tables that its look-ups name. */
export interface CtpScript {
  readonly lines: readonly string[]
  /** By the kind of key under which `@lookup` finds them. */
  readonly tables: ReadonlyMap<string, ValueTable>
}

/** The script of a plan. `head` are the lines of its header comment; `suffix` keeps the tables of several scripts apart. */
export function ctpScript(plan: CtpPlan, settings: ScriptSettings, head: readonly string[], suffix = ''): CtpScript {
  const tables = new Map<string, ValueTable>()
  const elements = new Map<Tag, string>()
  for (const [tag, rule] of plan.publicRules.rules) elements.set(tag, ruleText(tag, rule, suffix, tables))
  elements.set(TAG.specificCharacterSet, charsetText(plan.publicRules.rules.get(TAG.specificCharacterSet), suffix, tables))
  for (const [tag, text] of orphanRules(plan)) elements.set(tag, text)
  for (const [tag, operation] of plan.additions) elements.set(tag, additionText(tag, operation, plan, suffix, tables))
  for (const [tag, values] of plan.quarantined)
    elements.set(tag, quarantineText(tag, values, plan.publicRules.rules.get(tag), suffix, tables))
  for (const tag of [...plan.outOfPlace, ...(plan.passesItems ? ITEMS : [])]) elements.set(tag, '@remove()')
  if (!plan.additions.has(TAG.deidentificationMethodCodeSequence) && plan.rows.some((row) => isMethodCodes(closedAround(row) ?? row)))
    elements.set(TAG.deidentificationMethodCodeSequence, plan.methodCodes === 'keep' ? '@keep()' : '@remove()')
  const lines = [
    '<script>',
    ...headComment(head),
    `<p t="UIDROOT">${escapeXml(settings.uidRoot)}</p>`,
    ...globals(plan, settings),
    ...[...elements].sort(([a], [b]) => a - b).map(([tag, text]) => element(tag, lookupTag(tag)?.keyword ?? '', text)),
    ...plan.creatorRules.rules.flatMap(creatorLines),
    '</script>',
  ]
  return { lines, tables }
}

function headComment(head: readonly string[]): readonly string[] {
  return ['<!--', ...head.map((line) => ` ${commentText(line)}`), '-->']
}

function globals(plan: CtpPlan, settings: ScriptSettings): readonly string[] {
  const unlisted = settings.unlisted === 'delete'
  return [
    ...(plan.privatePlan.keepsSafe ? ['<k en="T" t="safeprivateelements" n="">Keep safe private elements</k>'] : []),
    '<r en="T" t="privategroups" n="">Remove private groups</r>',
    ...(unlisted ? ['<r en="T" t="unspecifiedelements" n="">Remove unchecked elements</r>'] : []),
    ...(unlisted && !keepsGroup(plan, 0x50) ? ['<r en="T" t="curves" n="">Remove curves</r>'] : []),
    ...(unlisted && !keepsGroup(plan, 0x60) ? ['<r en="T" t="overlays" n="">Remove overlays</r>'] : []),
  ]
}

/** Whether anything of curves (50xx) or overlays (60xx) stays. */
function keepsGroup({ publicRules }: CtpPlan, family: number): boolean {
  return [...publicRules.rules].some(
    ([tag, { root, item }]) => tag >>> 24 === family && [root, item].some((action) => action !== undefined && action.do !== 'remove'),
  )
}

function element(tag: Tag, name: string, script: string): string {
  return `<e en="T" t="${tagKey(tag)}" n="${escapeXml(name)}">${escapeXmlText(script)}</e>`
}

/** One rule for both levels, or one for each where they differ. */
function ruleText(tag: Tag, { root, item }: PublicRule, suffix: string, tables: Map<string, ValueTable>): string {
  const print = (action: CtpAction, level: string): string => {
    const keyType = `v${tagKey(tag)}${level}${suffix}`
    if (action.do === 'clean') tables.set(keyType, action.table)
    const text = printAction(action, keyType)
    return needsExplicitVr(tag, action) ? inExplicitVr(text) : text
  }
  if (root === undefined) return print(item ?? KEEP, '')
  if (item === undefined) return print(root, '')
  const [atRoot, inItem] = [print(root, ''), print(item, 'i')]
  if (root.do !== 'clean' && atRoot === inItem) return atRoot
  return `@select(){${atRoot}}{${inItem}}`
}

function charsetText(rule: PublicRule | undefined, suffix: string, tables: Map<string, ValueTable>): string {
  return ruleText(TAG.specificCharacterSet, { ...rule, root: KEEP }, suffix, tables)
}

const ITEMS: readonly Tag[] = [TAG.item, TAG.itemDelimitation, TAG.sequenceDelimitation]

/** An instance with one of these values at the root is not written. */
function quarantineText(
  tag: Tag,
  values: readonly string[],
  rule: PublicRule = {},
  suffix: string,
  tables: Map<string, ValueTable>,
): string {
  const pattern = values.map((value) => value.replace(/[^A-Za-z0-9]/g, (character) => (character === '.' ? '[.]' : '.'))).join('|')
  const atRoot = ruleText(tag, { root: rule.root ?? KEEP }, suffix, tables)
  const guarded = `@if(this,matches,"(?i) *(${pattern}) *"){@quarantine()}{${atRoot}}`
  return rule.item === undefined ? guarded : `@select(){${guarded}}{${ruleText(tag, { item: rule.item }, `i${suffix}`, tables)}}`
}

/** Private tags below the creators' own, which CTP takes for creators and would keep. */
function* orphanRules({ rows, publicRules, privatePlan }: CtpPlan): Generator<readonly [Tag, string]> {
  if (!privatePlan.keepsSafe) return
  for (const row of rows) {
    const { leaf } = row.node
    if (row.kind === 'orphan' && leaf?.kind === 'public' && (leaf.tag & 0xffff) < 0x10 && publicRules.goneWith(row) === undefined)
      yield [leaf.tag, '@remove()']
  }
}

/** Elements that are added begin with `@always()`; in items only what is there already is treated. */
function additionText(tag: Tag, operation: Operation, plan: CtpPlan, suffix: string, tables: Map<string, ValueTable>): string {
  if (tag === TAG.deidentificationMethodCodeSequence)
    return (plan.methodCodes === 'reset' ? 'reset/' : '') + (operation.with ?? '').split('\\').join('/')
  const rule = plan.publicRules.rules.get(tag)
  const item = rule?.item
  const there = plan.rows.find((row) => row.kind === 'public' && row.level === 'root' && tagOfRow(row) === tag)
  // Where some file writes it as UN, CTP would keep what is to go.
  const isStuck = there !== undefined && isOpaqueToCtp(there.node.element) && rule?.root?.do === 'remove'
  const atRoot = isStuck ? '@remove()' : addedAtRoot(tag, operation, rule?.root)
  return `@always()${item === undefined ? atRoot : `@select(){${atRoot}}{${ruleText(tag, { item }, suffix, tables)}}`}`
}

/** What is there is joined where it stays as it is; a value that is to be treated first goes instead. */
function addedAtRoot(tag: Tag, operation: Operation, there: CtpAction = KEEP): string {
  const value = escapeLiteral(operation.with ?? '')
  if (tag === TAG.deidentificationMethod) return there.do === 'keep' ? `@append(){${value}}` : value
  if (tag !== TAG.longitudinalTemporalInformationModified) return value
  // What is there is never weakened.
  if (operation.with === 'UNMODIFIED') return `@if(this,matches,"(REMOVED|MODIFIED) *"){@keep()}{${value}}`
  return operation.with === 'MODIFIED' ? `@if(this,matches,"REMOVED *"){@keep()}{${value}}` : value
}

const FIRST_BLOCK = 0x10
const LAST_BLOCK = 0xff

function creatorLines({ group, root, item }: CreatorRule): readonly string[] {
  const [atRoot, inItem] = [creatorScript(root), creatorScript(item)]
  const script = atRoot === inItem ? atRoot : `@select(){${atRoot}}{${inItem}}`
  const lines = [
    `<!-- group ${hex(group, 4)}: Private Creators of emptied blocks go, at every block number; those that stay are told by name -->`,
  ]
  for (let block = FIRST_BLOCK; block <= LAST_BLOCK; block += 1) lines.push(element(((group << 16) | block) >>> 0, '', script))
  return lines
}

function creatorScript(stay: CreatorsThatStay): string {
  if (typeof stay === 'string') return stay === 'all' ? '@keep()' : '@remove()'
  return `@if(this,matches,"${stay.pattern}"){@keep()}{@remove()}`
}
