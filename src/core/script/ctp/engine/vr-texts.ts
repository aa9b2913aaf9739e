const WHOLE = /^[-+]?\d+$/
const NUMBER = /^[-+]?(\d+\.?\d*|\.\d+)([Ee][-+]?\d+)?$/
const NOTHING = /^(?!)/
const HOLDS: ReadonlyMap<string, RegExp> = new Map([
  ...['US', 'SS', 'UL', 'SL'].map((vr) => [vr, WHOLE] as const),
  ...['FL', 'FD'].map((vr) => [vr, NUMBER] as const),
  ['AT', /^[0-9A-Fa-f]{1,8}$/],
  ...['OB', 'OW', 'OF'].map((vr) => [vr, NOTHING] as const),
])

/** Whether CTP's toolkit puts a text into a VR; into most any. */
export function holdsText(vr: string, text: string): boolean {
  return HOLDS.get(vr)?.test(text) ?? true
}
