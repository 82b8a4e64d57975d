import { afterEach, expect, it, vi } from 'vitest';
import { clouds } from '../../support/clouds';
import { randomForest } from '../../../src-main/engine/classical/forest/random-forest';
import type { ClassicalMethod, FitJob } from '../../../src-main/engine/classical/method';
import { svm } from '../../../src-main/engine/classical/svm/svm';
import { resolveOptions } from '../../../src-main/engine/networks/options';

afterEach(() => void vi.restoreAllMocks());

/** A machine so slow that a look at the clock takes a tenth of a second: every turn is taken. */
function slowMachine(): void {
  let now = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => (now += 100));
}

const methods: [string, ClassicalMethod, Record<string, number>, number, number][] = [
  // Turns are the samples of a fold, or the large nodes of a tree.
  [svm.id, svm as never, { C: 4, folds: 3 }, 120, 5],
  [randomForest.id, randomForest as never, { trees: 4 }, 3000, 1],
];

it.each(methods)('%s tells how far it is between its steps too', async (_, method, options, count, least) => {
  const samples = clouds(count, 6, 3);
  const fit = (more: Partial<FitJob> = {}) =>
    method.fit({ samples, seed: 1, ...more }, resolveOptions(method, options) as never);
  const silent = await fit();
  const said: { kind: 'step' | 'beat'; fraction: number }[] = [];
  slowMachine();
  const { fitted } = await fit({
    onStep: (fraction) => said.push({ kind: 'step', fraction }),
    onBeat: (fraction) => said.push({ kind: 'beat', fraction }),
  });
  expect(fitted.arrays()).toEqual(silent.fitted.arrays());
  const fractions = said.map(({ fraction }) => fraction);
  expect(fractions).toEqual([...new Set(fractions)].sort((a, b) => a - b));
  expect(fractions[fractions.length - 1]).toBe(1);
  const steps = said.flatMap(({ kind }, at) => (kind === 'step' ? [at] : []));
  const beats = steps.slice(0, -1).map((at, index) => at - (index === 0 ? 0 : steps[index - 1] + 1));
  expect(Math.min(...beats)).toBeGreaterThanOrEqual(least);
});
