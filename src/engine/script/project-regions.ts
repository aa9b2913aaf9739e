import { readFileSync } from 'node:fs'
import type { Outcome } from '../../contract/outcome.ts'
import { fail, ok } from '../../core/result.ts'
import { readRegions, type RedactionRegion } from '../../core/script/redaction-regions.ts'
import { machineReason } from '../project/project.ts'
import { readCsv } from '../reports/read-csv.ts'
import { SCRIPT } from './texts.ts'

/** The redaction regions that the profile names a file of; none where it names none. */
export function projectRegions({ redactionRegions: file }: { readonly redactionRegions: string }): Outcome<readonly RedactionRegion[]> {
  if (file === '') return ok([])
  const text = textOf(file)
  if (!text.ok) return text
  const rows = readCsv(text.value)
  if (rows === undefined) return fail({ code: 'refused', message: SCRIPT.regions.noCsv })
  const regions = readRegions(rows)
  return regions.ok ? regions : fail({ code: 'refused', message: SCRIPT.regions.wrong(regions.failure) })
}

function textOf(file: string): Outcome<string> {
  try {
    return ok(readFileSync(file, 'utf8'))
  } catch (error) {
    return fail({
      code: 'not-found',
      message: SCRIPT.regions.unreadable(machineReason(error)),
    })
  }
}
