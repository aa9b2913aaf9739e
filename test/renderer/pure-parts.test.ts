import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { keepFresh } from '../../src/renderer/state/keep-fresh.ts'
import { brief, count, counted } from '../../src/renderer/state/words.ts'
import { parseCsv } from '../../src/renderer/parts/parse-csv.ts'
import { cutAtMarks } from '../../src/renderer/parts/cut-at-marks.ts'
import { createKeyQueue } from '../../src/renderer/parts/key-queue.ts'
import { shortPath, splitPath } from '../../src/renderer/parts/short-path.ts'
import { reportPage } from '../../src/renderer/steps/review/report-page.ts'

describe('a path on the screen', () => {
  it.each([
    ['(0019,"SIEMENS MR HEADER",0C)', '(0019,xx0C)'],
    ['(0040,0275)[*](0019,"A, \\"B\\"",0C)', '(0040,0275)[*](0019,xx0C)'],
    ['(0019,"SIEMENS MR HEADER")', '(0019,"SIEMENS MR HEADER")'],
    ['(0010,0010)', '(0010,0010)'],
    ['file-name', 'file-name'],
  ])('%s is short as %s under the name of its block', (path, short) => expect(shortPath(path)).toBe(short))

  it.each([
    ['(0040,0275)[*](0008,0050)', '(0040,0275)[*]', '(0008,0050)'],
    ['(0009,"GEMS_IDEN_01",30)', '(0009,"GEMS_IDEN_01"', ',30)'],
    ['(0021,"SIEMENS MR SDS 01",19)#a.b', '(0021,"SIEMENS MR SDS 01"', ',19)#a.b'],
    ['(0009,"GEMS_IDEN_01")', '(0009,"GEMS_IDEN_01")', ''],
    ['preamble', 'preamble', ''],
  ])('%s gives way before what tells it from its neighbours', (path, around, leaf) => expect(splitPath(path)).toEqual([around, leaf]))

  it('is whole in its two parts, whatever it is', () => {
    fc.assert(
      fc.property(fc.string(), (path) => {
        expect(splitPath(path).join('')).toBe(path)
      }),
    )
  })
})

describe('a value cut at its marks', () => {
  it('shows the marked parts and everything between them', () => {
    expect(
      cutAtMarks('BRAIN DOE^JANE li.', [
        [6, 9],
        [10, 14],
      ]),
    ).toEqual([
      { text: 'BRAIN ', marked: false },
      { text: 'DOE', marked: true },
      { text: '^', marked: false },
      { text: 'JANE', marked: true },
      { text: ' li.', marked: false },
    ])
  })

  it('is the value again when the parts are joined', () => {
    const marked = fc.string({ minLength: 1 }).chain((text) =>
      fc.uniqueArray(fc.integer({ min: 0, max: text.length }), { maxLength: 6 }).map((cuts) => {
        const sorted = cuts.toSorted((a, b) => a - b)
        const marks = sorted.flatMap((from, index) => {
          const to = sorted[index + 1]
          return index % 2 === 0 && to !== undefined ? [[from, to] as const] : []
        })
        return { text, marks }
      }),
    )
    fc.assert(
      fc.property(marked, ({ text, marks }) => {
        const parts = cutAtMarks(text, marks).map((part) => part.text)
        expect(parts.join('')).toBe(text)
      }),
    )
  })
})

describe('loading again while a load is under way', () => {
  it('is done once more after it, however often it was asked for', async () => {
    const ends: (() => void)[] = []
    const load = keepFresh(() => new Promise((end) => ends.push(end)))
    const first = load()
    for (let asked = 0; asked < 5; asked++) void load()
    expect(ends).toHaveLength(1)
    ends[0]?.()
    await Promise.resolve()
    await Promise.resolve()
    expect(ends).toHaveLength(2)
    ends[1]?.()
    await first
    expect(ends).toHaveLength(2)
  })

  it('begins anew after a load that failed', async () => {
    let loads = 0
    const load = keepFresh(async () => {
      loads += 1
      if (loads === 1) throw new Error('no answer')
    })
    await expect(load()).rejects.toThrow('no answer')
    await load()
    expect(loads).toBe(2)
  })
})

