import { setImmediate as whenOthersWereAnswered } from 'node:timers/promises'
import type { Steps } from '../../core/in-steps.ts'
import type { Project } from '../project/project.ts'

/**
 * Does work on a project step by step, and between two steps whatever else is asked; to its end, or until the project is
 * closed.
 * @param isWaitedFor whether the process stays for it
 */
export async function inBackground(project: Project, steps: Steps<void>, isWaitedFor: boolean): Promise<void> {
  do await whenOthersWereAnswered(undefined, { ref: isWaitedFor })
  while (project.isOpen() && steps.next().done !== true)
}
