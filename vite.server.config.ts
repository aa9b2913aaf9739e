import { builtinModules } from 'node:module'
import { resolve } from 'node:path'
import { defineConfig } from 'vite'

/** The engine with its two plain shells, terminal and browser window, and the worker that both start. */
export default defineConfig({
  build: {
    ssr: true,
    target: 'node22',
    outDir: 'out/server',
    emptyOutDir: true,
    minify: false,
    rollupOptions: {
      input: {
        cli: resolve('src/main/cli.ts'),
        start: resolve('src/main/start.ts'),
        worker: resolve('src/engine/worker.ts'),
      },
      output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      external: [...builtinModules, /^node:/, 'sharp', 'ws', 'dcmjs'],
    },
  },
  ssr: { noExternal: true, external: ['sharp', 'ws', 'dcmjs'] },
})
