import { resolve } from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  // The window's state is written with runes, which are compiled.
  plugins: [svelte({ configFile: false })],
  resolve: { alias: { '@shared': resolve('src-shared') } },
  test: {
    include: ['tests/**/*.test.ts'],
    exclude: ['tests/e2e/**'],
    testTimeout: 120_000,
    pool: 'forks',
    maxWorkers: 2,
  },
});
