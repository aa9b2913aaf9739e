import type { Profile } from '../confidentiality/profile.ts'
import type { Tag } from '../dicom/tag.ts'
import type { Choice } from '../decisions/decision.ts'
import type { InventoryValue } from '../inventory/inventory.ts'
import { deletionParts, type Part } from './deletion-parts.ts'
import type { TreeElement } from './element-tree.ts'
import { valueList, valuesApart } from './value-list.ts'
import { SCRIPT } from './texts.ts'

/** What a Retain is compiled with. */
export interface RetainContext {
  readonly node: TreeElement
  /** Decisions on single values that hold here. */
  readonly valueChoices: ReadonlyMap<string, Choice>
  /** Read only where single values matter. */
  readonly values: () => readonly InventoryValue[]
  readonly profile: Profile
}

/** The parts of a Retain with its treatment. */
export function retainParts(choice: Choice, context: RetainContext): readonly Part[] {
  const treatment = choice.treatment ?? 'keep'
  if (context.node.isSequence) return [retainSequence(treatment, context)]
  switch (treatment) {
    case 'keep':
      return keepParts(context)
    case 'clean':
      return cleanParts(context)
    case 'shift-date':
      if (context.profile.settings.dateShift === 'none' && context.node.element.vrs.some((vr) => vr !== 'TM'))
        return [blocked(SCRIPT.blocked.noShift)]
      return shiftParts(context)
    case 'remap-uid':
      return treated('remap-uid', context)
    case 'map-patient':
      if (context.profile.settings.patientId === '')
        return deletionParts(context.node).map((part) => ({ ...part, because: SCRIPT.because.noPatientId(part.because) }))
      return treated('map-patient', context)
    case 'replace':
      if (choice.replacement === undefined) return [blocked(SCRIPT.blocked.noReplacement)]
      return treated('replace', context, choice.replacement)
    default:
      return [blocked(SCRIPT.blocked.noRetain(treatment))]
  }
}

export function blocked(because: string): Part {
  return { do: 'blocked', because }
}

/**
 * Sequences that Clean Structured Content is for (PS3.15 E.3.4, Table E.1-1): Content, Acquisition Context, Specimen
 * Preparation, and Waveform Annotation, whose items have a concept name and no value type.
 */
const STRUCTURED_CONTENT: ReadonlySet<Tag> = new Set([0x0040a730, 0x00400555, 0x00400610, 0x00400612, 0x0040b020])

/** A Sequence is kept with what the Operations of its contents leave (PS3.15 E.1.1: K and C on a Sequence). */
function retainSequence(treatment: string, { node, profile }: RetainContext): Part {
  if (treatment !== 'keep' && treatment !== 'clean') return blocked(SCRIPT.blocked.noSequence(treatment))
  const processed: Part = { do: 'process', otherwise: 'remove', because: SCRIPT.because.contents }
  const { leaf } = node
  if (leaf?.kind !== 'public' || !STRUCTURED_CONTENT.has(leaf.tag) || !profile.options.includes('CleanStructuredContent')) return processed
  return {
    ...processed,
    content: true,
    because: SCRIPT.because.contentItems,
  }
}

/** Kept, but for single values that are decided otherwise; then every value is named, so that none slips through. */
function keepParts(context: RetainContext): readonly Part[] {
  if (LEFT_OUT_UNLESS_NAMED.has(context.node.element.path) && context.valueChoices.size > 0) return namedParts(context)
  if ([...context.valueChoices.values()].every(isPlainRetain)) return [{ do: 'keep', because: '' }]
  return cleaned(context, 'keep')
}

/** SOP Class UID, Burned In Annotation: values of theirs have an instance left out, unless somebody decided them by name. */
const LEFT_OUT_UNLESS_NAMED: ReadonlySet<string> = new Set(['(0008,0016)', '(0028,0301)'])

function namedParts(context: RetainContext): readonly Part[] {
  return cleaned(context, 'keep').map((part) => ({
    ...part,
    ...(part.values === undefined
      ? {}
      : {
          values: part.values.map((one) =>
            one.do === 'keep' && context.valueChoices.has(one.value) ? { ...one, named: true as const } : one,
          ),
        }),
  }))
}

function cleanParts(context: RetainContext): readonly Part[] {
  return cleaned(context, 'open')
}

export function cleaned(context: RetainContext, undecided: 'keep' | 'open'): readonly Part[] {
  const list = valueList(context.values(), context.valueChoices, undecided)
  if ('open' in list) return [blocked(SCRIPT.blocked.openValues(list.open))]
  return withOtherwise(context, { do: 'clean', values: list.values, because: SCRIPT.because.cleaned })
}

function treated(how: 'remap-uid' | 'map-patient' | 'replace', context: RetainContext, value?: string): readonly Part[] {
  const single = [...context.valueChoices.values()].filter((choice) => !isPlainRetain(choice))
  if (single.length > 0) return [blocked(SCRIPT.blocked.singleValues(how))]
  return withOtherwise(context, { do: how, ...(value === undefined ? {} : { with: value }), because: '' })
}

/** Dates that are shifted; what is no date has a decision of its own, or is open. */
function shiftParts(context: RetainContext): readonly Part[] {
  const list = valuesApart(context.values(), context.valueChoices)
  if ('open' in list) return [blocked(SCRIPT.blocked.openNoDates(list.open))]
  const { values } = list
  return withOtherwise(context, { do: 'shift-date', ...(values.length === 0 ? {} : { values }), because: '' })
}

function isPlainRetain(choice: Choice): boolean {
  return choice.decision === 'retain' && (choice.treatment === undefined || choice.treatment === 'keep')
}

/** The part with what becomes of that which cannot be treated, which may differ by SOP Class. */
function withOtherwise(context: RetainContext, part: Part): readonly Part[] {
  return deletionParts(context.node).map(({ do: how, sopClasses }) => ({
    ...part,
    otherwise: how === 'process' ? 'remove' : how,
    ...(sopClasses === undefined ? {} : { sopClasses }),
  }))
}
