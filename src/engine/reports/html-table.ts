/** Text made harmless inside HTML, in content and in quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}

const STYLE = `
:root { color-scheme: light dark; --text: #15191f; --bg: #fff; --line: #ccd2d9; --head: #f2f4f6 }
@media (prefers-color-scheme: dark) { :root { --text: #e6e9ed; --bg: #161a1f; --line: #38414b; --head: #1b2026 } }
body { margin: 24px; font: 13px/20px system-ui, sans-serif; color: var(--text); background: var(--bg) }
h1 { font-size: 15px } table { border-collapse: collapse; font-size: 12px }
th, td { border-bottom: 1px solid var(--line); padding: 3px 8px; text-align: left; vertical-align: top; overflow-wrap: anywhere; min-width: 3em; max-width: 32em }
th { position: sticky; top: 0; background: var(--head) } td.num { text-align: right; font-variant-numeric: tabular-nums }
`

/** A table as one self-contained page without scripts or anything fetched. */
export function htmlTable(title: string, columns: readonly string[], rows: Iterable<readonly string[]>): string {
  const cell = (text: string): string => `<td${/^\d+$/.test(text) ? ' class="num"' : ''}>${escapeHtml(text)}</td>`
  const body: string[] = []
  for (const row of rows) body.push(`<tr>${row.map(cell).join('')}</tr>`)
  const head = columns.map((column) => `<th scope="col">${escapeHtml(column.replaceAll('_', ' '))}</th>`).join('')
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${escapeHtml(title)}</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"><style>${STYLE}</style></head>
<body><main><h1>${escapeHtml(title)}</h1><p>${body.length.toLocaleString('en')} rows</p>
<table><thead><tr>${head}</tr></thead><tbody>
${body.join('\n')}
</tbody></table></main></body></html>
`
}
