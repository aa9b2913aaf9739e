import type { ApplyReply } from '../../../src/engine/apply/apply-task.ts'

type WrittenReply = Extract<ApplyReply, { readonly is: 'written' }>

/** What is said of an instance that was written, where it does not matter what was in it. */
export function writtenReply(said: Pick<WrittenReply, 'partial' | 'path' | 'size'>): WrittenReply {
  const nothing = { sourceSha256: '', outputSha256: '', identity: '', newId: '', patient: '', problem: '' }
  return { is: 'written', mtime: 0, treatedBefore: false, uids: [], ...nothing, ...said }
}
