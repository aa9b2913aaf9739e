/**
 * REVIEW: what the copy is, whatever apply says of it.
 *
 * review-instance      one written file and its original (instance-pair), into a tally
 *   compare-instances  what became of each element, bytes against bytes (pair-elements: who meets whom)
 *     preservation     whether an Operation accounts for a change, and under which verb it is reported
 *     fold-comparison, example-text
 *   search-instance    originals found in the copy, and why they are none (accepted-values)
 *     leak-search      which spellings are looked for and which hits count (spellings, common-words, aho-corasick)
 *     uid-table        UIDs, of which there are more than files (fingerprints)
 *     locate           what stands at an offset
 *     local-originals  what is looked for in this file only
 *   fold-conformance   what is worse than before (conformance: Types, value-legality: VRs)
 *   pixel-risk         where text is likely to be burned in
 * originals            what is looked for in every file
 * tally                findings of any number of files, folded
 * gate                 may the copy leave, and what has to be done before it may
 * texts                what it says of all that, in one place, ready to be translated
 * report/              the page and the rows of the lists
 */
export * from './gate.ts'
export type { InstancePair } from './instance-pair.ts'
export * from './review-instance.ts'
export * from './tally.ts'
