import { onBeforeUnmount, onMounted } from 'vue'
import { useActionBook } from '../state/actions.ts'
import { keysOf } from '../state/keys.ts'
import { useNotices } from '../state/notices.ts'

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

/** Does what a key is for, as the book of actions has it. */
export function useShellKeys(): void {
  const book = useActionBook()
  const notices = useNotices()

  function press(event: KeyboardEvent): void {
    if (event.defaultPrevented || isInDialog()) return
    const action = book.forKeys(keysOf(event))
    if (action?.run === undefined || (isTyping(event) && action.whileTyping !== true)) return
    event.preventDefault()
    if ((action.refused ?? '') === '') action.run(event)
    else notices.say(action.refused ?? '')
  }

  onMounted(() => window.addEventListener('keydown', press))
  onBeforeUnmount(() => window.removeEventListener('keydown', press))
}
