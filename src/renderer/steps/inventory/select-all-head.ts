import { withKeys } from '../../state/keys.ts'
import type { IHeaderComp } from 'ag-grid-community'
import { effectScope, watchEffect } from 'vue'
import { INVENTORY } from './texts.ts'
import type { InventorySelection } from './use-selection.ts'

/** The head of the column of checkboxes: selects all that match, which is asked for first, or lets everything go. */
export function selectAllHead(selection: InventorySelection, ask: () => void): new () => IHeaderComp {
  return class implements IHeaderComp {
    private readonly box = document.createElement('input')
    private readonly following = effectScope()

    init(): void {
      this.box.type = 'checkbox'
      this.box.className = 'select-all'
      this.box.tabIndex = -1
      this.box.setAttribute('aria-label', INVENTORY.actions.all)
      this.box.title = withKeys(INVENTORY.columns.selectAllTitle, 'Ctrl+a')
      this.box.addEventListener('click', (event) => {
        event.preventDefault()
        if (selection.count.value > 0) selection.clear()
        else ask()
      })
      this.following.run(() =>
        watchEffect(() => {
          this.box.checked = selection.selection.value.kind === 'all' && selection.selection.value.except.size === 0
          this.box.indeterminate = !this.box.checked && selection.count.value > 0
        }),
      )
    }

    getGui(): HTMLElement {
      return this.box
    }

    refresh(): boolean {
      return true
    }

    destroy(): void {
      this.following.stop()
    }
  }
}
