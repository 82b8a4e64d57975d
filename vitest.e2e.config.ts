import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';

/** The real program in its real window: one at a time, because they share a display and the processor. */
export default defineConfig({
  resolve: { alias: { '@shared': resolve('src-shared') } },
  test: {
    include: ['tests/e2e/**/*.test.ts'],
    fileParallelism: false,
    pool: 'forks',
    testTimeout: 240_000,
    hookTimeout: 120_000,
  },
});
