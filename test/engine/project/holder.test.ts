import { mkdtempSync, writeFileSync } from 'node:fs'
import { hostname, tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openProject, type Project } from '../../../src/engine/project/project.ts'

function held(): Project {
  const opened = openProject(join(mkdtempSync(join(tmpdir(), 'tagbench-holder-')), 'project'), { create: true })
  if (!opened.ok) throw new Error(opened.failure.message)
  return opened.value
}

describe('A project that somebody holds', () => {
  it('says to the next person who that is, on which machine, and since when', () => {
    const project = held()
    const second = openProject(project.dir)
    expect(second).toMatchObject({ ok: false, failure: { code: 'busy' } })
    const message = second.ok ? '' : second.failure.message
    expect(message).toContain(
      `in use by ${userInfo().username} on ${hostname()} (process ${process.pid}) since ${new Date().getUTCFullYear()}-`,
    )
    expect(message).toMatch(/since \d{4}-\d\d-\d\d \d\d:\d\d UTC\. Close it there, or open it to look only\.$/)
    project.close()
    expect(openProject(project.dir)).toMatchObject({ ok: true })
  })

  it.each(['', 'null', '{"process":1}', '[]', '{"process":7,"since":3}'])(
    'is in use all the same where the note of that says %j',
    (note) => {
      const project = held()
      writeFileSync(join(project.dir, 'project.holder.json'), note)
      expect(openProject(project.dir)).toMatchObject({
        ok: false,
        failure: { message: expect.stringMatching(/^The project is in use\. /) as string },
      })
      project.close()
    },
  )
})
