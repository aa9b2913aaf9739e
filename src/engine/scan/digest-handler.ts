import { sep } from 'node:path'
import { fileDigest } from '../files/file-digest.ts'
import type { TaskHandler } from '../pool/task-handler.ts'

export interface DigestData {
  /** The collection. */
  readonly root: string
}

export interface DigestTask {
  readonly files: readonly { readonly id: number; readonly path: string; readonly digest: string }[]
}

/** The numbers of the files whose bytes are not those of the digest, or cannot be read. */
export type DigestReply = readonly number[]

/** Compares files with what was kept of their bytes. */
export function createDigestHandler({ root }: DigestData): TaskHandler<DigestTask, DigestReply> {
  const buffer = new Uint8Array(1 << 20)
  return ({ files }) => files.filter(({ path, digest }) => digestOf(root + sep + path, buffer) !== digest).map(({ id }) => id)
}

/** Empty where the machine fails: the scan reads the file then, and says why it cannot. */
export function digestOf(path: string, buffer: Uint8Array): string {
  try {
    return fileDigest(path, buffer) ?? ''
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error
    return ''
  }
}
