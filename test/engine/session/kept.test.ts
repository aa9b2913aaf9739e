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
    while (steps.next().done !== true);
    expect(made()).toBe('B')
    expect(begun).toEqual(['a', 'b'])
  })

  it('comes to its end though what it is made of changes all the time', () => {
    let source = 'a'
    const made = keptInSteps(
      () => [source],
      slow(() => source),
    )
    const steps = made.steps()
    let count = 0
    for (; steps.next().done !== true && count < 100; count++) source += 'a'
    expect(count).toBeLessThan(100)
    expect(made()).toBe(source.toUpperCase())
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
