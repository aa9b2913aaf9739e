import { SHORTEST, SHORTEST_IN_BINARY, SHORTEST_IN_NUMBERS, SHORTEST_IN_PIXELS } from '../leak-search.ts'
import { sortedLeaks } from './csv-rows.ts'
import { count, html, table, type Html } from './html.ts'
import type { ReviewReport } from './review-report.ts'

const KIND_WORDS = { name: 'names', id: 'identifiers', date: 'dates', uid: 'UIDs', text: 'addresses, places and devices' } as const

export function leaksSection(report: ReviewReport): Html {
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
      Without regard to case; names in their usual orders and joints and each part alone; of places also each word of six letters and more;
      dates in the ways they are written; as ASCII, UTF-8, UTF-16 and in the character sets of the collection, names and identifiers also in
      base64; in deflated data sets and in gzip members inside opaque values. Shorter than ${SHORTEST} characters nothing is looked for; in
      binary values it takes ${SHORTEST_IN_BINARY}, in numbers, times and UIDs ${SHORTEST_IN_NUMBERS} digits that stand alone, in Pixel Data
      ${SHORTEST_IN_PIXELS}. Dates, and identifiers of four or five digits, are looked for in the copy of their own file only, and not in
      uncompressed Pixel Data. Other compressed content, such as that of documents, is not opened.
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
