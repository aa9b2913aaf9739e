import { formatPath, leafOf, type AttributePath, type ElementPath } from '../dicom/attribute-path.ts'
import { groupOf, isGroupLength, isPrivate, type Tag } from '../dicom/tag.ts'
import type { Annotation, Flag } from '../annotation/annotation.ts'
import { defaultFor, type TypedText } from '../confidentiality/defaults.ts'
import { effectiveCodeOf } from '../confidentiality/effective-code.ts'
import {
  areStandardSchemes,
  CODE_CONTENT,
  CODING_SCHEME_DESIGNATOR,
  isCodeMacro,
  isFileMeta,
  isMisplaced,
  TRAILING_PADDING,
} from '../confidentiality/known-elements.ts'
import { neededToRead } from '../confidentiality/needed.ts'
import type { Profile } from '../confidentiality/profile.ts'
import { tableE11 } from '../confidentiality/table-e11.ts'
import { isPublishedCreator } from '../dictionary/index.ts'
import type { InventoryElement } from '../inventory/inventory.ts'
import { privateKnowledge } from '../knowledge/private-knowledge.ts'
import { carryOver } from './carry-over.ts'
import { enclosing, tagsAround, type ProposalContext } from './proposal-context.ts'
import { proposeByCode } from './propose-by-code.ts'
import { proposePrivate } from './propose-private.ts'
import { deleted, kept, open, retained, type Suggestion } from './suggestion.ts'
import { DECISIONS } from './texts.ts'

/** One element, with what was found and what is known of it. */
export interface ElementToPropose {
  readonly element: InventoryElement
  readonly path: AttributePath
  readonly annotation: Annotation
}

/**
 * What is put forward for one element by itself, whatever becomes of the Sequences around it; a Private Creator has no
 * proposal of its own (see {@link proposeCreator}).
 */
export function propose(input: ElementToPropose, profile: Profile, context: ProposalContext): Suggestion {
  const fixed = notToDecide(input, profile)
  if (fixed !== undefined) return fixed
  // Whoever approved it has seen what it looks like; what is new in it is found there.
  return approvedBefore(input, profile, context) ?? seen(suggest(input, profile, context), input)
}

/** What goes whatever anybody says of it. */
function notToDecide({ path }: ElementToPropose, profile: Profile): Suggestion | undefined {
  if (path.kind === 'outside') return deleted(DECISIONS.fixed.outside)
  const leaf = leafOf(path)
  if (leaf.kind === 'public') {
    const written = writtenAnew(leaf.tag)
    if (written !== undefined) return deleted(written)
  }
  const removed = removedBySetting(path, profile)
  return removed === undefined ? undefined : deleted(removed)
}

/** What the team settled of a private element in other collections. */
function approvedBefore(
  { element, path, annotation }: ElementToPropose,
  profile: Profile,
  context: ProposalContext,
): Suggestion | undefined {
  const approvals = context.approvals(element.path)
  if (approvals.length === 0 || path.kind === 'outside' || !profile.options.includes('RetainSafePrivate')) return undefined
  const leaf = leafOf(path)
  const isOrphan = annotation.flags.includes('orphan') || leaf.kind === 'public'
  const { flags } = annotation
  return isOrphan ? undefined : carryOver({ ...element, flags, values: () => context.found(element.path) }, approvals)
}

function suggest({ element, path, annotation }: ElementToPropose, profile: Profile, context: ProposalContext): Suggestion {
  if (path.kind === 'outside') throw new Error('what is outside the data set is not to decide')
  const leaf = leafOf(path)
  const texts = (): readonly string[] => context.texts(element.path)
  if (leaf.kind !== 'public' || isPrivate(leaf.tag)) {
    const orphan = annotation.flags.includes('orphan') || leaf.kind === 'public'
    const knowledge = privateKnowledge(path, element.vrs, context.further, element.equipment)
    return proposePrivate({ path, vrs: element.vrs, orphan, knowledge, texts }, profile)
  }
  const nested = privateKnowledge(path, element.vrs, context.further, element.equipment)
  if (nested?.status === 'delete') return deleted(DECISIONS.insidePrivate(nested.sources), 'knowledge')
  if (annotation.effective.code !== '') {
    const typed = (): readonly TypedText[] => context.typed(element.path)
    return proposeByCode({ element, path, tag: leaf.tag, effective: annotation.effective, texts, typed }, profile)
  }
  return proposeUnlisted(element, path, leaf.tag, profile, context)
}

/** What a setting removes whatever the Options say. */
function removedBySetting(path: ElementPath, { settings }: Profile): string | undefined {
  const leaf = leafOf(path)
  if (leaf.kind !== 'public' || isPrivate(leaf.tag)) return settings.privateElements === 'remove' ? DECISIONS.fixed.private : undefined
  const family = groupOf(leaf.tag) >>> 8
  if (family === 0x60 && settings.overlays === 'remove') return DECISIONS.fixed.overlay
  return family === 0x50 && settings.curves === 'remove' ? DECISIONS.fixed.curve : undefined
}

/** Elements that are no one's to decide: they are written anew, or not at all. */
function writtenAnew(tag: Tag): string | undefined {
  if (isFileMeta(tag)) return DECISIONS.fixed.fileMeta
  if (isGroupLength(tag)) return DECISIONS.fixed.groupLength
  if (tag === TRAILING_PADDING) return DECISIONS.fixed.padding
  if (isMisplaced(tag)) return DECISIONS.fixed.misplaced
  return undefined
}

