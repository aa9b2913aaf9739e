/** A script of DicomEdit 6 as data. Offsets are into the text of the script. */
export type Statement =
  | { readonly kind: 'delete'; readonly path: TagPath; readonly at: number }
  /** `:=` creates what is absent; `?=` changes only what is there. */
  | { readonly kind: 'assign'; readonly path: TagPath; readonly onlyWhereThere: boolean; readonly value: Value; readonly at: number }
  | { readonly kind: 'variable'; readonly name: string; readonly value: Value; readonly at: number }
  | { readonly kind: 'when'; readonly condition: Condition; readonly then: Statement; readonly otherwise?: Statement; readonly at: number }
  | { readonly kind: 'if'; readonly branches: readonly Branch[]; readonly at: number }
  | { readonly kind: 'call'; readonly call: Call; readonly at: number }
  | { readonly kind: 'remove-all-private'; readonly at: number }
  /** `describe`, `export`, `echo`: nothing becomes of any element. */
  | { readonly kind: 'aside'; readonly at: number }

export interface Branch {
  /** Undefined for `else`. */
  readonly condition: Condition | undefined
  readonly body: readonly Statement[]
}

export type Condition =
  | { readonly kind: 'compare'; readonly left: Value; readonly how: '=' | '!=' | '~' | '!~'; readonly right: Value }
  | { readonly kind: 'function'; readonly call: Call }

export type Value =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'path'; readonly path: TagPath }
  | { readonly kind: 'name'; readonly name: string; readonly at: number }
  | { readonly kind: 'call'; readonly call: Call }
  | { readonly kind: 'list'; readonly values: readonly Value[] }

export interface Call {
  readonly name: string
  readonly args: readonly Value[]
  readonly at: number
}

export interface TagPath {
  readonly parts: readonly PathPart[]
  readonly at: number
}

export type PathPart =
  /** `*` any depth, `+` any depth but the root, `.` one level down. */
  | { readonly kind: 'levels'; readonly sign: '*' | '+' | '.' }
  /** Hexadecimal digits with `X` any, `@` even, `#` odd. `creator` of a private element, of whose tag `element` is the low byte. */
  | { readonly kind: 'tag'; readonly group: string; readonly element: string; readonly creator?: string; readonly item?: number | '%' }

/** Whether a path may mean more than one element. */
export function isSingular({ parts }: TagPath): boolean {
  return parts.every((part) => part.kind === 'tag' && part.item !== '%' && !/[Xx@#]/.test(part.group + part.element))
}
