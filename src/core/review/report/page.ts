import { sopClassName } from '../../dictionary/iod-types.ts'
import { sortedChanges, sortedLeaks, sortedPixels, sortedProblems, sortedUntouched } from './csv-rows.ts'
import { count, html, table, type Html } from './html.ts'
import { PAGE_STYLE } from './page-style.ts'
import type { ReviewReport } from './review-report.ts'
import { SHORTEST, SHORTEST_IN_BINARY, SHORTEST_IN_NUMBERS, SHORTEST_IN_PIXELS } from '../leak-search.ts'

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
  const sentences = (list: typeof gate.reasons): Html =>
    html`<ol class="reasons">
      ${list.map(({ count: q, message }) => html`<li><span class="q">${q}</span><span>${message}</span></li>`)}
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

function size(bytes: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB', 'TB']
  const step = bytes < 1000 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3))
  return `${step === 0 ? bytes : (bytes / 1000 ** step).toFixed(1)} ${units[step] ?? ''}`
}

function share(part: number, whole: number): string {
  return whole === 0 ? '–' : `${((100 * part) / whole).toFixed(2)} %`
}

function preservedSection({ tally }: ReviewReport): Html {
  const { numbers } = tally
  const of = (part: number, whole: number): string => `${count(part)} of ${count(whole)}`
  const bad = (files: number): string => (files === 0 ? 'good' : 'bad')
  const compared = numbers.files - numbers.sourceGone
  return html`<section id="preserved">
    <h2>Preserved</h2>
    <p class="sub">${count(numbers.compared)} elements compared byte by byte</p>
    <div class="figures">
      <div><b>${share(numbers.identical, numbers.compared)}</b><span>identical</span></div>
      <div><b>${count(numbers.changed)}</b><span>elements changed or emptied</span></div>
      <div><b>${count(numbers.removed)}</b><span>elements removed, Sequences with all in them as one</span></div>
      <div><b>${count(numbers.added)}</b><span>elements added</span></div>
    </div>
    <table>
      <tbody>
        <tr>
          <th scope="row">Files with a change that no Operation accounts for</th>
          <td class="num ${bad(numbers.unexplainedFiles)}">${numbers.unexplainedFiles}</td>
        </tr>
        <tr>
          <th scope="row">Files with an element that was to be removed or emptied and was not</th>
          <td class="num ${bad(numbers.untouchedFiles)}">${numbers.untouchedFiles}</td>
        </tr>
        <tr>
          <th scope="row">Pixel Data identical</th>
          <td class="num">${of(numbers.samePixels, numbers.withPixels)}</td>
        </tr>
        <tr>
          <th scope="row">Transfer Syntax unchanged</th>
          <td class="num">${of(numbers.sameTransferSyntax, compared)}</td>
        </tr>
        <tr>
          <th scope="row">Private elements kept with their creator</th>
          <td class="num">${numbers.privateKept}</td>
        </tr>
      </tbody>
    </table>
  </section> `
}

function changesSection(report: ReviewReport): Html {
  const { tally, nameOf } = report
  const rows = sortedChanges(tally)
  const unexplained = rows.filter((row) => row.unexplained > 0)
  const columns = [
    { head: 'Element', kind: 'mono' as const, cell: (row: (typeof rows)[number]) => row.path },
    { head: 'Name', cell: (row: (typeof rows)[number]) => nameOf(row.path) },
    { head: 'Operation', cell: (row: (typeof rows)[number]) => row.operation },
    { head: 'Files', kind: 'num' as const, cell: (row: (typeof rows)[number]) => row.files },
    { head: 'Before, in one file', kind: 'mono' as const, cell: (row: (typeof rows)[number]) => html`<del>${row.before}</del>` },
    { head: 'After', kind: 'mono' as const, cell: (row: (typeof rows)[number]) => row.after },
    {
      head: 'Because',
      cell: (row: (typeof rows)[number]) =>
        row.unexplained > 0 ? html`<span class="flag bad">no Operation in ${count(row.unexplained)}</span> ${row.because}` : row.because,
    },
  ]
  const untouched = sortedUntouched(tally)
  return html`<section id="changes">
    <h2>Changes</h2>
    <p class="sub">every path removed, emptied, changed or added; a row of a removed Sequence covers what was in it</p>
    ${
      unexplained.length === 0
        ? html``
        : html`<h3 class="bad">Not accounted for</h3>
            ${table(unexplained, columns, '', 'changes.csv')}`
    }
    ${
      untouched.length === 0
        ? html``
        : html`<h3 class="bad">Still there although it was to go</h3>
            ${table(
              untouched,
              [
                { head: 'Element', kind: 'mono', cell: (row) => row.path },
                { head: 'Name', cell: (row) => nameOf(row.path) },
                { head: 'Files', kind: 'num', cell: (row) => row.files },
                { head: 'Because', cell: (row) => row.because },
              ],
              '',
              'this page',
            )}`
    }
    ${table(rows, columns, 'Nothing is different from the originals.', 'changes.csv')}
  </section> `
}

const KIND_WORDS = { name: 'names', id: 'identifiers', date: 'dates', uid: 'UIDs', text: 'addresses, places and devices' } as const

function leaksSection(report: ReviewReport): Html {
  const { tally, searched, notSearched, nameOf } = report
  const rows = sortedLeaks(tally)
  const looked = (['name', 'id', 'uid', 'text'] as const).map((kind) => `${count(searched[kind])} ${KIND_WORDS[kind]}`).join(', ')
  return html`<section id="leaks">
    <h2>Leaks</h2>
    <p>
      ${looked} of the originals were looked for in every byte of the copy and in its file and folder names, and in each file the dates of
      its own original: ${count(tally.numbers.leakHits)} ${tally.numbers.leakHits === 1 ? 'hit has' : 'hits have'} no explanation,
      ${count(tally.numbers.acceptedHits)} explained.
    </p>
    ${table(
      rows,
      [
        {
          head: 'State',
          cell: (row) => (row.state === 'open' ? html`<span class="flag bad">open</span>` : html`<span class="flag">explained</span>`),
        },
        { head: 'Kind', cell: (row) => KIND_WORDS[row.kind].replace(/s$/u, '') },
        { head: 'Original', kind: 'mono', cell: (row) => row.found },
        { head: 'Original of', kind: 'mono', cell: (row) => row.originals.join(' ') },
        { head: 'Where in the copy', kind: 'mono', cell: (row) => html`${row.path} <span class="sub">${nameOf(row.path)}</span>` },
        { head: 'Stored as', cell: (row) => row.storedAs },
        { head: 'Files', kind: 'num', cell: (row) => row.files },
        { head: 'First at', kind: 'mono', cell: (row) => `${row.output} ${row.offset}` },
        { head: 'Explanation', cell: (row) => row.explanation },
      ],
      'No original was found.',
      'leaks.csv',
    )}
    ${tally.leaksBeyond === 0 ? html`` : html`<p class="bad">${count(tally.leaksBeyond)} more hits are not listed.</p>`}
    <h3>How it was looked for</h3>
    <p>
      Without regard to case; names in their usual orders and joints and each part alone; dates in the ways they are written; as ASCII,
      UTF-8, UTF-16 and in the character sets of the collection, names and identifiers also in base64; in deflated data sets and in gzip
      members inside opaque values. Shorter than ${SHORTEST} characters nothing is looked for; in binary values it takes
      ${SHORTEST_IN_BINARY}, in numbers, times and UIDs ${SHORTEST_IN_NUMBERS} digits that stand alone, in Pixel Data ${SHORTEST_IN_PIXELS}.
      Dates, and identifiers of four or five digits, are looked for in the copy of their own file only, and not in uncompressed Pixel Data.
      Other compressed content, such as that of documents, is not opened.
    </p>
    <h3>Not looked for</h3>
    ${table(
      notSearched,
      [
        { head: 'Original or part of it', kind: 'mono', cell: (row) => row.text },
        { head: 'Kind', cell: (row) => KIND_WORDS[row.kind] },
        { head: 'Original of', kind: 'mono', cell: (row) => row.paths.join(' ') },
        { head: 'Why', cell: (row) => row.why },
      ],
      'Nothing was left out.',
      'this project',
    )}
  </section> `
}

function conformanceSection({ tally, nameOf, dciodvfy }: ReviewReport): Html {
  const rows = sortedProblems(tally)
  const classes = new Map<string, { checker: string; kind: string; before: number; after: number; worse: number }>()
  for (const row of rows) {
    const key = `${row.checker}\t${row.kind}`
    const known = classes.get(key) ?? { checker: row.checker, kind: row.kind, before: 0, after: 0, worse: 0 }
    classes.set(key, { ...known, before: known.before + row.before, after: known.after + row.after, worse: known.worse + row.worse })
  }
  const worse = rows.filter((row) => row.worse > 0)
  const change = (difference: number): Html =>
    difference === 0
      ? html`0`
      : difference > 0
        ? html`<span class="bad">+${difference}</span>`
        : html`<span class="good">−${-difference}</span>`
  return html`<section id="conformance">
    <h2>Conformance</h2>
    <p class="sub">
      an attribute or value in a file counts once; what was wrong before is not held against the copy.
      ${
        dciodvfy === undefined
          ? 'dciodvfy is not installed here.'
          : `${count(dciodvfy)} files were shown to dciodvfy as well, one of each series.`
      }
      ${tally.numbers.notCovered === 0 ? '' : `${count(tally.numbers.notCovered)} files are of a SOP Class whose attributes are not known here.`}
    </p>
    ${table(
      [...classes.values()],
      [
        { head: 'Checked by', cell: (row) => row.checker },
        { head: 'Class', cell: (row) => row.kind },
        { head: 'Before', kind: 'num', cell: (row) => row.before },
        { head: 'After', kind: 'num', cell: (row) => row.after },
        { head: 'Change', kind: 'num', cell: (row) => change(row.after - row.before) },
        { head: 'New', kind: 'num', cell: (row) => (row.worse === 0 ? html`0` : html`<span class="bad">${row.worse}</span>`) },
      ],
      'No error, before or after.',
      'conformance.csv',
    )}
    ${
      worse.length === 0
        ? html``
        : html`<h3 class="bad">New, with the Operation at fault</h3>
            ${table(
              worse,
              [
                { head: 'Checked by', cell: (row) => row.checker },
                { head: 'Class', cell: (row) => row.kind },
                { head: 'Element', kind: 'mono', cell: (row) => html`${row.path} <span class="sub">${nameOf(row.path)}</span>` },
                { head: 'Detail', cell: (row) => row.detail },
                { head: 'Files', kind: 'num', cell: (row) => row.worse },
                { head: 'Operation', cell: (row) => row.operation },
              ],
              '',
              'conformance.csv',
            )}`
    }
  </section> `
}

function pixelsSection({ tally }: ReviewReport): Html {
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

function valuesSection({ values }: ReviewReport): Html {
  return html`<section id="values">
    <h2>Values</h2>
    <p>
      ${count(values.distinct)} distinct values stand in the copy, known physical parameters aside; ${count(values.unread)} of them were
      kept without anybody having decided them one by one. final-values.csv lists all.
    </p>
  </section> `
}

function leftOutSection({ notWritten, files }: ReviewReport): Html {
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

function claimsSection({ settings, deviations, nameOf }: ReviewReport): Html {
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

function madeSection({ madeWith }: ReviewReport): Html {
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
