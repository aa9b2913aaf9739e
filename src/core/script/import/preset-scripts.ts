import { escapeXml, escapeXmlText } from '../ctp/xml.ts'
import { CTP_PROFILES_TABLE } from './ctp-profiles.generated.ts'

type Entry = readonly string[]

const byName = Map.groupBy(
  CTP_PROFILES_TABLE.split('\n').map((line): Entry => line.split('|')),
  ([name = '']) => name,
)

/** The scripts that CTP ships, as they are called there. */
export const PRESET_NAMES: readonly string[] = [...byName.keys()]

/** A script that CTP ships, as CTP reads it; undefined where there is none of that name. */
export function presetScript(name: string): string | undefined {
  const entries = byName.get(name)
  return entries === undefined ? undefined : `<script>\n${entries.map(entryLine).join('\n')}\n</script>\n`
}

function entryLine([, kind = '', enabled = '', tag = '', name = '', text = '']: Entry): string {
  if (kind === 'p') return `<p t="${escapeXml(tag)}">${escapeXmlText(text)}</p>`
  return `<${kind} en="${enabled}" t="${escapeXml(tag)}" n="${escapeXml(name)}">${escapeXmlText(text)}</${kind}>`
}
