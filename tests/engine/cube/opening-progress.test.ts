import { expect, test } from 'vitest';
import { OpeningProgress } from '../../../src-main/engine/cube/opening-progress';

const MEMORY_LIMIT = 100;

/** Fractions that a cube of so many bytes tells at the middle and the end of each of its steps. */
function fractionsOf(bytes: number, isPacked: boolean): number[] {
  const told: number[] = [];
  const progress = new OpeningProgress((fraction) => told.push(fraction), MEMORY_LIMIT);
  for (const fraction of [0.5, 1]) if (isPacked) progress.unpacked(fraction, bytes);
  for (const step of ['into memory', 'checking'] as const)
    for (const fraction of [0.5, 1]) if (bytes <= MEMORY_LIMIT) progress.of(step, bytes)(fraction);
  return told;
}

test.each([
  ['a small packed cube', 100, true],
  ['a small plain cube', 100, false],
  ['a packed cube that stays on the disk', 101, true],
])('%s: the fraction rises from step to step and ends at 1', (_what, bytes, isPacked) => {
  const told = fractionsOf(bytes, isPacked);
  expect(told).toEqual([...told].sort((a, b) => a - b));
  expect(new Set(told).size).toBe(told.length);
  expect(told[0]).toBeLessThanOrEqual(0.5);
  expect(told[told.length - 1]).toBe(1);
});
