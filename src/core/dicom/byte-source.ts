/**
 * Where the bytes of a file come from. The core never touches the machine: the engine gives it a source over an open
 * file (a window that moves), tests give it an array.
 */
export interface ByteSource {
  /** Size in bytes. */
  readonly size: number
  /**
   * `length` bytes from `offset`; fewer where the file ends sooner. The result is only valid until the next call.
   */
  bytes(offset: number, length: number): Uint8Array
}

/** A source over bytes that are already in memory. */
export function bytesSource(bytes: Uint8Array): ByteSource {
  return { size: bytes.length, bytes: (offset, length) => bytes.subarray(offset, Math.min(bytes.length, offset + length)) }
}

/** What the core needs from the machine to open and to close a deflated data set (PS3.5 A.5: raw deflate, RFC 1951). */
export interface Deflate {
  inflate(bytes: Uint8Array): Uint8Array
  /** As `inflate`, and how many of the bytes are the stream: what follows is none of it. */
  inflateStream?(bytes: Uint8Array): { readonly plain: Uint8Array; readonly used: number }
  deflate(bytes: Uint8Array): Uint8Array
  /** Opens a gzip stream (RFC 1952), as some opaque values are, up to `most` bytes; throws where that does not go. */
  gunzip?(bytes: Uint8Array, most: number): Uint8Array
}
