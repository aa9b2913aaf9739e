import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Debian's judges that the conformance tests hold our reading and writing against, and the browser that the window is tested in. */
const JUDGES = [
  { file: '/usr/lib/python3/dist-packages/pydicom/__init__.py', package: 'python3-pydicom' },
  { file: '/usr/lib/python3/dist-packages/numpy/__init__.py', package: 'python3-numpy' },
  { file: '/usr/bin/dcmdump', package: 'dcmtk' },
  { file: '/usr/bin/gdcmdump', package: 'libgdcm-tools' },
  { file: '/usr/bin/dciodvfy', package: 'dicom3tools' },
  { file: '/usr/bin/chromium', package: 'chromium' },
  { file: '/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf', package: 'fonts-dejavu-core' },
]

/**
 * Installs the judges that are missing, where it may: on Debian and as root. Anywhere else the tests that need them
 * are skipped with the reason in their title.
 */
function installJudges(): void {
  const missing = JUDGES.filter((judge) => !existsSync(judge.file)).map((judge) => judge.package)
  if (missing.length === 0 || !existsSync('/usr/bin/apt-get') || process.getuid?.() !== 0) return
  const run = (args: string[]): boolean =>
    spawnSync('apt-get', args, { stdio: 'ignore', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }, timeout: 600_000 }).status ===
    0
  process.stdout.write(`Installing Debian's checking tools: ${missing.join(' ')}\n`)
  if (!run(['update', '-q']) || !run(['install', '-y', '-q', '--no-install-recommends', ...missing]))
    process.stdout.write('They could not be installed: the tests that need them are skipped.\n')
}

/** All that tests write is in one folder, which goes with the run. */
export default function setup(): () => void {
  installJudges()
  const folder = mkdtempSync(join(tmpdir(), 'tagbench-tests-'))
  process.env['TMPDIR'] = folder
  return () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
}
