import type { AcceptKind } from '../../../contract/decision-answers.ts'
import type { GroupBy } from '../../../contract/inventory-answers.ts'
import type { DecisionWord } from '../../../core/decisions/decision.ts'
import { SHELL } from '../../shell/texts.ts'
import { actionsOf, useActions, type Action } from '../../state/actions.ts'
import { useSession } from '../../state/session.ts'
import { INVENTORY } from './texts.ts'
import { GROUPS } from '../../parts/words.ts'

/** What the actions of the inventory do. */
export interface InventoryDeeds {
  decide(word: DecisionWord): void
  accept(): void
  acceptAll(which: AcceptKind): void
  deleteUnreviewed(): void
  treatments(): void
  scopes(): void
  comment(): void
  nextOpen(back: boolean): void
  askForAll(): void
  back(pressed: KeyboardEvent | undefined): void
  search(): void
  facets(): void
  panel(): void
  header(): void
  renew(): void
  groupBy(by: GroupBy): void
  layouts(): void
  layout(name: string): void
  layoutNames(): readonly string[]
}

/** Everything that can be done in the inventory, with its keys. */
export function useInventoryActions(deeds: InventoryDeeds): void {
  const session = useSession()
  const { title: group, actions: words } = INVENTORY

  useActions((): readonly Action[] => {
    const refused = session.lookOnly ? SHELL.held : ''
    const act = actionsOf('inventory', group)
    return [
      act('retain', words.retain, ['r'], () => deeds.decide('retain'), { refused }),
      act('delete', words.delete, ['d'], () => deeds.decide('delete'), { refused }),
      act('review', words.review, ['v'], () => deeds.decide('review'), { refused }),
      act('accept', words.accept, ['a'], () => deeds.accept(), { refused }),
      act('treatment', words.treatment, ['t'], () => deeds.treatments(), { refused }),
      act('scope', words.scope, ['s'], () => deeds.scopes(), { refused }),
      act('comment', words.comment, ['c'], () => deeds.comment(), { refused }),
      act('next', words.next, ['n'], () => deeds.nextOpen(false)),
      act('previous', words.previous, ['Shift+N'], () => deeds.nextOpen(true)),
      act('move', words.move, ['ArrowUp', 'ArrowDown', 'j', 'k'], undefined),
      act('move-far', words.moveFar, ['Home', 'End', 'PageDown', 'PageUp'], undefined),
      act('select', words.select, ['Space', 'Shift+ArrowDown'], undefined),
      act('all', words.all, ['Ctrl+a'], () => deeds.askForAll(), { refused }),
      act('clear', words.clear, ['Escape'], deeds.back, { whileTyping: true }),
      act('fold', words.fold, ['ArrowLeft', 'ArrowRight'], undefined),
      act('groups', words.groups, ['[', ']'], undefined),
      act('search', words.search, ['/'], () => deeds.search()),
      act('facets', words.facets, ['f'], () => deeds.facets()),
      act('panel', words.panel, ['i'], () => deeds.panel()),
      act('header', words.header, ['x'], () => deeds.header()),
      act('renew', words.renew, [], () => deeds.renew()),
      act('accept-standard', words.acceptStandard, [], () => deeds.acceptAll('standard'), { refused }),
      act('accept-knowledge', words.acceptKnowledge, [], () => deeds.acceptAll('knowledge'), { refused }),
      act('accept-evidence', words.acceptEvidence, [], () => deeds.acceptAll('evidence'), { refused }),
      act('delete-unreviewed', words.deleteUnreviewed, [], () => deeds.deleteUnreviewed(), { refused }),
      act('layouts', words.layouts, [], () => deeds.layouts()),
      act('layout', words.layout(INVENTORY.layouts.standard), [], () => deeds.layout('')),
      ...deeds.layoutNames().map((name) => act(`layout-${name}`, words.layout(name), [], () => deeds.layout(name))),
      ...GROUPS.map(({ value, title }) => act(`group-${value}`, words.groupBy(title), [], () => deeds.groupBy(value))),
    ]
  })
}
