/**
 * KNOWLEDGE: what others have published of elements that no rule of the Standard settles.
 *
 * - `private-knowledge`    a private element's sources, each with its own word, and what they say together
 * - `nested-dispositions`  TCIA's decisions on elements inside Sequences
 * - `physical-parameters`  public elements that measure or encode, and may stay
 * - `phi-found`            elements in which an archive found identities
 * - `statement`            what one source says, in its own word and in ours
 * - `approval`             what a team settled, on which scanners, by whom and why; `approvals-file`, that travels
 * - `looked-at`            which values an approved element had when somebody looked at them
 * - `compare-approvals`    ours, theirs and what both began with
 * - `team`                 approvals and imported lists as statements beside the published ones
 * - `read-list`            published lists as they come, malformed or not, every row accounted for; `write-list`, clean
 * - `search`               the knowledge base by creator, element, name, vendor, disposition (`search-index`)
 * - `texts`                all of this in words
 * - `loss`                 what cannot be done any more once an element is deleted
 */
export * from './approval.ts'
export * from './approvals-file.ts'
export * from './compare-approvals.ts'
export * from './list-row.ts'
export * from './looked-at.ts'
export * from './loss.ts'
export * from './nested-dispositions.ts'
export * from './phi-found.ts'
export * from './physical-parameters.ts'
export * from './private-knowledge.ts'
export * from './read-list.ts'
export * from './search.ts'
export * from './statement.ts'
export * from './team.ts'
export * from './write-list.ts'
