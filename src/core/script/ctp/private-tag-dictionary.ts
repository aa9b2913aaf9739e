import { hex } from '../../dicom/tag.ts'
import { lookupPrivate, searchPrivate } from '../../dictionary/index.ts'
import { keyText, type PrivateKey } from './private-plan.ts'
import { escapeXml } from './xml.ts'

/**
 * CTP's list of private elements, as a file that goes beside CTP: what is retained has code K, and everything else that
 * CTP's own list would keep has code X. CTP looks an element up by the creator of its own data set, so that block
 * numbers and depth do not matter. A creator that may name somebody is in no list of CTP's: of it only what stays is said.
 */
export function* privateTagDictionary(
  kept: ReadonlyMap<string, PrivateKey>,
  removed: ReadonlyMap<string, PrivateKey>,
  vrOf: (key: PrivateKey) => string,
  identifying: ReadonlySet<string> = new Set(),
): Generator<string> {
  const codes = new Map<string, { key: PrivateKey; code: 'K' | 'X' }>()
  for (const key of keptByCtp()) codes.set(keyText(key), { key, code: 'X' })
  for (const [text, key] of removed) if (!identifying.has(key.creator.trim().toUpperCase())) codes.set(text, { key, code: 'X' })
  for (const [text, key] of kept) codes.set(text, { key, code: 'K' })
  yield '<dictionary>\n<!-- written by Tagbench: K stays, X goes; for the working directory of CTP -->\n <elements type="Private">\n'
  for (const { key, code } of [...codes.values()].sort((a, b) => byKey(a.key, b.key))) {
    const entry = lookupPrivate(key.creator, key.group, key.element)
    const known = vrOf(key)
    const vr = known === '' ? (entry?.vr ?? 'UN') : known
    yield `  <element code="${code}" cr="${escapeXml(key.creator)}" gp="${hex(key.group, 4)}" el="${hex(key.element, 2)}" vr="${vr}" vm="${escapeXml(entry?.vm ?? '')}" key="${escapeXml(entry?.name ?? '')}"/>\n`
  }
  yield ' </elements>\n</dictionary>\n'
}

function byKey(a: PrivateKey, b: PrivateKey): number {
  const order = (key: PrivateKey): string => `${hex(key.group, 4)} ${key.creator.toUpperCase()} ${hex(key.element, 2)}`
  return order(a) < order(b) ? -1 : 1
}

let builtIn: readonly PrivateKey[] | undefined

/** What the list inside CTP itself keeps. */
function keptByCtp(): readonly PrivateKey[] {
  builtIn ??= searchPrivate('', Number.MAX_SAFE_INTEGER).flatMap((entry) =>
    entry.wustl === 'K' && entry.group !== undefined ? [{ group: entry.group, creator: entry.creator, element: entry.element }] : [],
  )
  return builtIn
}
