import type { WireMessage } from './wire.ts'

/** What a window may send to the engine. */
export type Request = Extract<WireMessage, { readonly kind: 'call' | 'cancel' }>

/** Longer than any call of a window, in characters of JSON; a page of rows goes the other way. */
export const LONGEST_REQUEST = 4 * 1024 * 1024

/**
 * The request that a text from a window says, with nothing else that may stand in it.
 * @returns undefined for everything that is no request, or is too long to be one of ours
 */
export function parseRequest(text: string): Request | undefined {
  const value = text.length > LONGEST_REQUEST ? undefined : parse(text)
  if (typeof value !== 'object' || value === null || !('kind' in value) || !('id' in value)) return undefined
  const { kind, id } = value
  if (typeof id !== 'number' || !Number.isSafeInteger(id)) return undefined
  if (kind === 'cancel') return { kind, id }
  if (kind !== 'call' || !('method' in value) || typeof value.method !== 'string') return undefined
  return { kind, id, method: value.method, input: 'input' in value ? value.input : undefined }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}
