import { spawn } from 'node:child_process'
import { statfsSync } from 'node:fs'
import { release } from 'node:os'

/** `f_type` of file systems that keep their own account of writes, ext2 to ext4, XFS, Btrfs, F2FS: `syncfs` does all there that `fdatasync` does. */
const LOCAL: ReadonlySet<number> = new Set([0xef53, 0x58465342, 0x9123683e, 0xf2f52010])
/** Since this version of Linux `syncfs` tells of what could not be written. */
const TELLS_SINCE = [5, 8] as const
/** A place that has nothing to be flushed. */
const NOWHERE = '/proc'

/**
 * Whether everything that was written into a folder can be brought to the disk at once, and an error of it is told:
 * on Linux, by `sync -f` (syncfs), where the folder is on a file system of the machine itself. One flush for a thousand
 * small files costs a fraction of one for each: what lies side by side is written together, and nobody waits a thousand times.
 */
export async function canFlushAtOnce(folder: string): Promise<boolean> {
  if (process.platform !== 'linux' || !isSince(release(), TELLS_SINCE)) return false
  try {
    if (!LOCAL.has(statfsSync(folder).type)) return false
  } catch {
    return false
  }
  return flushFileSystem(NOWHERE)
}

/** Brings everything to the disk that was written on the file system of a folder. @returns whether it is there */
export function flushFileSystem(folder: string): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn('sync', ['-f', folder], { stdio: 'ignore' })
    child.on('error', () => resolve(false))
    child.on('exit', (code) => resolve(code === 0))
  })
}

/** @param version `6.1.0-13-amd64` */
function isSince(version: string, [major, minor]: readonly [number, number]): boolean {
  const [own = 0, ownMinor = 0] = version.split('.').map(Number)
  return own > major || (own === major && ownMinor >= minor)
}
