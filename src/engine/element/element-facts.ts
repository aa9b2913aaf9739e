import type { ElementDefinition, ElementFacts, TableFacts, TypeFacts } from '../../contract/element-answers.ts'
import type { Outcome } from '../../contract/outcome.ts'
import { deletionFor } from '../../core/confidentiality/deletion.ts'
import { effectiveCodeOf, tableRowOf } from '../../core/confidentiality/effective-code.ts'
import { iodTypeIn, publicTags } from '../../core/confidentiality/iod-type.ts'
import { PROFILE_OPTIONS, type Profile } from '../../core/confidentiality/profile.ts'
import { actionCodeMeaning, TABLE_E11_EDITION } from '../../core/confidentiality/table-e11.ts'
import { leafOf, openedElement, parsePath, type AttributePath } from '../../core/dicom/attribute-path.ts'
import { DATA_DICTIONARY_EDITION, lookupPrivate, lookupTag, sopClassName } from '../../core/dictionary/index.ts'
import type { InventoryElement } from '../../core/inventory/inventory.ts'
import { fail, ok } from '../../core/result.ts'
import type { Session } from '../session/session.ts'
import { whereFound } from './where-found.ts'
import { SESSION } from '../session/texts.ts'

/** What an element is, by those who define it, and where it stands. */
export function elementFacts(session: Session, path: string): Outcome<ElementFacts> {
  const element = session.row(path)?.element
  const parsed = parsePath(path)
  if (element === undefined || parsed === undefined) return fail({ code: 'not-found', message: SESSION.noElement })
  return ok({
    path,
    definition: definitionOf(parsed),
    table: openedElement(path) === undefined ? tableFacts(parsed, session.profile.current()) : null,
    types: typeFacts(parsed, element),
    where: whereFound(session, path),
  })
}

const UNDEFINED: ElementDefinition = { keyword: '', vrs: [], vm: '', retired: false, by: [], vendor: '' }

function definitionOf(path: AttributePath): ElementDefinition {
  if (path.kind === 'outside' || path.inside !== undefined) return UNDEFINED
  const leaf = leafOf(path)
  if (leaf.kind === 'creator') return { ...UNDEFINED, vrs: ['LO'], vm: '1', by: ['PS3.5 7.8.1'] }
  if (leaf.kind === 'private') {
    const entry = lookupPrivate(leaf.creator, leaf.group, leaf.element)
    return entry === undefined
      ? UNDEFINED
      : { keyword: '', vrs: entry.vrs, vm: entry.vm, retired: false, by: entry.sources, vendor: entry.vendor }
  }
  const entry = lookupTag(leaf.tag)
  if (entry === undefined) return UNDEFINED
  const { keyword, vrs, vm, retired } = entry
  return { keyword, vrs, vm, retired, by: [DATA_DICTIONARY_EDITION], vendor: '' }
}

function tableFacts(path: AttributePath, { options }: Profile): TableFacts | null {
  const row = tableRowOf(path)
  if (row === undefined) return null
  const { code } = effectiveCodeOf(row, options)
  const effective = code === '' ? row.basic : code
  return {
    edition: TABLE_E11_EDITION,
    basic: row.basic,
    basicMeaning: actionCodeMeaning(row.basic),
    effective,
    effectiveMeaning: actionCodeMeaning(effective),
    options: PROFILE_OPTIONS.flatMap((option) => {
      const says = row.options[option]
      return says === undefined ? [] : [{ option, code: says, chosen: options.includes(option) }]
    }),
  }
}

function typeFacts(path: AttributePath, element: InventoryElement): readonly TypeFacts[] {
  if (path.kind === 'outside' || path.inside !== undefined) return []
  const tags = publicTags(path)
  const { vrs, sopClasses, unbound } = element
  const deletions = deletionFor(path, vrs, sopClasses, element)
  return sopClasses.flatMap((sopClass) => {
    const deletion = deletions.get(sopClass)
    if (deletion === undefined) return []
    const { type } = iodTypeIn(tags, sopClass, unbound)
    return [{ sopClass, name: sopClassName(sopClass), type, deletion: deletion.do, because: deletion.reason }]
  })
}
