import type { Tag } from '../dicom/tag.ts'
import { PHYSICAL_PARAMETERS } from './physical-parameters.generated.ts'

/** Why a public element outside Table E.1-1 may stay: it measures, it is coded, or the data set does not work without it. */
export type PhysicalParameterKind = 'physical' | 'coded' | 'structure'

export interface PhysicalParameter {
  readonly kind: PhysicalParameterKind
  /** Public procedures that keep it: `rsna-anonymizer`, `grand-challenge-ct`, `ctp-clinical-trial`, `tcia-basic-2014`. */
  readonly keptBy: readonly string[]
}

let parameters: ReadonlyMap<Tag, PhysicalParameter> | undefined

/** The shipped list of physical parameters, by tag. */
export function physicalParameters(): ReadonlyMap<Tag, PhysicalParameter> {
  parameters ??= new Map(
    PHYSICAL_PARAMETERS.split('\n').map((line) => {
      const [tag = '', kind = '', keptBy = ''] = line.split('|')
      return [parseInt(tag, 16), { kind: kind as PhysicalParameterKind, keptBy: keptBy.split(' ') }]
    }),
  )
  return parameters
}

/** Whether the shipped list has a public element, and as what. */
export function physicalParameter(tag: Tag): PhysicalParameter | undefined {
  return physicalParameters().get(tag)
}
