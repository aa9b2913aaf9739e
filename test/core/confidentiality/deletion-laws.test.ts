import { describe, expect, it } from 'vitest'
import { deletionFor, isCurveOrOverlay } from '../../../src/core/confidentiality/deletion.ts'
import { tableE11 } from '../../../src/core/confidentiality/table-e11.ts'
import { parsePath, type PathText } from '../../../src/core/dicom/attribute-path.ts'
import type { Tag } from '../../../src/core/dicom/tag.ts'
import { iodOf, mandatoryTypes } from '../../../src/core/dictionary/iod-types.ts'
import { UID_REGISTRY } from '../../../src/core/dictionary/uid-registry.generated.ts'
import { vrOf } from '../../../src/core/dictionary/index.ts'

/** One SOP Class of each IOD. */
function sopClasses(): readonly string[] {
  const byIod = new Map<string, string>()
  for (const line of UID_REGISTRY.split('\n')) {
    const uid = line.slice(0, line.indexOf('|'))
    const iod = iodOf(uid)?.iod
    if (iod !== undefined && !byIod.has(iod)) byIod.set(iod, uid)
  }
  return [...byIod.values()]
}

function leafTag(path: PathText): Tag {
  const parsed = parsePath(path)
  const leaf = parsed?.kind === 'element' ? parsed.steps.at(-1) : undefined
  return leaf?.kind === 'public' ? leaf.tag : 0
}

describe('a Delete of any attribute of Table E.1-1, in any IOD and at any depth', () => {
  it('leaves what is Type 1 with a value and what is Type 2 in its place', () => {
    const broken: string[] = []
    let looked = 0
    let plain = 0
    for (const sopClass of sopClasses()) {
      for (const { attributes } of mandatoryTypes(sopClass) ?? []) {
        for (const [path, type] of attributes) {
          const tag = leafTag(path)
          const basic = tableE11(tag)?.basic
          if (basic === undefined || isCurveOrOverlay(tag)) continue
          looked += 1
          if (basic === 'X') plain += 1
          const how = deletionFor(path, vrOf(tag) ?? 'LO', [sopClass]).get(sopClass)?.do
          const isLegal = how === 'dummy' || how === 'process' || (how === 'empty' && type.startsWith('2'))
          if (!isLegal) broken.push(`${iodOf(sopClass)?.iod} ${path} Type ${type}: ${how}`)
        }
      }
    }
    expect(broken).toEqual([])
    expect(looked).toBeGreaterThan(5000)
    // Where X by the table would break the IOD: (0070,0082), (0070,0083) and leaves of Sequences.
    expect(plain).toBeGreaterThan(17)
  })
})
