import type { DecisionWord } from '../../../core/decisions/decision.ts'
import { SHELL } from '../../shell/texts.ts'
import { actionsOf, useActions, type Action } from '../../state/actions.ts'
import { useSession } from '../../state/session.ts'
import { PRIVATE } from './texts.ts'

/** What the actions of the Private room do. */
export interface PrivateDeeds {
  decide(word: DecisionWord): void
  accept(): void
  treatments(): void
  scopes(): void
  comment(): void
  listed(): void
  nextOpen(back: boolean): void
  nextBlock(back: boolean): void
  all(): void
  back(): void
  search(): void
  regroup(): void
  panel(): void
  compareApprovals(): void
  recordProfile(): void
  writeApprovals(): void
}

/** Everything that can be done in the Private room, with its keys. */
export function usePrivateActions(deeds: PrivateDeeds): void {
  const session = useSession()
  const { title: group, actions: words } = PRIVATE

  useActions((): readonly Action[] => {
    const refused = session.lookOnly ? SHELL.held : ''
    const act = actionsOf('private', group)
    return [
      act('retain', words.retain, ['r'], () => deeds.decide('retain'), { refused }),
      act('delete', words.delete, ['d'], () => deeds.decide('delete'), { refused }),
      act('review', words.review, ['v'], () => deeds.decide('review'), { refused }),
      act('accept', words.accept, ['a'], () => deeds.accept(), { refused }),
      act('listed', words.listed, ['b'], () => deeds.listed(), { refused }),
      act('treatment', words.treatment, ['t'], () => deeds.treatments(), { refused }),
      act('scope', words.scope, ['s'], () => deeds.scopes(), { refused }),
      act('comment', words.comment, ['c'], () => deeds.comment(), { refused }),
      act('next', words.next, ['n'], () => deeds.nextOpen(false)),
      act('previous', words.previous, ['Shift+N'], () => deeds.nextOpen(true)),
      act('next-block', words.nextBlock, [']'], () => deeds.nextBlock(false)),
      act('previous-block', words.previousBlock, ['['], () => deeds.nextBlock(true)),
      act('move', words.move, ['ArrowUp', 'ArrowDown', 'j', 'k'], undefined),
      act('move-far', words.moveFar, ['Home', 'End', 'PageDown', 'PageUp'], undefined),
      act('select', words.select, ['Space', 'Shift+ArrowDown'], undefined),
      act('all', words.all, ['Ctrl+a'], () => deeds.all()),
      act('clear', words.clear, ['Escape'], () => deeds.back()),
      act('fold', words.fold, ['ArrowLeft', 'ArrowRight'], undefined),
      act('regroup', words.regroup, ['g'], () => deeds.regroup()),
      act('search', words.search, ['/'], () => deeds.search()),
      act('compare-approvals', words.importApprovals, [], () => deeds.compareApprovals(), { refused }),
      act('record-profile', words.recordProfile, [], () => deeds.recordProfile(), { refused }),
      act('write-approvals', words.exportApprovals, [], () => deeds.writeApprovals()),
      act('panel', words.panel, ['i'], () => deeds.panel()),
    ]
  })
}
