import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readCtpScript, ruleKey, safePrivateElements } from '../../src/core/script/ctp/engine/index.ts'
import { escapeXml, escapeXmlText } from '../../src/core/script/ctp/xml.ts'
import { importCtp } from '../../src/core/script/import/index.ts'
import { formatTag, groupOf, TAG } from '../../src/core/dicom/tag.ts'
import { readCsv } from '../../src/engine/reports/read-csv.ts'
import { inventoryOf } from '../fixtures/small-inventory.ts'

/** The scripts that CTP ships: one row for each entry. */
const FILE = join(import.meta.dirname, '../../../shared/data/profiles/ctp-tcia-profiles.csv')
const isThere = existsSync(FILE)

type Row = Readonly<Record<string, string>>

function profiles(): ReadonlyMap<string, string> {
  const byName = new Map<string, Row[]>()
  for (const row of readCsv(readFileSync(FILE, 'utf8')) ?? []) {
    const name = row['profile'] ?? ''
    byName.set(name, [...(byName.get(name) ?? []), row])
  }
  return new Map([...byName].map(([name, rows]) => [name, `<script>\n${rows.map(entryOf).join('\n')}\n</script>\n`]))
}

function entryOf(row: Row): string {
  const { kind = '', enabled = '', tag_or_name: tag = '', element_name: name = '', action_text: text = '' } = row
  if (kind === 'p') return `<p t="${escapeXml(tag)}">${escapeXmlText(text)}</p>`
  return `<${kind} en="${enabled}" t="${escapeXml(tag)}" n="${escapeXml(name)}">${escapeXmlText(text)}</${kind}>`
}

describe.skipIf(!isThere)(`the scripts that CTP ships${isThere ? '' : ' (their list is not beside the repository)'}`, () => {
  it('are read without a fault', () => {
    for (const [name, text] of profiles())
      expect(
        readCtpScript(text).notes.filter(({ severity }) => severity === 'fault'),
        name,
      ).toEqual([])
  })

  it('are read as decisions: what they remove is deleted, and every rule is a decision or is named with its line', () => {
    for (const [name, text] of profiles()) {
      const { script } = readCtpScript(text)
      const tags = script.rules.flatMap(({ tag }) => (tag.kind === 'public' ? [tag.tag] : []))
      const inventory = inventoryOf([...new Set(tags)].map((tag) => ({ path: formatTag(tag), values: ['A'] })))
      const { decisions, unread } = importCtp(script, safePrivateElements(undefined), inventory)
      const read = new Map(decisions.map((decision) => [decision.path, decision.choice]))
      const lines = new Set(unread.map(({ line }) => line))
      for (const rule of script.rules) {
        // Padding behind the data set, and what has no place in one, is nobody's decision.
        if (rule.tag.kind !== 'public' || rule.tag.tag === TAG.dataSetTrailingPadding || groupOf(rule.tag.tag) <= 0x0002) continue
        const choice = read.get(formatTag(rule.tag.tag))
        if (rule.script === '@remove()') expect(choice, `${name} ${ruleKey(rule)}`).toEqual({ decision: 'delete', treatment: 'remove' })
        expect(choice !== undefined || lines.has(rule.line), `${name} ${ruleKey(rule)}`).toBe(true)
      }
    }
  })
})
