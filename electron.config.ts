import { resolve } from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'electron-vite';

const alias = { '@shared': resolve('src-shared') };
const entry = (name: string) => resolve(`src-main/${name}.ts`);
/** Native or singleton packages stay where npm put them; everything else is bundled. */
const external = [/^@tensorflow\//, 'electron'];
const commonJs = {
  format: 'cjs' as const,
  entryFileNames: '[name].cjs',
  chunkFileNames: 'chunks/[name]-[hash].cjs',
};

/** The dev server hands styles over as inline elements, which the page's policy forbids; only it may relax that. */
const developmentStyles = {
  name: 'development-styles',
  apply: 'serve' as const,
  transformIndexHtml: (html: string) => html.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'"),
};

/** Targets are the oldest runtime that the set-up installs: Electron 22 (Node 16, Chromium 108). */
export default defineConfig({
  main: {
    resolve: { alias },
    build: {
      target: 'node16',
      externalizeDeps: false,
      outDir: 'out/main',
      rollupOptions: {
        input: {
          main: entry('main'),
          'engine-process': entry('engine-process'),
          'cube-worker': entry('cube-worker'),
          'network-worker': entry('network-worker'),
          cli: entry('cli'),
        },
        external,
        output: commonJs,
      },
    },
  },
  preload: {
    resolve: { alias },
    build: {
      target: 'node16',
      externalizeDeps: false,
      outDir: 'out/preload',
      rollupOptions: { input: { preload: entry('preload') }, external, output: commonJs },
    },
  },
  renderer: {
    root: 'src-renderer',
    resolve: { alias },
    plugins: [svelte(), developmentStyles],
    build: {
      target: 'chrome108',
      outDir: 'out/renderer',
      rollupOptions: { input: resolve('src-renderer/index.html') },
    },
  },
});
