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
    maxWorkers: 2,
  },
})
