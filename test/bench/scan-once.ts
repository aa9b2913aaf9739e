import { readFileSync, rmSync } from 'node:fs'
import { UNWATCHED } from '../../src/contract/job.ts'
import { openProject } from '../../src/engine/project/project.ts'
import { scanCollection } from '../../src/engine/scan/scan-collection.ts'

/**
 * One scan in a process of its own, so that its CPU time and its memory are its own.
 * Run: `node scan-once.js <collection> <new project> <workers> <worker entry>`; prints one line of JSON.
 */
const [, , collection = '', dir = '', workers = '1', workerEntry = ''] = process.argv
rmSync(dir, { recursive: true, force: true })
const project = openProject(dir, { create: true })
if (!project.ok) throw new Error(project.failure.message)
const before = process.cpuUsage()
const outcome = await scanCollection(project.value, collection, { workers: Number(workers), workerEntry }, UNWATCHED)
const { user, system } = process.cpuUsage(before)
project.value.close()
if (!outcome.ok) throw new Error(outcome.failure.message)
const peak = /VmHWM:\s*(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))
const { files, elements, values, seconds } = outcome.value
process.stdout.write(
  `${JSON.stringify({ files, elements, values, seconds, cpu: (user + system) / 1e6, rssMb: Number(peak?.[1] ?? 0) / 1024 })}\n`,
)