describe('keys in their turn', () => {
  it('act at once while nothing is under way', () => {
    const done: string[] = []
    createKeyQueue()(() => void done.push('r'))
    expect(done).toEqual(['r'])
  })

  it('wait for what an earlier key has begun, in their order, also where it fails', async () => {
    const done: string[] = []
    const inTurn = createKeyQueue()
    let end: (error: Error) => void = () => undefined
    inTurn(() => new Promise((_there, fail) => (end = fail)))
    inTurn(() => void done.push('d'))
    inTurn(async () => {
      await Promise.resolve()
      done.push('n')
    })
    inTurn(() => void done.push('r'))
    expect(done).toEqual([])
    end(new Error('the line is lost'))
    await new Promise((later) => setTimeout(later, 0))
    expect(done).toEqual(['d', 'n', 'r'])
  })

  it('are text for a field that was asked for, and decide nothing before it is there', async () => {
    const done: string[] = []
    const inTurn = createKeyQueue()
    const list = Promise.withResolvers<void>()
    const later = (): Promise<void> => new Promise((then) => setTimeout(then, 0))
    inTurn.hold(list.promise)
    inTurn.intoField(() => void done.push('comment'))
    inTurn(() => void done.push('d'))
    list.resolve()
    await later()
    inTurn(() => void done.push('r'))
    inTurn.intoField(() => void done.push('search'))
    await later()
    inTurn(() => void done.push('v'))
    expect(done).toEqual(['comment', 'r', 'search', 'v'])
  })

  it('wait for another list, also those that wait already when it is asked for', async () => {
    const done: string[] = []
    const inTurn = createKeyQueue()
    const lists = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    const later = (): Promise<void> => new Promise((then) => setTimeout(then, 0))
    inTurn.hold(lists[0]?.promise ?? Promise.reject(new Error('no list')))
    inTurn(() => inTurn.hold(lists[1]?.promise ?? Promise.reject(new Error('no list'))))
    inTurn(() => void done.push('d'))
    lists[0]?.resolve()
    await later()
    expect(done).toEqual([])
    lists[1]?.resolve()
    await later()
    expect(done).toEqual(['d'])
  })
})

describe('a report in the window', () => {
  const page =
    '<style>:root { color-scheme: light dark } @media (prefers-color-scheme: dark) { a { color: red } }</style><p>a style="x" b</p>'

  it('carries the nonce of the page on its styles, and nowhere else', () => {
    expect(reportPage(page, 'abc', 'light').match(/nonce="abc"/g)).toHaveLength(1)
    expect(reportPage(page, 'abc', 'light')).toContain('<style nonce="abc">')
  })

  it('has the theme of the window, whatever the system has', () => {
    expect(reportPage(page, '', 'dark')).toContain('@media all {')
    expect(reportPage(page, '', 'dark')).toContain('color-scheme: dark')
    expect(reportPage(page, '', 'light')).toContain('@media not all {')
  })
})

describe('words and numbers', () => {
  it('count in the singular and the plural', () => {
    expect([counted(1, 'Review'), counted(0, 'Review'), counted(1204, 'entry', 'entries')]).toEqual([
      '1 Review',
      '0 Reviews',
      '1,204 entries',
    ])
    expect([count(undefined), brief(9999), brief(20_400)]).toEqual(['0', '9,999', '20k'])
  })

  it('of a report lose the guard against spreadsheets, and nothing else', () => {
    expect(parseCsv('path,value\r\n"(0010,0010)","\'=1+1"\r\nx,\'quoted\r\n')).toEqual([
      ['path', 'value'],
      ['(0010,0010)', '=1+1'],
      ['x', "'quoted"],
    ])
  })
})
