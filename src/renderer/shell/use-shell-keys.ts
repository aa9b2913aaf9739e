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

/** Keys that work on every screen: the steps, undo and redo. */
export function useShellKeys(): void {
  const session = useSession()
  const steps = useSteps()
  const decisions = useDecisions()

  function press(event: KeyboardEvent): void {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || session.summary === undefined) return
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
