import type { GateNote } from '../gate.ts'
import { count, html, type Html } from './html.ts'
import { claimsSection, leftOutSection, madeSection, pixelsSection, valuesSection } from './page-account.ts'
import { changesSection, preservedSection } from './page-changes.ts'
import { conformanceSection } from './page-conformance.ts'
import { leaksSection } from './page-leaks.ts'
import { PAGE_STYLE } from './page-style.ts'
import type { ReviewReport } from './review-report.ts'

/** The final review as one page that needs nothing else: no script, nothing fetched, light and dark, fit to be printed. */
export function reviewPage(report: ReviewReport): string {
  const page = html`<main>
    ${gateSection(report)}${preservedSection(report)}${changesSection(report)}${leaksSection(report)}${conformanceSection(report)}${pixelsSection(report)}${valuesSection(report)}${leftOutSection(report)}${claimsSection(report)}${madeSection(report)}
  </main>`
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Final review</title><meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"><style>${PAGE_STYLE}</style></head>
<body>${page.markup}</body></html>
`
}

function gateSection({ gate, files, reviewedAt, tally, fingerprint }: ReviewReport): Html {
  const closed = gate.gate === 'closed'
  const number = gate.reasons.length
  const title = closed ? `Gate closed: ${count(number)} ${number === 1 ? 'reason' : 'reasons'}` : 'Gate open'
  const subtitle = closed
    ? 'Nothing of this copy may leave until each is settled.'
    : 'Nothing is left to settle. What a person should still know stands below.'
  const sentences = (list: typeof gate.notes): Html =>
    html`<ol class="reasons">
      ${list.map(({ kind, count: q, message }) => {
        const below = BELOW[kind]
        return html`<li>
          <span class="q">${q}</span><span>${message}</span>${below === undefined ? html`` : html`<a href="#${below}">below</a>`}
        </li>`
      })}
    </ol>`
  return html`<section class="gate ${gate.gate}">
    <h1>${title}</h1>
    <p>
      ${subtitle}
      <span class="sub"
        >${count(tally.numbers.files)} of ${count(files.written)} written files read again, ${size(tally.numbers.bytes)},
        ${reviewedAt.slice(0, 16).replace('T', ' ')} UTC. Fingerprint of the copy: <span class="mono">sha256 ${fingerprint}</span></span
      >
    </p>
    ${closed ? sentences(gate.reasons) : html``}
    ${
      gate.notes.length === 0
        ? html``
        : html`<h3>To know</h3>
            ${sentences(gate.notes)}`
    }
  </section> `
}

/** Where on the page a reason is told of. */
const BELOW: Readonly<Partial<Record<GateNote['kind'], string>>> = {
  leaks: 'leaks',
  conformance: 'conformance',
  preservation: 'changes',
  pixels: 'pixels',
  values: 'values',
  'left-out': 'left-out',
  'not-applied': 'left-out',
  deviation: 'claims',
  'dates-kept': 'claims',
}

function size(bytes: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB', 'TB']
  const step = bytes < 1000 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3))
  return `${step === 0 ? bytes : (bytes / 1000 ** step).toFixed(1)} ${units[step] ?? ''}`
}
