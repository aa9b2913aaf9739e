import { sopClassName } from '../../dictionary/iod-types.ts'
import { sortedPixels } from './csv-rows.ts'
import { count, html, table, type Html } from './html.ts'
import type { ReviewReport } from './review-report.ts'

export function pixelsSection({ tally }: ReviewReport): Html {
  const rows = sortedPixels(tally)
  return html`<section id="pixels">
    <h2>Pixels</h2>
    <p class="sub">every instance is to be looked at once, by a person; those likely to have text burned in come first</p>
    ${table(
      rows,
      [
        { head: 'Modality', cell: (row) => row.modality },
        { head: 'SOP Class', cell: (row) => sopClassName(row.sopClass) },
        { head: 'Burned In Annotation', cell: (row) => (row.burnedIn === '' ? html`<span class="sub">not said</span>` : row.burnedIn) },
        { head: 'Risk', cell: (row) => (row.atRisk ? html`<span class="flag warn">look first</span>` : '') },
        { head: 'Instances', kind: 'num', cell: (row) => row.instances },
        { head: 'Pixels changed', kind: 'num', cell: (row) => row.changed },
      ],
      'No instance has Pixel Data.',
      'this page',
    )}
  </section> `
}

export function valuesSection({ values }: ReviewReport): Html {
  return html`<section id="values">
    <h2>Values</h2>
    <p>
      ${count(values.distinct)} distinct values stand in the copy, known physical parameters aside; ${count(values.unread)} of them were
      kept without anybody having decided them one by one. final-values.csv lists all.
    </p>
  </section> `
}

export function leftOutSection({ notWritten, files }: ReviewReport): Html {
  return html`<section id="left-out">
    <h2>Files</h2>
    <p>${count(files.written)} written, ${count(files.failed)} failed, ${count(files.leftOut)} left out.</p>
    ${table(
      notWritten,
      [
        { head: 'Not written because', cell: (row) => row.reason },
        { head: '', cell: (row) => (row.failed ? html`<span class="flag bad">failed</span>` : html`<span class="flag">left out</span>`) },
        { head: 'Files', kind: 'num', cell: (row) => row.files },
      ],
      'Every file of the collection was written.',
      'applied.csv and not-applied.csv',
    )}
  </section> `
}

export function claimsSection({ settings, deviations, nameOf }: ReviewReport): Html {
  const pairs: readonly (readonly [string, string])[] = [
    ['Profile', ['Basic Application Level Confidentiality Profile', ...settings.options].join(', ')],
    ['De-identification Method (0012,0063)', settings.methodTexts.join(' \\ ')],
    ['Method codes (0012,0064), earned', settings.methodCodes.join(', ')],
    ['Dates (0028,0303)', settings.longitudinal],
    ['Date shift', settings.dateShift],
    ['Patient ID', settings.patientId === '' ? 'not mapped' : settings.patientId],
    ['UID root', settings.uidRoot],
    ['Emptied Private Creators', settings.emptiedCreators],
    ['Elements outside Table E.1-1', settings.unlisted],
    ['Ages of 90 and more as 090Y', settings.ageCap ? 'on' : 'off'],
    ['Output path', settings.outputPath],
  ]
  return html`<section id="claims">
    <h2>What was claimed, and set</h2>
    <dl>
      ${pairs.map(
        ([term, text]) =>
          html`<dt>${term}</dt>
            <dd>${text}</dd>`,
      )}
    </dl>
    <h3>Deviations</h3>
    <p class="sub">decisions that protect less than the profile asks for; each costs the claim of its Option</p>
    ${table(
      deviations,
      [
        { head: 'Element', kind: 'mono', cell: (row) => row.path },
        { head: 'Name', cell: (row) => nameOf(row.path) },
        { head: 'Decision', cell: (row) => row.decision },
        { head: 'Code asks for', cell: (row) => row.code },
        { head: 'Reason', cell: (row) => row.reason },
      ],
      'None.',
      'the Element Inventory',
    )}
  </section> `
}

export function madeSection({ madeWith }: ReviewReport): Html {
  return html`<section id="made">
    <h2>How this was made</h2>
    <p>
      The written files were read again from the disk, their digests held against those that apply noted, and each compared with its
      original, element by element. This page quotes values of the originals: it belongs to the project, not to the copy.
    </p>
    <ul>
      ${madeWith.map((line) => html`<li class="sub">${line}</li>`)}
    </ul>
  </section> `
}
