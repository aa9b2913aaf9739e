import { resolve } from 'node:path'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // The package itself would start a download; the built Electron shell runs over this stand-in.
    alias: [{ find: /^electron$/, replacement: resolve('test/main/electron-shim.ts') }],
    globalSetup: ['test/global-setup.ts'],
    reporters: ['default', './test/plain-reporter.ts'],
    testTimeout: 600_000,
    hookTimeout: 600_000,
    pool: 'forks',
    // With these keys V8 loses a page of its code now and then where many threads come and go, and ends the process
    // (`Check failed: jit_page.has_value()`).
    execArgv: process.platform === 'linux' && process.arch === 'x64' ? ['--no-memory-protection-keys'] : [],
    maxWorkers: 2,
  },
})
