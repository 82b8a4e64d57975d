import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { bundle } from '../../scripts/setup/bundle.mjs';
import { Harness, type Input } from './harness';
import type { Trial } from './outcome';

/** Has a process of its own read inputs for the tests of one file, which end it. */
export function startHarness(): { run(input: Input): Promise<Trial & { input: Input }>; harness(): Harness } {
  const folder = mkdtempSync(join(tmpdir(), 'tests-'));
  let harness: Harness;
  beforeAll(async () => {
    await bundle({ child: 'tests/fuzz/child.ts' }, folder);
    harness = new Harness(join(folder, 'child.mjs'));
  });
  afterAll(async () => {
    await harness.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return { run: (input) => harness.run(input), harness: () => harness };
}
