/** A piece of HTML that is safe as it stands: made by {@link html} only. */
export interface Html {
  readonly markup: string
}

type Part = Html | string | number | readonly (Html | string)[]

/** Template for HTML: everything put in that is not HTML itself is escaped, in content and in quoted attributes. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  let markup = strings[0] ?? ''
  parts.forEach((part, index) => {
    markup += render(part) + (strings[index + 1] ?? '')
  })
  return { markup }
}

function render(part: Part): string {
  if (typeof part === 'number') return count(part)
  if (typeof part === 'string') return escapeText(part)
  return 'markup' in part ? part.markup : part.map((one) => render(one)).join('')
}

const UNSEEN = /(?![\t\n\r])[\p{Cc}\p{Bidi_Control}]/gu

/** Characters that would act as markup, and those that cannot be seen or turn the text around. */
function escapeText(text: string): string {
  return text
    .replace(UNSEEN, (character) => `\\x${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(2, '0')}`)
    .replace(/[&<>"']/gu, (character) => `&#${character.charCodeAt(0)};`)
}

/** `1,234`. */
export function count(number: number): string {
  return String(number).replace(/\B(?=(?:\d{3})+$)/gu, ',')
}

/** Rows that a page shows; the lists have all. */
const MOST_ROWS = 500

export interface Column<Row> {
  readonly head: string
  readonly kind?: 'num' | 'mono'
  cell(row: Row): Html | string | number
}

/** A table, or a sentence where there is nothing in it. */
export function table<Row>(rows: readonly Row[], columns: readonly Column<Row>[], none: string, list: string): Html {
  if (rows.length === 0) return html`<p class="sub">${none}</p>`
  const head = columns.map((column) => html`<th scope="col" class="${column.kind ?? ''}">${column.head}</th>`)
  const body = rows.slice(0, MOST_ROWS).map(
    (row) =>
      html`<tr>
        ${columns.map((column) => html`<td class="${column.kind ?? ''}">${column.cell(row)}</td>`)}
      </tr> `,
  )
  const more =
    rows.length > MOST_ROWS ? html`<p class="sub">The first ${MOST_ROWS} of ${rows.length} rows; all of them stand in ${list}.</p>` : html``
  return html`<div class="scroll">
      <table>
        <thead>
          <tr>
            ${head}
          </tr>
        </thead>
        <tbody>
          ${body}
        </tbody>
      </table>
    </div>
    ${more}`
}
