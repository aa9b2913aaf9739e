import { sortedProblems } from './csv-rows.ts'
import { count, html, table, type Html } from './html.ts'
import type { ReviewReport } from './review-report.ts'

export function conformanceSection({ tally, nameOf, dciodvfy }: ReviewReport): Html {
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
