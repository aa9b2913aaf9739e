import type { ReadFailure } from '../../core/dicom/element.ts'
import { DICOM } from '../../core/dicom/texts.ts'

/**
 * Why a file could not be read, as a project keeps it: what is wrong and where, `truncated@1234`. The words for it are
 * those of whoever shows it. Other reasons are kept in words, and so are all that earlier versions kept.
 */
export function keptReason({ kind, offset }: Pick<ReadFailure, 'kind' | 'offset'>): string {
  return `${kind}@${offset}`
}

const KEPT = /^([a-z-]+)@(\d+)$/

/** In words, with the place in the file. */
export function reasonInWords(kept: string): string {
  const [, kind = '', offset] = KEPT.exec(kept) ?? []
  return isKind(kind) ? DICOM.unreadableAt(DICOM.unreadable[kind], Number(offset)) : kept
}

/** SQL for a reason without the place, by which files are counted: that differs from file to file. */
export const REASON_KIND = `CASE WHEN reason GLOB '[a-z]*@[0-9]*' THEN substr(reason, 1, instr(reason, '@') - 1)
  WHEN reason LIKE '% (byte %)' THEN substr(reason, 1, instr(reason, ' (byte ') - 1) ELSE reason END`

/** What {@link REASON_KIND} gives, in words. */
export function kindInWords(kind: string): string {
  return isKind(kind) ? DICOM.unreadable[kind] : kind
}

/** What {@link REASON_KIND} may give of a reason that is said in these words. */
export function kindsOf(words: string): readonly string[] {
  return [words, ...Object.keys(DICOM.unreadable).filter((kind) => kindInWords(kind) === words)]
}

function isKind(text: string): text is ReadFailure['kind'] {
  return Object.hasOwn(DICOM.unreadable, text)
}
