import { onBeforeUnmount, onMounted } from 'vue'
import { useDecisions } from '../state/decisions.ts'
import { useSession } from '../state/session.ts'
import { STEPS, useSteps } from '../state/steps.ts'

/** Whether a key goes into a text that is being typed. */
export function isTyping(event: KeyboardEvent): boolean {
  const target = event.target
  if (!(target instanceof HTMLElement)) return false
  if (target instanceof HTMLInputElement) return !['checkbox', 'radio', 'button', 'range'].includes(target.type)
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement || target.isContentEditable
}

/** Whether something floats over the screen, a dialog or a menu, that the keys are for. */
export function isInDialog(): boolean {
  return document.querySelector('dialog[open], [popover]:popover-open') !== null
}

/** Keys that work on every screen: the steps, undo and redo, the list of keys. */
export function useShellKeys(showKeys: () => void): void {
  const session = useSession()
  const steps = useSteps()
  const decisions = useDecisions()

  function press(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.altKey || isInDialog()) return
    if (event.key === '?' && !isTyping(event)) {
      event.preventDefault()
      return showKeys()
    }
    if (!(event.ctrlKey || event.metaKey) || session.summary === undefined) return
    const step = STEPS[Number(event.key) - 1]
    if (step !== undefined) {
      event.preventDefault()
      return steps.go(step.name)
    }
    if (isTyping(event) || session.lookOnly) return
    const key = event.key.toLowerCase()
    if (key === 'z' && !event.shiftKey) {
      event.preventDefault()
      void decisions.undo()
    } else if (key === 'y' || (key === 'z' && event.shiftKey)) {
      event.preventDefault()
      void decisions.redo()
    }
  }

  onMounted(() => window.addEventListener('keydown', press))
  onBeforeUnmount(() => window.removeEventListener('keydown', press))
}
