/** Bundles TypeScript of the tests into files that Node runs by itself. */
import { resolve } from 'node:path';
import { build } from 'vite';

/**
 * @param {Record<string, string>} entries sources by the names of what is made of them, `folder/NAME.mjs`
 * @param {string} folder
 */
export async function bundle(entries, folder) {
  await build({
    configFile: false,
    logLevel: 'error',
    resolve: { alias: { '@shared': resolve('src-shared') } },
    ssr: {
      noExternal: true,
      external: ['@tensorflow/tfjs-core', '@tensorflow/tfjs-node', 'playwright-core'],
    },
    build: {
      ssr: true,
      outDir: folder,
      emptyOutDir: true,
      target: 'node20',
      minify: false,
      rollupOptions: {
        input: entries,
        output: { entryFileNames: '[name].mjs', chunkFileNames: '[name]-[hash].mjs' },
      },
    },
  });
}
