/** The tokens of the product, light and dark, and the few parts that this page uses. */
export const PAGE_STYLE = `
:root { color-scheme: light dark;
  --font-ui: -apple-system, "Segoe UI Variable Text", "Segoe UI", Inter, Roboto, "Noto Sans", system-ui, sans-serif;
  --font-data: ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace;
  --bg: #f2f4f6; --surface: #ffffff; --surface-2: #f8f9fa; --surface-3: #ebeef1; --line: #e3e7eb; --line-2: #ccd2d9;
  --text: #15191f; --text-2: #454e5a; --text-3: #596270; --accent-text: #1a56b4;
  --retain-text: #0f6346; --retain-soft: #e4f3ec; --delete: #b3342a; --delete-text: #a12c23; --delete-soft: #fbeae8;
  --review-text: #7d5000; --review-soft: #fdf4e0; --ink-1: #56657a; --ink-3: #c3ccd6; --ink-4: #e1e6eb; }
@media (prefers-color-scheme: dark) { :root {
  --bg: #101317; --surface: #161a1f; --surface-2: #1b2026; --surface-3: #252b33; --line: #262c34; --line-2: #38414b;
  --text: #e6e9ed; --text-2: #b6bec8; --text-3: #9aa4b1; --accent-text: #82b0fa;
  --retain-text: #63c79f; --retain-soft: #15291f; --delete: #ef7b6f; --delete-text: #f79a90; --delete-soft: #331b19;
  --review-text: #e6b455; --review-soft: #2a2213; --ink-1: #a3b0c0; --ink-3: #46515e; --ink-4: #2c343d; } }
*, *::before, *::after { box-sizing: border-box }
body { margin: 0; background: var(--bg); color: var(--text); font: 13px/20px var(--font-ui); font-variant-numeric: tabular-nums }
main { max-width: 1180px; margin: 0 auto; background: var(--surface); border: solid var(--line); border-width: 0 1px; min-height: 100vh }
section { padding: 16px 24px; border-bottom: 1px solid var(--line) }
h1 { font-size: 20px; line-height: 28px; margin: 0; font-weight: 600 } h2 { font-size: 15px; margin: 0 0 4px; font-weight: 600 }
h3 { font-size: 12px; margin: 16px 0 4px; color: var(--text-2); font-weight: 600 } p { margin: 0 0 8px; max-width: 88ch }
ol, ul { margin: 0; padding: 0; list-style: none } a { color: var(--accent-text) }
.sub { color: var(--text-3) } .bad { color: var(--delete-text) } .good { color: var(--retain-text) } .warn { color: var(--review-text) }
.gate { border-left: 6px solid var(--delete) } .gate.open { border-left-color: var(--retain-text) }
.reasons li { display: grid; grid-template-columns: 72px minmax(0, 1fr) auto; gap: 12px; padding: 5px 0; border-top: 1px solid var(--line) }
.reasons .q { text-align: right; font-weight: 600; font-size: 15px }
.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(150px, 1fr)); gap: 12px; margin: 8px 0 12px }
.figures b { display: block; font-size: 20px; line-height: 26px; font-weight: 500 } .figures span { color: var(--text-2); font-size: 11px }
.meter { display: flex; height: 8px; gap: 1px; border-radius: 3px; overflow: hidden; background: var(--ink-4); margin: 0 0 8px }
.meter i { display: block } .m1 { background: var(--ink-1) } .m2 { background: var(--ink-3) } .m3 { background: var(--delete) }
.scroll { overflow-x: auto } table { border-collapse: collapse; width: 100%; font-size: 12px; line-height: 17px }
th, td { text-align: left; vertical-align: top; padding: 5px 8px; border-bottom: 1px solid var(--line); font-weight: 400; overflow-wrap: break-word }
td.mono { overflow-wrap: anywhere; min-width: 13ch }
thead th { font-size: 11px; color: var(--text-2); background: var(--surface-2); font-weight: 500; border-bottom-color: var(--line-2) }
td.num, th.num { text-align: right; overflow-wrap: normal; white-space: nowrap } .mono { font-family: var(--font-data); font-size: 11.5px }
del { color: var(--delete-text); text-decoration-thickness: 1px }
.flag { display: inline-block; padding: 0 5px; border-radius: 3px; font-size: 11px; line-height: 16px; background: var(--surface-3); color: var(--text-2); white-space: nowrap }
.flag.bad { background: var(--delete-soft); color: var(--delete-text) } .flag.warn { background: var(--review-soft); color: var(--review-text) }
.flag.good { background: var(--retain-soft); color: var(--retain-text) }
dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: 2px 16px; margin: 0 } dt { color: var(--text-3) } dd { margin: 0; overflow-wrap: anywhere }
@media print { :root { color-scheme: light } body { background: #fff } main { border: 0; max-width: none } section { padding: 8px 0; break-inside: auto } tr { break-inside: avoid } thead { display: table-header-group } }
@media (forced-colors: active) { .flag, .gate { border: 1px solid CanvasText } .meter { forced-color-adjust: none } }
`
