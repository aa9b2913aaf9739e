import type { Choice } from './decision.ts'

/** `retain:shift-date`, `delete`, `retain:replace=ANON`: a decision with its treatment after a colon where it has one. */
export function formatChoice(choice: Choice): string {
  if (choice.treatment === undefined) return choice.decision
  return `${choice.decision}:${formatTreatment(choice)}`
}

/** The treatment alone, with its value: `replace=ANON`; empty where there is none. */
export function formatTreatment(choice: Choice): string {
  if (choice.treatment === undefined) return ''
  return choice.treatment === 'replace' ? `replace=${choice.replacement ?? ''}` : choice.treatment
}
