import type { ElementEvidence } from '../../contract/private-answers.ts'
import type { Outcome } from '../../contract/outcome.ts'
import { declarationSentence, declarationsOn, type DeclaredInSeries } from '../../core/annotation/declared.ts'
import { gatherEvidence, type OwnIdentifiers } from '../../core/annotation/evidence.ts'
import { identifierKind, type IdentifierKind } from '../../core/annotation/identifiers.ts'
import { identityOverlap, type IdentityOverlap } from '../../core/annotation/identity-overlap.ts'
import { isPrivate } from '../../core/dicom/tag.ts'
import { leafOf, openedElement, parsePath, type ElementPath } from '../../core/dicom/attribute-path.ts'
import { SINGLE_VALUED_TEXT } from '../../core/dicom/vr.ts'
import type { InventoryElement } from '../../core/inventory/inventory.ts'
import { fail, ok } from '../../core/result.ts'
import { readContexts, valueFacts, type Contexts } from '../project/value-facts.ts'
import type { Session } from '../session/session.ts'
import { declaredInSeries } from './declared-series.ts'

/** What the values of one element look like, and what the files declare of it. */
export function elementEvidence(session: Session, path: string): Outcome<ElementEvidence> {
  const element = session.inventory.elements().find((one) => one.path === path)
  const parsed = parsePath(path)
  if (element === undefined || parsed === undefined)
    return fail({ code: 'not-found', message: 'No element of that path is in the inventory.' })
  const { contexts, identifiers, declared } = known(session)
  const facts = valueFacts(session.project, contexts, [path]).get(path) ?? []
  const evidence = gatherEvidence(facts, identifiers)
  const series = new Set(facts.map(({ context }) => context.series))
  const declarations =
    parsed.kind === 'element'
      ? declarationsOn(
          parsed,
          [...series].flatMap((one) => declared.get(one) ?? []),
        )
      : []
  const opened = session.inventory.elements().flatMap((one) => (openedElement(one.path) === path ? [one.path.slice(path.length + 1)] : []))
  const openedSentence =
    opened.length === 0 ? [] : [`It was opened: ${opened.length.toLocaleString('en')} entries are inside, each with its values.`]
  const sentences = [...evidence.sentences, ...openedSentence, ...declarations.map(declarationSentence)]
  return ok({ ...evidence, path, opened, declarations, sentences })
}

/** What every element is compared with, found out once for an inventory. */
interface Known {
  readonly contexts: Contexts
  readonly identifiers: OwnIdentifiers
  readonly declared: ReadonlyMap<string, DeclaredInSeries>
}

const remembered = new WeakMap<readonly InventoryElement[], Known>()

function known(session: Session): Known {
  const elements = session.inventory.elements()
  const there = remembered.get(elements)
  if (there !== undefined) return there
  const contexts = readContexts(session.project)
  const found = { contexts, identifiers: ownIdentifiers(session, contexts), declared: declaredInSeries(session.project, contexts) }
  remembered.set(elements, found)
  return found
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
