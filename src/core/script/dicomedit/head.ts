import type { ExpressibilityRow } from '../expressibility.ts'
import { expressedLines, madeFromLines, routeWords } from '../script-head.ts'
import type { TargetInput, Route } from '../script-target.ts'
import { isSpellableCreator } from './path-text.ts'
import type { DicomEditPlan } from './plan.ts'
import { routeGuard } from './route-guard.ts'

/** What a script tells its reader before it begins: what it was made from, and what it does not do. */
export function headLines(input: TargetInput, plan: DicomEditPlan, rows: readonly ExpressibilityRow[]): readonly string[] {
  const { settings, identifyingCreators, route } = input
  return [
    ...madeFromLines('XNAT DicomEdit script', input),
    ...(route === undefined ? [] : routeLines(route)),
    '',
    'VALID FOR THE INVENTORIED COLLECTION ONLY: DicomEdit has no way to remove what is not listed, so a public element',
    'that the inventory does not have stays as it is.',
    ...(settings.unlisted === 'delete' ? ['"Remove everything that is not listed" was asked for: NOT EXPRESSIBLE in DicomEdit.'] : []),
    ...expressedLines(input, rows),
    ...[...unspeltCreators(plan, identifyingCreators)]
      .sort()
      .map((creator) => `Private Creator outside DicomEdit's grammar, its elements go though some were to stay: ${creator}`),
    '',
    'Private elements that are not named go; that they go in items too rests on the description of DicomEdit.',
    'New UIDs are made by DicomEdit: they agree with each other, not with those of a copy that Tagbench wrote.',
    'Patient ID and Patient Name that were to be mapped are emptied: the relabelling script of the archive gives new ones.',
    'Instances that Tagbench leaves out (a private SOP Class, text burned into the pixels) are not left out by this script.',
    'The codes of (0012,0064) are not added: DicomEdit is not known to make Sequences. Pixels are not changed.',
  ]
}

function routeLines(route: Route): readonly string[] {
  const rejects = routeGuard(route).isWhole
    ? 'It rejects instances of other scanners.'
    : 'DicomEdit cannot spell a name of these scanners: SEE TO IT that no instances of others are given to this script.'
  return [routeWords(route), rejects]
}

/** Creators that the grammar cannot spell, of which something was to stay; but none that may name somebody. */
function unspeltCreators({ rows }: DicomEditPlan, identifying: ReadonlySet<string> = new Set()): ReadonlySet<string> {
  return new Set(
    rows.flatMap(({ node: { leaf }, operations }) =>
      leaf?.kind === 'private' &&
      !isSpellableCreator(leaf.creator) &&
      operations.some(({ do: how }) => how !== 'remove' && how !== 'blocked') &&
      !identifying.has(leaf.creator.trim().toUpperCase())
        ? [leaf.creator]
        : [],
    ),
  )
}
