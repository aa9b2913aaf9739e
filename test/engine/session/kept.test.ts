import { describe, expect, it } from 'vitest'
import type { Steps } from '../../../src/core/in-steps.ts'
import { keptInSteps } from '../../../src/engine/session/kept.ts'

/** Work of so many steps, each longer than a slice, that comes to what its source said when it was begun. */
function slow(of: () => string, begun: string[] = []): () => Steps<string> {
  return function* () {
    const text = of()
    begun.push(text)
    for (let step = 0; step < 3; step++) {
      const until = performance.now() + 10
      while (performance.now() < until);
      yield
    }
    return text.toUpperCase()
  }
}

describe('what is kept and made in steps', () => {
  it('is made once, whoever asks, and gone on with by who wants it at once', () => {
    const begun: string[] = []
    const made = keptInSteps(
      () => ['a'],
      slow(() => 'a', begun),
    )
    const steps = made.steps()
    expect(steps.next().done).toBe(false)
    expect(made()).toBe('A')
    expect(steps.next().done).toBe(true)
    expect(made.steps().next().done).toBe(true)
    expect(begun).toEqual(['a'])
  })

  it('is made of what is there now, though something else was there when it was begun', () => {
    let source = 'a'
    const begun: string[] = []
    const made = keptInSteps(
      () => [source],
      slow(() => source, begun),
    )
    const steps = made.steps()
    steps.next()
    source = 'b'
    let count = 0
    while (steps.next().done !== true) count += 1
    expect(count).toBeGreaterThan(0)
    expect(made()).toBe('B')
    expect(begun).toEqual(['a', 'b'])
  })

  it('is begun again after the machine has failed it', () => {
    let fails = true
    const made = keptInSteps(
      () => [],
      function* (): Steps<string> {
        yield
        if (fails) throw new Error('no space left')
        return 'there'
      },
    )
    expect(() => made()).toThrow('no space left')
    fails = false
    expect(made()).toBe('there')
  })
})
