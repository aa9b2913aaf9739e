import type { ElementEvidence } from '../../contract/private-answers.ts'
import type { Outcome } from '../../contract/outcome.ts'
import { declarationSentence, declarationsOn, type DeclaredInSeries } from '../../core/annotation/declared.ts'
import { gatherEvidence, type OwnIdentifiers, type ValueFact } from '../../core/annotation/evidence.ts'
import { identifierKind, type IdentifierKind } from '../../core/annotation/identifiers.ts'
import { identityOverlap, type IdentityOverlap } from '../../core/annotation/identity-overlap.ts'
import { isPrivate } from '../../core/dicom/tag.ts'
import { leafOf, openedElement, parsePath, type ElementPath, type PathText } from '../../core/dicom/attribute-path.ts'
import { SINGLE_VALUED_TEXT } from '../../core/dicom/vr.ts'
import type { InventoryElement } from '../../core/inventory/inventory.ts'
import { fail, ok } from '../../core/result.ts'
import { readContexts, valueFacts, type Contexts } from '../project/value-facts.ts'
import type { Session } from '../session/session.ts'
import { declaredInSeries } from './declared-series.ts'
import { SESSION } from '../session/texts.ts'
import { PRIVATE } from './texts.ts'

/** What the values of these elements look like, and what the files declare of them: in one pass over the project's facts. */
export function elementEvidence(session: Session, paths: readonly PathText[]): Outcome<readonly ElementEvidence[]> {
  const { found, opened } = known(session)
  const missing = paths.filter((path) => !found.has(path))
  if (missing.some((path) => parsePath(path) === undefined || session.row(path) === undefined))
    return fail({ code: 'not-found', message: SESSION.noElement })
  gather(session, missing)
  for (const path of missing) if (!found.has(path)) found.set(path, evidenceOf(session, path, [], opened.get(path) ?? []))
  return ok(paths.flatMap((path) => found.get(path) ?? []))
}

/** Elements that are looked at together, so that the facts of all of them need not be held at once. */
const TOGETHER = 64

function gather(session: Session, paths: readonly PathText[]): void {
  const { contexts, found, opened } = known(session)
  for (let at = 0; at < paths.length; at += TOGETHER)
    for (const [path, facts] of valueFacts(session.project, contexts, paths.slice(at, at + TOGETHER)))
      found.set(path, evidenceOf(session, path, facts, opened.get(path) ?? []))
}

function evidenceOf(session: Session, path: PathText, facts: readonly ValueFact[], opened: readonly string[]): ElementEvidence {
  const { identifiers, declared } = known(session)
  const parsed = parsePath(path)
  const evidence = gatherEvidence(facts, identifiers)
  const series = new Set(facts.map(({ context }) => context.series))
  const declarations =
    parsed?.kind === 'element'
      ? declarationsOn(
          parsed,
          [...series].flatMap((one) => declared.get(one) ?? []),
        )
      : []
  const openedSentence = opened.length === 0 ? [] : [PRIVATE.opened(opened.length)]
  const sentences = [...evidence.sentences, ...openedSentence, ...declarations.map(declarationSentence)]
  return { ...evidence, path, opened, declarations, sentences }
}

/** What every element is compared with, found out once for an inventory. */
interface Known {
  readonly contexts: Contexts
  readonly identifiers: OwnIdentifiers
  readonly declared: ReadonlyMap<string, DeclaredInSeries>
  /** Of each element whose value was opened, the keys inside. */
  readonly opened: ReadonlyMap<PathText, readonly string[]>
  /** What was found out before; values do not change with decisions. */
  readonly found: Map<PathText, ElementEvidence>
}

const remembered = new WeakMap<readonly InventoryElement[], Known>()

function known(session: Session): Known {
  const elements = session.inventory.elements()
  const there = remembered.get(elements)
  if (there !== undefined) return there
  const contexts = readContexts(session.project)
  const opened = new Map<PathText, string[]>()
  for (const { path } of elements) {
    const element = openedElement(path)
    if (element !== undefined) opened.set(element, opened.get(element) ?? [])
    if (element !== undefined) opened.get(element)?.push(path.slice(element.length + 1))
  }
  const made: Known = {
    contexts,
    identifiers: ownIdentifiers(session, contexts),
    declared: declaredInSeries(session.project, contexts),
    opened,
    found: new Map(),
  }
  remembered.set(elements, made)
  return made
}

interface OwnToken {
  readonly token: string
  readonly kind: IdentifierKind
}

/** The identifiers of each patient, gathered over the public elements made to identify; a search is made when it is first needed. */
function ownIdentifiers(session: Session, contexts: Contexts): OwnIdentifiers {
  const tokens = new Map<string, Map<string, OwnToken>>()
  const kinds = new Map<string, IdentifierKind>()
  for (const { path, vrs } of session.inventory.elements()) {
    const parsed = parsePath(path)
    const kind = parsed?.kind === 'element' && isPublic(parsed) ? identifierKind(parsed, vrs) : undefined
    if (kind !== undefined && kind !== 'uid') kinds.set(path, kind)
  }
  const facts = valueFacts(session.project, contexts, [...kinds.keys()])
  for (const [path, kind] of kinds) {
    for (const { value, context } of facts.get(path) ?? []) {
      if (value.form !== 'text') continue
      const own = tokens.get(context.patient) ?? new Map<string, OwnToken>()
      tokens.set(context.patient, own)
      for (const part of SINGLE_VALUED_TEXT.has(value.vr) ? [value.value] : value.value.split('\\')) {
        const token = part.trim()
        if (token !== '') own.set(`${kind} ${token}`, { token, kind })
      }
    }
  }
  const searches = new Map<string, IdentityOverlap>()
  return (patient) => {
    const own = tokens.get(patient)
    if (own === undefined) return undefined
    const search = searches.get(patient) ?? identityOverlap([...own.values()], true)
    searches.set(patient, search)
    return search
  }
}

function isPublic(path: ElementPath): boolean {
  const leaf = leafOf(path)
  return leaf.kind === 'public' && !isPrivate(leaf.tag)
}
