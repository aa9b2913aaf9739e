import { mergedRows } from './expressibility.ts'
import { routedParts } from './routes.ts'
import type { ScriptTarget, TargetFile, TargetInput, TargetOutput, Route } from './script-target.ts'

const ROUTES = 'routes.csv'

/**
 * The output of a writer: one script, or one for each manufacturer or model, with a table of which is for which. CTP's
 * writer does that by itself, since its scripts share what lies beside them.
 */
export function writeForEach(writer: ScriptTarget, input: TargetInput): TargetOutput {
  const { per, ...rest } = input
  if (per === undefined || writer.name === 'ctp') return writer.write(input)
  const parts = routedParts(rest, per).map(({ name, route, input: part }) => ({ name, route, output: writer.write({ ...part, route }) }))
  const files = parts.flatMap(({ name, output }) => output.files.map((file): TargetFile => ({ ...file, name: nameFor(file.name, name) })))
  const scripts = parts.map(({ name, route, output: { files: own } }) => ({ name: nameFor(own[0]?.name ?? '', name), route }))
  return {
    files: [...files, { name: ROUTES, text: routeTable(scripts), secret: false }],
    expressibility: mergedRows(
      parts.map(({ name, output }) => ({ name: nameFor(output.files[0]?.name ?? '', name), rows: output.expressibility })),
    ),
    openReviews: [...new Set(parts.flatMap(({ output }) => output.openReviews))],
  }
}

/** `dicomedit.das` → `dicomedit.GE.das` */
function nameFor(file: string, part: string): string {
  return file.replace(/(?=\.[^.]*$)/, `.${part}`)
}

/** Which script is for the instances of which scanners; empty where files name none. */
function* routeTable(scripts: readonly { readonly name: string; readonly route: Route }[]): Generator<string> {
  yield 'script,manufacturer,model\r\n'
  for (const { name, route } of scripts) yield `${[name, route.manufacturer, route.model ?? ''].map(cell).join(',')}\r\n`
}

function cell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
