import { identifyingTokensInTurn, type IdentifierKind } from '../annotation/identifiers.ts'
import { leafOf, parsePath, type PathText } from '../dicom/attribute-path.ts'
import { isFileMeta } from '../confidentiality/known-elements.ts'
import { isStructuralUid } from '../confidentiality/structural-uids.ts'
import { isRegisteredUid } from '../dictionary/uid-registry.ts'
import type { PlainInventory } from '../inventory/inventory.ts'
import { OperationsByPath } from '../script/fate.ts'
import type { Operation } from '../script/operation.ts'
import { holdsInItsFileOnly, isUniform, type NotSearched, type Original } from './leak-search.ts'
import type { OriginalKind } from './spellings.ts'
import { REVIEW } from './texts.ts'
import { isPlainUid, UidsFound } from './uid-table.ts'

const KINDS: Readonly<Record<IdentifierKind, OriginalKind>> = {
  name: 'name',
  id: 'id',
  'birth-date': 'date',
  date: 'date',
  uid: 'uid',
  address: 'text',
  phone: 'text',
  institution: 'text',
  device: 'text',
}

/** What is looked for in every file of the copy, and what is not, with the reason. */
export interface Originals {
  /** All but {@link uids}. */
  readonly searched: readonly Original[]
  /** UIDs that are made like one; there may be more of them than files. */
  readonly uids: UidsFound
  readonly notSearched: readonly NotSearched[]
}

/**
 * The identifying values of a collection that its copy must not hold: names, identifiers, addresses, telephone numbers,
 * places, devices and UIDs of elements that were removed, emptied, replaced or remapped. A value that all its elements
 * keep is public by decision. Dates and numbers of few digits are looked for in their own files only.
 * @param remapped old UIDs that were given a new one
 */
export function originalsOf(inventory: PlainInventory, operations: readonly Operation[], remapped: Iterable<string>): Originals {
  const byPath = new OperationsByPath(operations)
  const found = new Map<string, { kind: OriginalKind; text: string; paths: PathText[]; goes: boolean; why?: NotSearched['why'] }>()
  const add = (kind: OriginalKind, text: string, path: PathText, goes: boolean, why?: NotSearched['why']): void => {
    const key = `${kind}\0${text}`
    const known = found.get(key)
    if (known === undefined) found.set(key, { kind, text, paths: path === '' ? [] : [path], goes, ...(why === undefined ? {} : { why }) })
    else {
      if (path !== '' && !known.paths.includes(path)) known.paths.push(path)
      known.goes ||= goes
    }
  }
  const uids = new UidsFound()
  const addUid = (uid: string, path: PathText, goes: boolean): void => {
    if (isRegisteredUid(uid)) return
    if (isPlainUid(uid) && !isUniform(uid)) uids.add(uid, path, goes)
    else add('uid', uid, path, goes)
  }
  const kinds: readonly IdentifierKind[] = ['name', 'id', 'uid', 'address', 'phone', 'institution', 'device']
  for (const { token, path, kind } of identifyingTokensInTurn(inventory, kinds)) {
    if (kind === 'uid') {
      addUid(token, path, uidGoes(path, byPath))
      continue
    }
    if (holdsInItsFileOnly(KINDS[kind], token)) continue
    // A device is often called by a word that its model has too; a serial number is not.
    const why = kind === 'device' && !/\d/u.test(token) ? REVIEW.notSearched.common : undefined
    add(KINDS[kind], token, path, goesAt(path, token, byPath), why)
  }
  for (const uid of remapped) addUid(uid, '', true)

  const searched: Original[] = []
  const notSearched: NotSearched[] = []
  for (const { kind, text, paths, goes, why } of found.values()) {
    const original = { kind, text, paths: [...paths].sort() }
    if (why !== undefined && goes) notSearched.push({ ...original, why })
    else if (goes) searched.push(original)
    else if (kind !== 'uid') notSearched.push({ ...original, why: REVIEW.notSearched.kept })
  }
  const byText = (a: Original, b: Original): number => (a.kind + a.text < b.kind + b.text ? -1 : 1)
  return { searched: searched.sort(byText), uids, notSearched: notSearched.sort(byText) }
}

/** Whether a value is taken out of an element on any scanner, for any SOP Class. */
function goesAt(path: PathText, value: string, byPath: OperationsByPath): boolean {
  const operations = byPath.at(path)
  if (operations.length === 0) return byPath.fateOf(path).length > 0
  return operations.some((operation) => {
    if (operation.do === 'keep' || operation.do === 'process' || operation.do === 'blocked') return false
    if (operation.do !== 'clean') return true
    const cleaned = operation.values?.find((one) => one.value === value || one.value.split('\\').some((part) => part.trim() === value))
    return cleaned?.do !== 'keep'
  })
}

/** UIDs that are remapped are known from the crosswalk; here it is about those that go. */
function uidGoes(path: PathText, byPath: OperationsByPath): boolean {
  const parsed = parsePath(path)
  const leaf = parsed?.kind === 'element' ? leafOf(parsed) : undefined
  if (leaf?.kind === 'public' && isStructuralUid(leaf.tag)) return false
  // File Meta Information is made from the data set, whatever becomes of the old one.
  if (leaf?.kind === 'public' && isFileMeta(leaf.tag)) return false
  return byPath.fateOf(path).some((kind) => kind === 'remove' || kind === 'empty' || kind === 'dummy')
}
