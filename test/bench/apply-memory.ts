/**
 * How much memory de-identifying a copy takes, as collections grow: peak of the whole process, its worker threads included.
 *
 * Run: `npm run bench -- apply-memory [files…]`, by default 4000, 20000 and 60000 (2.4 GB, which must fit twice on the disk).
 */
import { measureGrowth } from './growth.ts'

await measureGrowth('apply-memory', 'apply')
