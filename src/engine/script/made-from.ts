import { SAFE_PRIVATE_EDITION } from '../../core/confidentiality/safe-private.ts'
import { STRUCTURED_CONTENT_EDITION } from '../../core/confidentiality/structured-content.ts'
import { TABLE_E11_EDITION } from '../../core/confidentiality/table-e11.ts'
import { DATA_DICTIONARY_EDITION } from '../../core/dictionary/data-dictionary.ts'
import { IOD_TYPES_EDITION } from '../../core/dictionary/iod-types.ts'
import { UID_REGISTRY_EDITION } from '../../core/dictionary/uid-registry.ts'
import { PRIVATE_LISTS_EDITION } from '../../core/knowledge/private-knowledge.ts'
import { NO_TEAM, teamWords, type TeamKnowledge } from '../../core/knowledge/team.ts'
import type { Compiled } from '../../core/script/compile.ts'
import type { NativeScript } from '../../core/script/operation.ts'
import { sha256 } from '../files/sha256.ts'

/** Editions of the tables that decisions are compiled with. */
const TABLES: Readonly<Record<string, string>> = {
  'Table E.1-1': TABLE_E11_EDITION,
  'Table E.3.4-1': STRUCTURED_CONTENT_EDITION,
  'Table E.3.10-1': SAFE_PRIVATE_EDITION,
  'Data dictionary': DATA_DICTIONARY_EDITION,
  'UID registry': UID_REGISTRY_EDITION,
  'IOD types': IOD_TYPES_EDITION,
  'Private elements': PRIVATE_LISTS_EDITION,
}

/** What a script says of where it comes from. The digest is of settings and Operations, reasons included. */
export function madeFrom(
  project: string,
  { operations, settings }: Pick<Compiled, 'operations' | 'settings'>,
  team: TeamKnowledge = NO_TEAM,
): NativeScript['madeFrom'] {
  const own = teamWords(team)
  const tables = own === '' ? TABLES : { ...TABLES, 'Knowledge of the team': own }
  return { project, tables, digest: sha256(new TextEncoder().encode(JSON.stringify({ settings, operations }))) }
}
