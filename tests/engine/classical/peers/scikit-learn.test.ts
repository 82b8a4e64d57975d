import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { runCommand } from '../../../support/command-line';
import { temporaryFolder } from '../../../support/temporary-folder';

const PYTHON = process.env.BANDSCAPE_PEERS_PYTHON ?? 'python3';
const SAMPLE = 'assets/samples/indian-pines';
const IDS = ['svm', 'knn', 'random-forest'];

const folder = temporaryFolder();

interface Found {
  pixels: number;
  /** Pixels that scikit-learn labels otherwise. */
  other: number;
  oa: number;
  peerOa: number;
  vectors?: number;
  learnt: Record<string, number>;
}

it('labels Indian Pines as scikit-learn does with the same training pixels', async ({ skip }) => {
  const there = spawnSync(PYTHON, ['-c', 'import numpy, scipy, sklearn']);
  if (there.status !== 0)
    skip(`${PYTHON} has not all of numpy, scipy and scikit-learn (BANDSCAPE_PEERS_PYTHON names another)`);
  const runs = IDS.map((id) => join(folder.path, id));
  for (const [index, id] of IDS.entries()) {
    const run = await runCommand(['classify', '--cube', SAMPLE, '--network', id, '--out', runs[index]]);
    expect(run.exitCode).toBe(0);
  }
  const script = fileURLToPath(new URL('same.py', import.meta.url));
  const { stdout, stderr } = spawnSync(PYTHON, [script, SAMPLE, ...runs], { encoding: 'utf8' });
  expect(stderr).not.toContain('Error');
  const { svm, knn, 'random-forest': forest } = JSON.parse(stdout) as Record<string, Found>;
  expect(knn.other).toBe(0);
  expect(svm.other / svm.pixels).toBeLessThan(0.001);
  expect(Math.abs(svm.learnt.support_vectors - svm.vectors!)).toBeLessThan(0.01 * svm.vectors!);
  expect(Math.abs(forest.oa - forest.peerOa)).toBeLessThan(0.01);
}, 900_000);
