import type { Choice } from './decision.ts'

/** `retain:shift-date`, `delete`, `retain:replace=ANON`: a decision with its treatment after a colon where it has one. */
export function formatChoice(choice: Choice): string {
  if (choice.treatment === undefined) return choice.decision
  return `${choice.decision}:${formatTreatment(choice)}`
}

/** {@link formatChoice} with the treatment that a bare word has by itself, so that both ways to say it are the same. */
export function formatInFull(choice: Choice): string {
  const own = { retain: 'keep', delete: 'auto', review: undefined } as const
  const treatment = choice.treatment ?? own[choice.decision]
  return formatChoice(treatment === undefined ? choice : { ...choice, treatment })
}

/** The treatment alone, with its value: `replace=ANON`; empty where there is none. */
export function formatTreatment(choice: Choice): string {
  if (choice.treatment === undefined) return ''
  return choice.treatment === 'replace' ? `replace=${choice.replacement ?? ''}` : choice.treatment
}