/**
 * A Private Creator stays as long as anything in its block stays or may stay; an emptied block is a matter of the setting.
 * @param blockStays whether anything in its block is proposed or decided to be something else than Delete
 */
export function proposeCreator({ annotation }: ElementToPropose, profile: Profile, blockStays: boolean): Suggestion {
  if (!blockStays && profile.settings.privateElements === 'remove') return deleted(DECISIONS.fixed.private)
  if (!blockStays && profile.settings.emptiedCreators === 'drop') return deleted(DECISIONS.creator.dropped)
  const tells = isPublishedCreator(annotation.privateCreator) ? undefined : CREATOR_TELLS.find(([flag]) => annotation.flags.includes(flag))
  if (tells !== undefined) return open(DECISIONS.creator.unknown(tells[1]), 'evidence')
  return blockStays ? kept(DECISIONS.creator.blockStays, 'knowledge') : kept(DECISIONS.creator.kept)
}

/** What a creator that nobody has published may tell of somebody. */
const CREATOR_TELLS: readonly (readonly [Flag, string])[] = [
  ['identity-overlap', DECISIONS.creator.identity],
  ['name-like', DECISIONS.creator.name],
  ['date-like', DECISIONS.creator.date],
]

function proposeUnlisted(element: InventoryElement, path: ElementPath, tag: Tag, profile: Profile, context: ProposalContext): Suggestion {
  if (groupOf(tag) >>> 8 === 0x60 && overlaysGo(profile)) return deleted(DECISIONS.unlisted.overlay)
  const inside = tagsAround(path)
  const texts = (): readonly string[] => context.texts(element.path)
  const { decision, treatment, reason, fromValues } = defaultFor(
    {
      tag,
      vrs: element.vrs,
      inside,
      listed: context.listed(tag),
      holdsListed: context.holdsListed(element.path),
      needed: () => neededToRead(path, element.sopClasses, context),
      values: texts,
      typed: () => context.typed(element.path),
    },
    profile,
  )
  if (CODE_CONTENT.has(tag) && decision === 'retain' && hasLocalCodes(path, context)) return open(DECISIONS.unlisted.localCode)
  if (decision === 'review' && fromValues !== true && element.distinctValues > 0 && texts().every((text) => text.trim() === ''))
    return retained('clean', DECISIONS.unlisted.noValue, 'evidence')
  return { choice: treatment === undefined ? { decision } : { decision, treatment }, source: 'standard', reason }
}

function overlaysGo(profile: Profile): boolean {
  const row = tableE11(0x60003000)
  return row !== undefined && effectiveCodeOf(row, profile.options).code === 'X'
}

/** PS3.15 E.1.1, note on code Sequences: C is given for them because local codes and their meanings may tell of a person. */
function hasLocalCodes(path: ElementPath, context: ProposalContext): boolean {
  const around = enclosing(path)
  if (around === undefined || !context.isCleanedInside(formatPath(around))) return false
  const designator = formatPath({ ...path, steps: [...path.steps.slice(0, -1), { kind: 'public', tag: CODING_SCHEME_DESIGNATOR }] })
  const designators = context.texts(designator)
  return designators.length === 0 || !areStandardSchemes(designators)
}

/** What was seen before, elsewhere or in the values, turns a Retain into a Review. */
function seen(suggestion: Suggestion, { element, path, annotation }: ElementToPropose): Suggestion {
  const { choice, reason } = suggestion
  const { flags } = annotation
  if (choice.decision !== 'retain' || element.vrs.includes('SQ')) return suggestion
  if (flags.includes('phi-found')) {
    return choice.treatment === 'clean'
      ? deleted(DECISIONS.seen.identities(reason), 'evidence')
      : open(DECISIONS.seen.identitiesOpen(reason), 'evidence')
  }
  if (choice.treatment !== 'keep') return suggestion
  if (flags.includes('identity-overlap')) return open(DECISIONS.seen.identity(reason), 'evidence')
  const look = remarkableLook(suggestion, path, annotation)
  return look === undefined ? suggestion : open(DECISIONS.seen.looksLike(look, reason), 'evidence')
}

/** What values that stay as they are look like and should not, unless an Option says K or a source has spoken of them. */
function remarkableLook({ source }: Suggestion, path: AttributePath, { flags, effective }: Annotation): string | undefined {
  if (effective.code === 'K') return undefined
  if (flags.includes('name-like')) return DECISIONS.shapes.name
  // A source that lets a text element stay has seen a vendor's words there, not what this operator typed.
  if (source === 'knowledge' && flags.includes('free-text')) return DECISIONS.shapes.words
  if (source === 'knowledge' || isSchemeOfCode(path)) return undefined
  if (flags.includes('date-like')) return DECISIONS.shapes.date
  return flags.includes('uid-like') ? DECISIONS.shapes.uid : undefined
}

/** The scheme of a code and its version, which are dates as often as not. */
function isSchemeOfCode(path: AttributePath): boolean {
  if (path.kind === 'outside') return false
  const leaf = leafOf(path)
  return leaf.kind === 'public' && isCodeMacro(leaf.tag) && !CODE_CONTENT.has(leaf.tag)
}
