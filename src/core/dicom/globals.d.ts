/**
 * The two globals that every place has in which the core runs (Node, a worker, a browser): text decoding by label and
 * UTF-8 encoding. Declared by hand, because the core is compiled without the types of any of those places.
 */
declare class TextDecoder {
  constructor(label?: string, options?: { readonly fatal?: boolean; readonly ignoreBOM?: boolean })
  decode(bytes?: Uint8Array): string
}

declare class TextEncoder {
  encode(text: string): Uint8Array
}
