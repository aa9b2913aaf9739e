/**
 * The text of an address: `#/project/step;panel?search=date&vr=DA&vr=TM`. It names the project as people do, never its place
 * on a machine, and nothing of the launch; so it means the same to a colleague who has that project. A step without a
 * `?` is "as it was left"; with one, what is not named is at its default.
 */
export interface Address {
  /** Empty on the start page. */
  readonly project: string
  readonly step: string
  /** What is open below the step; absent where nothing is. */
  readonly panel?: string
  /** Undefined where the address leaves it to what the room remembers. */
  readonly view: View | undefined
}

/** What a room shows, as names and texts; what is at its default is left out, or empty. */
export type View = Readonly<Record<string, string | readonly string[] | undefined>>

export const HOME: Address = { project: '', step: '', view: undefined }

/** Reads what a person may have typed, too: what makes no sense in it is left out. */
export function parseAddress(hash: string): Address {
  if (!hash.startsWith('#/')) return HOME
  const [path = '', ...rest] = hash.slice(2).split('?')
  const [project = '', place = ''] = path.split('/')
  const [step = '', panel = ''] = place.split(';').map(decoded)
  return {
    project: decoded(project),
    step,
    ...(panel === '' ? {} : { panel }),
    view: hash.includes('?') ? parseView(rest.join('?')) : undefined,
  }
}

export function formatAddress({ project, step, panel, view }: Address): string {
  if (project === '') return '#/'
  const place = `#/${encodeURIComponent(project.toWellFormed())}/${encodeURIComponent(step)}`
  const whole = panel === undefined ? place : `${place};${encodeURIComponent(panel.toWellFormed())}`
  return view === undefined ? whole : `${whole}?${formatView(view)}`
}

/** Two views that show the same have the same text. */
export function formatView(view: View): string {
  return Object.entries(view)
    .flatMap(([name, value]) => textsOf(value).map((text) => `${readable(name)}=${readable(text)}`))
    .join('&')
}

/** One text of a view; the default (empty) where it is not named. */
export function textOf(view: View, name: string): string {
  return textsOf(view[name])[0] ?? ''
}

/** All texts of a name. */
export function listOf(view: View, name: string): readonly string[] {
  return textsOf(view[name])
}

function textsOf(value: View[string]): readonly string[] {
  if (value === undefined || value === '') return []
  return typeof value === 'string' ? [value] : value
}

function parseView(query: string): View {
  const view: Record<string, readonly string[]> = Object.create(null) as Record<string, readonly string[]>
  for (const pair of query.split('&')) {
    const at = pair.indexOf('=')
    if (at > 0) view[decoded(pair.slice(0, at))] = [...(view[decoded(pair.slice(0, at))] ?? []), decoded(pair.slice(at + 1))]
  }
  return view
}

/** As short as a fragment may be written (RFC 3986, 3.5): a path of an element stays one to the eye. */
function readable(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replace(/%(2C|3A|2F|40|3B)/g, (sign) => decodeURIComponent(sign))
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
