import { sortedChanges, sortedUntouched } from './csv-rows.ts'
import { count, html, table, type Html } from './html.ts'
import type { ReviewReport } from './review-report.ts'

export function preservedSection({ tally }: ReviewReport): Html {
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

function share(part: number, whole: number): string {
  return whole === 0 ? '–' : `${((100 * part) / whole).toFixed(2)} %`
}

export function changesSection(report: ReviewReport): Html {
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
