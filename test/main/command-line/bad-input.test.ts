import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { folderOf, instanceBytes, temporaryFolder } from '../../fixtures/small-collection.ts'
import { lines, tagbench } from './terminal.ts'

const IDENTITY = 'QUILLFEATHER'
const collection = (): string =>
  folderOf({ [`${IDENTITY}/${IDENTITY}.dcm`]: instanceBytes({ sop: '1.2.3.4', name: `${IDENTITY}^JANE`, patient: `${IDENTITY}-7` }) })
const place = (name: string): string => join(temporaryFolder(), name)

describe('bad input gets one clear line and leaves nothing half-written', () => {
  const cases: readonly (readonly [string, number, RegExp, () => readonly string[] | Promise<readonly string[]>])[] = [
    ['a collection that does not exist', 1, /no(t| such|thing)/i, () => ['scan', place('nowhere'), '--project', place('p')]],
    ['an empty folder', 1, /empty|no file/i, () => ['scan', folderOf({}), '--project', place('p')]],
    ['a folder without DICOM', 1, /DICOM/, () => ['scan', folderOf({ 'readme.txt': 'hello' }), '--project', place('p')]],
    ['a collection that is a file', 1, /folder/i, () => ['scan', join(collection(), IDENTITY, `${IDENTITY}.dcm`), '--project', place('p')]],
    ['no collection at all', 2, /collection/i, () => ['scan', '--project', place('p')]],
    ['no project at all', 2, /project/i, () => ['scan', collection()]],
    ['an option that is not there', 2, /option/i, () => ['scan', collection(), '--project', place('p'), '--fast']],
    ['a number that is none', 2, /number/i, () => ['scan', collection(), '--project', place('p'), '--workers', 'many']],
    ['a command that is not there', 2, /command/i, () => ['publish']],
    ['a command that comes later', 2, /later/i, () => ['sign-off', '--project', place('p')]],
    ['a project that does not exist', 1, /project/i, () => ['inventory', '--project', place('p')]],
    [
      'a project inside the collection',
      1,
      /collection/i,
      () => {
        const folder = collection()
        return ['scan', folder, '--project', join(folder, 'p')]
      },
    ],
    ['a path that is none', 2, /path/i, async () => ['decide', '--project', await scanned(), 'PatientName', 'delete']],
    [
      'a treatment that does not go with the decision',
      2,
      /treatment/i,
      async () => ['decide', '--project', await scanned(), '(0010,0010)', 'delete', '--treatment', 'keep'],
    ],
    ['an Option that is misspelt', 2, /Option/, async () => ['profile', '--project', await scanned(), '--options', 'RetainEverything']],
    [
      'two Options that exclude each other',
      2,
      /exclude/,
      async () => ['profile', '--project', await scanned(), '--options', 'RetainLongitudinalFullDates,RetainLongitudinalModifiedDates'],
    ],
    [
      'an output inside the collection',
      1,
      /collection/i,
      async () => {
        const folder = collection()
        return ['apply', '--project', await scanned(folder), '--out', join(folder, 'out'), '--unreviewed', 'delete']
      },
    ],
    [
      'an output around the collection',
      1,
      /collection/i,
      async () => {
        const folder = collection()
        return ['apply', '--project', await scanned(folder), '--out', join(folder, '..'), '--unreviewed', 'delete']
      },
    ],
    ['an apply while a Review is open', 1, /Review/i, async () => ['apply', '--project', await scanned(), '--out', place('out')]],
    [
      'a script for an engine that is none',
      2,
      /--target is one of/,
      async () => ['script', '--project', await scanned(), '--target', 'gimp', '--out', place('out')],
    ],
    ['a review before anything was applied', 1, /appl/i, async () => ['review', '--project', await scanned()]],
  ]

  it.each(cases)('%s', async (_title, code, says, args) => {
    const ran = await tagbench(...(await args()))
    expect({ code: ran.code, lines: lines(ran.err).filter((line) => !line.startsWith('Recorded')) }).toEqual({
      code,
      lines: [expect.stringMatching(says)],
    })
    expect(ran.err + ran.out).not.toContain(IDENTITY)
  })

  async function scanned(folder = collection()): Promise<string> {
    const project = place('project')
    expect((await tagbench('scan', folder, '--project', project)).code).toBe(0)
    return project
  }
})

it('takes no folder of another program for a project', async () => {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'thesis.txt'), 'mine')
  const ran = await tagbench('scan', collection(), '--project', folder)
  expect(ran.code).toBe(1)
  expect(lines(ran.err)).toEqual([expect.stringContaining('something else')])
  expect(readdirSync(folder)).toEqual(['thesis.txt'])
})

it('takes no database of another program for a project', async () => {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'project.sqlite'), 'this is no database at all, but it bears the name of one'.repeat(100))
  const ran = await tagbench('inventory', '--project', folder)
  expect(ran.code).toBe(1)
  expect(lines(ran.err)).toHaveLength(1)
})

it('leaves nothing in an output folder that it refuses', async () => {
  const project = place('project')
  await tagbench('scan', collection(), '--project', project)
  const out = place('out')
  mkdirSync(out)
  writeFileSync(join(out, 'theirs.txt'), 'keep me')
  const ran = await tagbench('apply', '--project', project, '--out', out, '--unreviewed', 'delete')
  expect(ran.code).toBe(1)
  expect(readdirSync(out)).toEqual(['theirs.txt'])
})

it('makes no project folder for a collection that is not there', async () => {
  const project = place('project')
  await tagbench('scan', place('nowhere'), '--project', project)
  expect(existsSync(join(project, 'reports'))).toBe(false)
})

describe('help', () => {
  it.each(['scan', 'inventory', 'values', 'profile', 'decide', 'proposals', 'script', 'apply', 'review', 'run', 'demo'])(
    '%s shows its options with an example',
    async (command) => {
      const ran = await tagbench(command, '--help')
      expect(ran.code).toBe(0)
      expect(ran.out).toContain('Example:')
      expect(ran.out).toContain('--json')
    },
  )
})
