import { DECLARED_PATHS, declarationsOn, type Declaration, type DeclaredInSeries } from '../../core/annotation/declared.ts'
import { formatPath, leafOf, parsePath, pathKey } from '../../core/dicom/attribute-path.ts'
import type { InventoryElement } from '../../core/inventory/inventory.ts'
import type { FurtherStatements } from '../../core/knowledge/private-knowledge.ts'
import type { Statement } from '../../core/knowledge/statement.ts'
import type { Project } from '../project/project.ts'
import { readContexts, valueFacts, type Contexts } from '../project/value-facts.ts'
import { KNOWLEDGE } from '../../core/knowledge/texts.ts'

/** What the files of each series declare of their private elements, in (0008,0300). */
export function declaredInSeries(project: Project, contexts: Contexts): ReadonlyMap<string, DeclaredInSeries> {
  const found = new Map<string, Record<keyof DeclaredInSeries, string[]>>()
  const facts = valueFacts(project, contexts, Object.values(DECLARED_PATHS))
  for (const [name, path] of Object.entries(DECLARED_PATHS)) {
    for (const { value, context } of facts.get(path) ?? []) {
      const own = found.get(context.series) ?? { groups: [], creators: [], statuses: [], nonidentifying: [], identifying: [], actions: [] }
      found.set(context.series, own)
      own[name as keyof DeclaredInSeries].push(value.value)
    }
  }
  return found
}

/**
 * What the files declare, as statements beside those of the lists: a basis to retain, or a recommended action (PS3.15
 * E.3.10). Only where every series that holds the element says so; of an element without values nothing is told.
 */
export function declaredStatements(project: Project, elements: readonly InventoryElement[]): FurtherStatements {
  if (!elements.some(({ path }) => path === DECLARED_PATHS.creators)) return () => []
  const contexts = readContexts(project)
  const declared = declaredInSeries(project, contexts)
  const creators = new Set([...declared.values()].flatMap((series) => series.creators.map((creator) => creator.trim().toUpperCase())))
  const paths = elements.flatMap(({ path }) => {
    const parsed = parsePath(path)
    const leaf = parsed?.kind === 'element' && parsed.inside === undefined ? leafOf(parsed) : undefined
    return leaf?.kind === 'private' && creators.has(leaf.creator.trim().toUpperCase()) ? [path] : []
  })
  const statements = new Map<string, readonly Statement[]>()
  for (const [text, facts] of valueFacts(project, contexts, paths)) {
    const path = parsePath(text)
    const series = [...new Set(facts.map(({ context }) => context.series))]
    // Files that name no series cannot be told apart.
    if (path?.kind !== 'element' || series.length === 0 || series.includes('')) continue
    const said = declarationsOn(
      path,
      series.flatMap((one) => declared.get(one) ?? []),
    )
    const everywhere = said.filter((declaration) => declaration.series === series.length)
    if (everywhere.length > 0) statements.set(pathKey(text), everywhere.map(statementOf))
  }
  return (path) => statements.get(pathKey(formatPath(path))) ?? []
}

const RETAIN = { means: 'retain', treatment: 'keep' } as const
const DELETE = { means: 'delete', treatment: 'keep' } as const

const MEANS: Readonly<Record<Declaration['word'], Pick<Statement, 'means' | 'treatment'>>> = {
  SAFE: RETAIN,
  nonidentifying: RETAIN,
  U: { means: 'retain', treatment: 'remap-uid' },
  D: DELETE,
  Z: DELETE,
  X: DELETE,
  UNSAFE: { means: undefined, treatment: 'keep' },
}

function statementOf({ word }: Declaration): Statement {
  return { source: KNOWLEDGE.sources.files, date: '', word, detail: '', ...MEANS[word] }
}
