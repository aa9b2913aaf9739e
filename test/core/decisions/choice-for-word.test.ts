import { expect, it } from 'vitest'
import { choiceForWord } from '../../../src/core/decisions/choice-for-word.ts'

it('a bare word takes the treatment of a proposal that says the same word', () => {
  expect(choiceForWord('retain', { decision: 'retain', treatment: 'shift-date' })).toEqual({ decision: 'retain', treatment: 'shift-date' })
})

it('a bare word against the proposal has no treatment but its own default', () => {
  expect(choiceForWord('delete', { decision: 'retain', treatment: 'shift-date' })).toEqual({ decision: 'delete' })
  expect(choiceForWord('review', { decision: 'retain' })).toEqual({ decision: 'review' })
})
