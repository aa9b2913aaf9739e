import { homedir, platform } from 'node:os'
import { join } from 'node:path'

/** Where this user's own state of the program lies: what windows remember and which projects were opened last. */
export function defaultStateFolder(environment: Readonly<Record<string, string | undefined>> = process.env): string {
  const chosen = environment['TAGBENCH_STATE']
  if (chosen !== undefined && chosen !== '') return chosen
  if (platform() === 'win32') return join(environment['APPDATA'] ?? join(homedir(), 'AppData', 'Roaming'), 'Tagbench')
  if (platform() === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Tagbench')
  return join(environment['XDG_STATE_HOME'] ?? join(homedir(), '.local', 'state'), 'tagbench')
}
