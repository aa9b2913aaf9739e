import type { WireMessage } from './wire.ts'

/** What a window may send to the engine. */
export type Request = Extract<WireMessage, { readonly kind: 'call' | 'cancel' }>

/** Longer than any call of a window, in characters of JSON; a page of rows goes the other way. */
export const LONGEST_REQUEST = 4 * 1024 * 1024

/**
 * What came from a window as a request, made anew of plain data, so that nothing else travels with it.
 * @returns undefined for everything that is no request, or is too long to be one of ours
 */
export function readRequest(value: unknown): Request | undefined {
  if (typeof value !== 'object' || value === null || !('kind' in value) || !('id' in value)) return undefined
  const { kind, id } = value
  if (typeof id !== 'number' || !Number.isSafeInteger(id)) return undefined
  if (kind === 'cancel') return { kind, id }
  if (kind !== 'call' || !('method' in value) || typeof value.method !== 'string') return undefined
  const input = plain('input' in value ? value.input : undefined)
  return input === undefined ? undefined : { kind, id, method: value.method, input: input.of }
}

/** A request as it came over a socket. */
export function parseRequest(text: string): Request | undefined {
  const value = text.length > LONGEST_REQUEST ? undefined : parse(text)
  return value === undefined ? undefined : readRequest(value.of)
}

/** A copy through JSON; undefined for what JSON cannot say, such as a circle or a BigInt. */
function plain(value: unknown): { readonly of: unknown } | undefined {
  try {
    const text: string | undefined = JSON.stringify(value)
    if (text === undefined) return { of: undefined }
    return text.length > LONGEST_REQUEST ? undefined : { of: JSON.parse(text) as unknown }
  } catch {
    return undefined
  }
}

function parse(text: string): { readonly of: unknown } | undefined {
  try {
    return { of: JSON.parse(text) as unknown }
  } catch {
    return undefined
  }
}
