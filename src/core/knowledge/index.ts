/**
 * KNOWLEDGE: what others have published of elements that no rule of the Standard settles.
 *
 * - `private-knowledge`    a private element's sources, each with its own word, and what they say together
 * - `nested-dispositions`  TCIA's decisions on elements inside Sequences
 * - `physical-parameters`  public elements that measure or encode, and may stay
 * - `phi-found`            elements in which an archive found identities
 */
export * from './nested-dispositions.ts'
export * from './phi-found.ts'
export * from './physical-parameters.ts'
export * from './private-knowledge.ts'
