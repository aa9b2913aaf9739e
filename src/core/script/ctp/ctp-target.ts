import { decisionText, mergedRows, type ExpressibilityRow } from '../expressibility.ts'
import type { ScriptTarget, TargetFile, TargetInput, TargetOutput, Route } from '../script-target.ts'
import { ctpPlan, type CtpPlan } from './ctp-plan.ts'
import { openReviewsOf } from '../operation.ts'
import { headLines, LOOKUP_HEAD, pixelHead } from './head.ts'
import { judge } from './judge.ts'
import { lookupTable } from './lookup-properties.ts'
import { pixelScript, regionsRow } from './pixel-script.ts'
import type { PrivateKey } from './private-plan.ts'
import { privateKey, keyText } from './private-plan.ts'
import { privateTagDictionary } from './private-tag-dictionary.ts'
import { filterOf } from './route-filter.ts'
import { routedParts } from '../routes.ts'
import { ctpScript } from './script-text.ts'
import type { CtpRow } from './rows.ts'
import { SCRIPT } from '../texts.ts'
import type { ValueTable } from './value-table.ts'

interface Part {
  readonly name: string
  readonly route: Route | undefined
  readonly input: TargetInput
  readonly plan: CtpPlan
}

/** RSNA CTP DicomAnonymizer: script, private tag dictionary, and look-up table. */
export const ctpTarget: ScriptTarget = { name: 'ctp', write: writeCtp }

function writeCtp(input: TargetInput): TargetOutput {
  const parts = partsOf(input)
  const regions = input.regions ?? []
  const rows = [...(regions.length === 0 ? [] : [regionsRow(regions, input.inventory)]), ...expressibilityOf(parts)]
  const tables = new Map<string, ValueTable>()
  const texts = parts.map((part, index) => {
    const suffix = parts.length > 1 ? `m${index + 1}` : ''
    const script = ctpScript(part.plan, input.settings, headLines(part, rows), suffix)
    for (const [keyType, table] of script.tables) tables.set(keyType, table)
    return { name: part.name, text: joined(script.lines), secret: false }
  })
  const usesLookup = input.crosswalk !== undefined || tables.size > 0
  const files: readonly TargetFile[] = [
    ...texts,
    ...parts.flatMap(({ name, route }) =>
      route === undefined ? [] : [{ name: filterName(name), text: [`${filterOf(route)}\n`], secret: false }],
    ),
    ...(parts.some((part) => part.plan.privatePlan.keepsSafe)
      ? [{ name: 'PrivateTagDictionary.xml', text: dictionary(parts, input.identifyingCreators ?? new Set()), secret: false }]
      : []),
    ...(regions.length === 0 ? [] : [{ name: 'ctp-pixel.script', text: pixelScript(regions, pixelHead(input)), secret: false }]),
    ...(usesLookup
      ? [{ name: 'ctp-lookup.properties', text: joined([...LOOKUP_HEAD, ...lookupTable(input.crosswalk, tables).lines]), secret: true }]
      : []),
  ]
  const openReviews = openReviewsOf(input)
  return { files, expressibility: rows, openReviews }
}

/** `ctp-anonymizer.GE.script` → `ctp-filter.GE.txt`, for the DicomFilter stage before it. */
function filterName(script: string): string {
  return script.replace(/^ctp-anonymizer\./, 'ctp-filter.').replace(/script$/, 'txt')
}

function* joined(lines: readonly string[]): Generator<string> {
  for (const line of lines) yield `${line}\n`
}

/** One part, or one for each manufacturer or model. All parts share one private dictionary, so what one removes none keeps. */
function partsOf(input: TargetInput): readonly Part[] {
  const { per } = input
  const parts: readonly Omit<Part, 'plan'>[] =
    per === undefined
      ? [{ name: 'ctp-anonymizer.script', route: undefined, input }]
      : routedParts(input, per).map((part) => ({ ...part, name: `ctp-anonymizer.${part.name}.script` }))
  const alone = parts.map((part) => ctpPlan(part.input, new Set()))
  const removed = new Set(alone.flatMap((plan) => [...plan.privatePlan.removed.keys()]))
  // A script that removes all that any removes is planned already.
  return parts.map((part, index) => {
    const plan = alone[index]
    return { ...part, plan: plan?.privatePlan.removed.size === removed.size ? plan : ctpPlan(part.input, removed) }
  })
}

function dictionary(parts: readonly Part[], identifying: ReadonlySet<string>): Iterable<string> {
  const kept = new Map<string, PrivateKey>()
  const removed = new Map<string, PrivateKey>()
  const vrs = new Map<string, string>()
  for (const { plan } of parts) {
    for (const [text, key] of plan.privatePlan.kept) kept.set(text, key)
    for (const [text, key] of plan.privatePlan.removed) removed.set(text, key)
    for (const row of plan.rows) {
      const key = privateKey(row)
      if (key !== undefined) vrs.set(keyText(key), row.node.element.vrs[0] ?? '')
    }
  }
  return privateTagDictionary(kept, removed, (key) => vrs.get(keyText(key)) ?? '', identifying)
}

/** A row for each element that is decided or open. */
function expressibilityOf(parts: readonly Part[]): readonly ExpressibilityRow[] {
  return mergedRows(
    parts.map(({ name, plan }) => ({
      name,
      rows: plan.rows.flatMap((row): readonly ExpressibilityRow[] => {
        const judgement = judge(row, plan)
        // What nobody decided by itself, a creator that follows its block, is named only where CTP is weaker.
        if (!isDecided(row) && judgement.expressed !== 'no') return []
        const decision = isDecided(row) ? decisionText(row.decided) : SCRIPT.creators.goesWithBlock
        return [{ path: row.node.element.path, decision, target: 'ctp', ...judgement }]
      }),
    })),
  )
}

export function isDecided({ decided, operations }: CtpRow): boolean {
  return decided.elements.length > 0 || decided.values.length > 0 || operations.some((operation) => operation.do === 'blocked')
}
