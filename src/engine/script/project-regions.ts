import { readFileSync } from 'node:fs'
import type { Outcome } from '../../contract/outcome.ts'
import { fail, ok } from '../../core/result.ts'
import { readRegions, type RedactionRegion } from '../../core/script/redaction-regions.ts'
import { machineReason } from '../project/project.ts'
import { readCsv } from '../reports/read-csv.ts'

/** The redaction regions that the profile names a file of; none where it names none. */
export function projectRegions({ redactionRegions: file }: { readonly redactionRegions: string }): Outcome<readonly RedactionRegion[]> {
  if (file === '') return ok([])
  const text = textOf(file)
  if (!text.ok) return text
  const rows = readCsv(text.value)
  if (rows === undefined)
    return fail({ code: 'refused', message: 'The file of redaction regions is no CSV with a header row. Correct it, or the setting.' })
  const regions = readRegions(rows)
  return regions.ok ? regions : fail({ code: 'refused', message: `The file of redaction regions, ${regions.failure}. Correct it.` })
}

function textOf(file: string): Outcome<string> {
  try {
    return ok(readFileSync(file, 'utf8'))
  } catch (error) {
    return fail({
      code: 'not-found',
      message: `The file of redaction regions could not be read (${machineReason(error)}). Check the setting.`,
    })
  }
}
