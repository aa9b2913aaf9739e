import { ended, type Machine } from './machine.ts'

/** Electron that ends sooner than this, and not well, has shown nothing: a library or a right is missing here. */
const TOO_SOON_MS = 15_000

/**
 * Shows the workstation in Electron and waits until it is closed.
 * @param root the folder whose package.json names the main process
 * @returns whether it was shown
 */
export async function showInElectron(
  machine: Machine,
  request: { readonly binary: string; readonly root: string; readonly project: string; readonly stop: AbortSignal },
): Promise<boolean> {
  const environment = { ...machine.environment }
  // Editors that are Electron themselves leave this to the programs they start; with it there would be no window.
  delete environment['ELECTRON_RUN_AS_NODE']
  const noSandbox = machine.superuser && machine.platform === 'linux' ? ['--no-sandbox'] : []
  const startedAt = machine.now().getTime()
  const child = machine.spawn(request.binary, [...noSandbox, request.root, `--project=${request.project}`], {
    stdio: 'inherit',
    env: environment,
  })
  const stop = (): void => void child.kill('SIGTERM')
  request.stop.addEventListener('abort', stop)
  const code = await ended(child)
  request.stop.removeEventListener('abort', stop)
  return code === 0 || request.stop.aborted || machine.now().getTime() - startedAt > TOO_SOON_MS
}
