/**
 * How much memory the final review takes, as collections grow: peak of the whole process, its worker threads included.
 *
 * Run: `npm run bench -- review-memory [files…] [--write]`, by default 4000, 20000 and 60000 (2.4 GB, which must fit twice
 * on the disk).
 */
import { measureGrowth } from './growth.ts'

await measureGrowth('review-memory', 'review')
