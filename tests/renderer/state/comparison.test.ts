import { beforeEach, expect, test } from 'vitest';
import type { Comparison } from '@shared/comparison';
import { Backend } from '../../../src-renderer/backend/backend';
import { ComparisonState } from '../../../src-renderer/state/comparison.svelte';
import { someResult } from '../../support/some-result';
import { FakeApi, FakeFailure } from '../fake-api';

const named = (name: string, oa: number, directory?: string): Comparison['runs'][number] => {
  const { report } = someResult();
  return {
    name,
    directory,
    report: { ...report, runs: { ...report.runs, mean: { ...report.runs.mean, oa } } },
  };
};
const ofWindow = named('HybridSN #1', 0.7);
const ofFolder = named('good', 0.9, '/runs/good');
const pair = {
  ...{ first: 0, second: 1, pixels: 50, sameTestPixels: true },
  ...{ bothRight: 30, onlyFirst: 2, onlySecond: 12, bothWrong: 6, z: -2.67, p: 0.01 },
};

let api: FakeApi;
let state: ComparisonState;
let told: string[];
beforeEach(() => {
  told = [];
  api = new FakeApi({
    chooseFiles: () => ['/runs/good'],
    compareRuns: ({ folders }) =>
      folders.length === 0 ? { runs: [ofWindow], pairs: [] } : { runs: [ofWindow, ofFolder], pairs: [pair] },
  });
  state = new ComparisonState(new Backend(api), (file) => told.push(file));
});

const names = () => state.runs.map(({ name }) => name);

test('shows the runs of this window, then those of folders too, from the best', async () => {
  await state.show();
  expect(state.isOpen).toBe(true);
  expect(names()).toEqual(['HybridSN #1']);
  await state.addFolders();
  expect(names()).toEqual(['good', 'HybridSN #1']);
  state.sortBy('oa');
  expect(names()).toEqual(['HybridSN #1', 'good']);
  state.sortBy('run');
  expect([state.sort, state.reverse, names()]).toEqual(['run', false, ['good', 'HybridSN #1']]);
  await state.removeFolder('/runs/good');
  expect(names()).toEqual(['HybridSN #1']);
});

test('a test is told from the run that comes first', async () => {
  await state.show();
  await state.addFolders();
  const seenFromGood = { ...pair, first: 1, second: 0, onlyFirst: 12, onlySecond: 2, z: 2.67 };
  expect(state.tests).toEqual([{ first: 'good', second: 'HybridSN #1', pair: seenFromGood }]);
  state.sortBy('oa');
  expect(state.tests).toEqual([{ first: 'HybridSN #1', second: 'good', pair }]);
});

test('every two runs are tested, those of one name too', async () => {
  const again = { ...named('good', 0.8), directory: '/other/good' };
  const apart = (first: number, second: number) => ({ first, second, reason: 'other-scene' as const });
  const pairs = [pair, apart(0, 2), apart(1, 2)];
  api.handlers.compareRuns = () => ({ runs: [ofWindow, ofFolder, again], pairs });
  await state.show();
  expect(
    state.tests.map(({ first, second, pair: seen }) => [first, second, seen.first, seen.second]),
  ).toEqual([
    ['good', 'good', 1, 2],
    ['good', 'HybridSN #1', 1, 0],
    ['good', 'HybridSN #1', 2, 0],
  ]);
});

test('a folder that is no run is told, and what was shown stays', async () => {
  await state.show();
  api.handlers.compareRuns = () => {
    throw new FakeFailure({ code: 'run-part-missing' });
  };
  await state.addFolders();
  expect(state.problem?.code).toBe('run-part-missing');
  expect(names()).toEqual(['HybridSN #1']);
  expect(state.busy).toBe(false);
  state.close();
  expect(state.problem).toBeNull();
});

test('what is exported has the order that is shown, and is told where it was written', async () => {
  await state.show();
  await state.addFolders();
  state.sortBy('kappa');
  state.sortBy('kappa');
  await state.exportAs('csv');
  expect(api.calls.at(-1)).toEqual({
    name: 'exportComparison',
    parameters: { folders: ['/runs/good'], format: 'csv', sort: 'kappa', reverse: true },
  });
  expect(told).toEqual(['/out/runs.csv']);
});
