import { resolve } from 'node:path'
import { build } from 'vite'

/** Builds the engine for a bench as it ships: run from its sources, most of a short run would be Node's stripping of types. */
export async function buildBench(outDir: string, entries: Readonly<Record<string, string>>): Promise<void> {
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: true,
      minify: false,
      target: 'node22',
      outDir,
      emptyOutDir: true,
      rollupOptions: {
        input: Object.fromEntries(Object.entries(entries).map(([name, file]) => [name, resolve(import.meta.dirname, '../..', file)])),
        output: { format: 'es', entryFileNames: '[name].mjs', chunkFileNames: '[name]-[hash].mjs' },
        external: [/^node:/, 'sharp', 'ws', 'dcmjs'],
      },
    },
    ssr: { noExternal: true, external: ['sharp', 'ws', 'dcmjs'] },
  })
}
