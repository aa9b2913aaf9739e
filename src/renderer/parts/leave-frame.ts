const TABBABLE = 'a[href], button:not(:disabled), input:not(:disabled), select:not(:disabled), textarea:not(:disabled), [tabindex="0"]'

/** Tab out of a part of the page that holds many places for the focus: to what stands after it, or before it. */
export function leaveFrame(frame: HTMLElement, event: KeyboardEvent): void {
  const others = [...document.querySelectorAll<HTMLElement>(TABBABLE)].filter(
    (one) => !frame.contains(one) && one.tabIndex >= 0 && one.checkVisibility(),
  )
  const isAfter = (one: HTMLElement): boolean => (frame.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0
  const next = event.shiftKey ? others.findLast((one) => !isAfter(one)) : (others.find(isAfter) ?? others[0])
  if (next === undefined) return
  event.preventDefault()
  event.stopPropagation()
  next.focus()
}
