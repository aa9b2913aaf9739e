import type { ExpressibilityRow } from '../expressibility.ts'
import { expressedLines, madeFromLines, writtenLines } from '../script-head.ts'
import type { TargetInput, Route } from '../script-target.ts'
import type { CtpPlan } from './ctp-plan.ts'
import { filterOf } from './route-filter.ts'

/** What a script tells its reader before it begins: what it was made from, what it does not do, and what goes beside it. */
export function headLines(
  { route, input, plan }: { readonly route: Route | undefined; readonly input: TargetInput; readonly plan: CtpPlan },
  rows: readonly ExpressibilityRow[],
): readonly string[] {
  const { settings, crosswalk } = input
  return [
    ...madeFromLines('RSNA CTP DicomAnonymizer script', input),
    ...(route === undefined
      ? []
      : [`For files of ${route.model === undefined ? 'one manufacturer' : 'one model'} only. Filter of the stage: ${filterOf(route)}`]),
    '',
    ...expressedLines(input, rows),
    '',
    ...LIMITS,
    ...(input.regions !== undefined && input.regions.length > 0
      ? [`${input.regions.length} redaction regions are in ctp-pixel.script, for a stage before this one; Apply redacts none.`]
      : []),
    ...(plan.quarantined.size > 0
      ? ['Instances that Tagbench does not write either (a private SOP Class, text burned into the pixels) are quarantined.']
      : []),
    ...(crosswalk === undefined
      ? ['New Patient IDs and shifts of dates are not settled yet: such elements are emptied. Write the script again after apply.']
      : []),
    ...(plan.unsettled === undefined ? [] : [`Dates and identifiers: ${plan.unsettled} (see expressibility.csv).`]),
    ...(settings.unlisted === 'delete'
      ? ['Elements that are not listed are removed, but for groups 0028 and 7FE0, which CTP keeps.']
      : ['Public elements that are not listed stay: the script is for the inventoried collection only.']),
  ]
}

const LIMITS = [
  'PrivateTagDictionary.xml goes into the working directory of CTP: it says which private elements stay.',
  'ctp-lookup.properties is the look-up table of the anonymizer stage; it identifies patients.',
  'New UIDs are made by CTP itself: they agree with each other, not with those of a copy that Tagbench wrote.',
  'This script changes no pixels. It does not name files: the tool DAT keeps their names, the storage stages of CTP make new ones.',
  'What a file writes as UN, or with a VR that CTP does not know, keeps its value there whatever a rule says but removal: such elements are removed, UIDs, dates and ages in those files only.',
  'In Implicit VR CTP does not know tags that are later than its toolkit: what is to be treated is removed there.',
  'Files that the inventory has not read are not for this script: it does not know what they hold.',
]

/** What stands before the first signature of the pixel script. */
export function pixelHead(input: TargetInput): readonly string[] {
  return [
    ...writtenLines('RSNA CTP DicomPixelAnonymizer script', input),
    'For a DicomPixelAnonymizer stage before the DicomAnonymizer, which may take away what signatures look at.',
    'Images in a compressed encoding other than JPEG Baseline are passed on as they are: decompress them before.',
    'The first signature that matches holds; each carries the regions of all wider ones. One column and one row more are blanked.',
  ]
}

/** The comment with which the look-up table begins. */
export const LOOKUP_HEAD = [
  '# Written by Tagbench. Identifies patients: for the owner of the originals only. Kind of key / old value = new value.',
]
