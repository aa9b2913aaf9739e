import type { LaunchedShell } from './launch-shell.ts'

/** A rule that the Electron shell keeps. Each is told apart by its name in the table of removed guards. */
export interface ShellCheck {
  readonly rule: string
  /** @param root the built shell, for rules about its start */
  run(shell: LaunchedShell, root: string): Promise<void>
}
