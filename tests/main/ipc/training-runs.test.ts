import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { IpcEvents } from '@shared/ipc';
import type { ClassificationInput, ClassificationResult, TrainingSettings } from '@shared/training';
import type { EngineHost } from '../../../src-main/engine-host/host';
import { CancelledError, EngineError } from '../../../src-main/engine/errors';
import { TrainingRuns } from '../../../src-main/ipc/training-runs';

interface Run {
  finish(result: ClassificationResult): void;
  fail(error: Error): void;
  method: string;
  asked: { modelDirectory: string };
  modelDirectory: string;
  options: { onProgress(progress: unknown): void; signal: AbortSignal; stop: AbortSignal };
}

const input = { cube: { file: 'scene.tif', variable: 'scene' } } as ClassificationInput;
const settings = {} as TrainingSettings;
const resultOf = (title: string) =>
  ({
    report: { network: { id: 'n', title }, config: { cube: '/data/scene.tif:scene' }, classes: [] },
  }) as unknown as ClassificationResult;
let started: Run[];
let events: IpcEvents['training'][];
let runs: TrainingRuns;

beforeEach(() => {
  started = [];
  events = [];
  const call = (method: string, asked: Run['asked'], options: Run['options']) =>
    new Promise((finish, fail) => {
      started.push({ method, asked, modelDirectory: asked.modelDirectory, finish, fail, options } as Run);
    });
  runs = new TrainingRuns({ call } as unknown as EngineHost, (event) => events.push(event));
});

afterEach(() => runs.close());

const eventOf = (type: string) => vi.waitFor(() => expect(events.at(-1)?.type).toBe(type));

test('a run tells its progress and its result, which can be exported afterwards', async () => {
  const { runId } = runs.start(input, settings);
  started[0].options.onProgress({ type: 'phase', phase: 'training', run: 1, runs: 1 });
  started[0].finish(resultOf('one'));
  await eventOf('finished');
  expect(events.map((event) => [event.type, event.runId])).toEqual([
    ['progress', runId],
    ['finished', runId],
  ]);
  expect(runs.result(runId)).toEqual(resultOf('one'));
  expect(runs.finished(runId)).toMatchObject({ cube: input.cube, found: { name: 'scene-n' } });
});

test('a model that was applied can be exported as well, but has no report, and its folder stays', async () => {
  const model = mkdtempSync(join(tmpdir(), 'bandscape-applied-'));
  const applied = {
    ...{ map: { rows: 1, columns: 1 }, classes: [{ label: 1, name: 'Woods', color: [0, 1, 2] }] },
    source: { model, cube: '/data/other.tif:other', network: 'n' },
  };
  const cube = { file: '/data/other.tif', variable: 'other' };
  const { runId } = runs.apply({ folder: model, cube });
  expect(started[0]).toMatchObject({ method: 'predict', asked: { model, cube } });
  expect(runs.isRunning).toBe(true);
  started[0].finish(applied as never);
  await eventOf('applied');
  expect(runs.finished(runId)).toMatchObject({ cube, found: { name: 'other-n', classes: applied.classes } });
  expect(runs.model(runId)).toBe(model);
  expect(() => runs.result(runId)).toThrowError(expect.objectContaining({ code: 'unknown-run' }));
  expect(runs.all()).toEqual([]);
  for (let run = 1; run <= 8; run++) {
    runs.apply({ folder: model, cube });
    started[run].finish(applied as never);
    await vi.waitFor(() => expect(events).toHaveLength(run + 1));
  }
  runs.close();
  expect(existsSync(model)).toBe(true);
  rmSync(model, { recursive: true });
});

test('the network of a run is kept as long as its result, and no longer', async () => {
  for (let run = 0; run < 9; run++) {
    const { runId } = runs.start(input, settings);
    expect(existsSync(started[run].modelDirectory)).toBe(true);
    started[run].finish(resultOf(String(run)));
    await vi.waitFor(() => expect(events).toHaveLength(run + 1));
    expect(runs.model(runId)).toBe(started[run].modelDirectory);
  }
  await vi.waitFor(() => expect(existsSync(started[0].modelDirectory)).toBe(false));
  runs.start(input, settings);
  started[9].fail(new CancelledError());
  await eventOf('failed');
  expect(existsSync(started[9].modelDirectory)).toBe(false);
  runs.close();
  expect(started.filter(({ modelDirectory }) => existsSync(modelDirectory))).toEqual([]);
});

test('a network that could not be kept is told where it is needed', async () => {
  const { runId } = runs.start(input, settings);
  started[0].finish(resultOf('one'));
  await eventOf('finished');
  rmSync(started[0].modelDirectory, { recursive: true });
  expect(() => runs.model(runId)).toThrowError(expect.objectContaining({ code: 'model-not-kept' }));
});

test('a second run is refused while one runs, and accepted afterwards', async () => {
  runs.start(input, settings);
  expect(() => runs.start(input, settings)).toThrowError(
    expect.objectContaining({ kind: 'invalid-settings', code: 'already-training' }),
  );
  started[0].fail(new EngineError('engine-died', 'The engine died.'));
  await eventOf('failed');
  expect(events.at(-1)).toMatchObject({ error: { code: 'engine-died', message: 'The engine died.' } });
  expect(runs.start(input, settings).runId).toEqual(expect.any(String));
});

test('stop and cancel reach the run they name and no other', async () => {
  const { runId } = runs.start(input, settings);
  const { signal, stop } = started[0].options;
  runs.stop('another');
  runs.cancel('another');
  expect([signal.aborted, stop.aborted]).toEqual([false, false]);
  runs.stop(runId);
  expect([signal.aborted, stop.aborted]).toEqual([false, true]);
  runs.cancel(runId);
  expect(signal.aborted).toBe(true);
  started[0].fail(new CancelledError());
  await eventOf('failed');
  expect(() => runs.result(runId)).toThrowError(expect.objectContaining({ code: 'unknown-run' }));
});

test('a closed window cancels the run', () => {
  runs.start(input, settings);
  runs.cancelAll();
  expect(started[0].options.signal.aborted).toBe(true);
});

test('only the last results are kept', async () => {
  const ids: string[] = [];
  for (let run = 0; run < 10; run++) {
    ids.push(runs.start(input, settings).runId);
    started[run].finish(resultOf(String(run)));
    await vi.waitFor(() => expect(events).toHaveLength(run + 1));
  }
  const kept = ids.filter((id) => {
    try {
      return runs.result(id);
    } catch {
      return false;
    }
  });
  expect(kept).toEqual(ids.slice(2));
});

test('steps are thinned out, phases and epochs are not', () => {
  vi.useFakeTimers({ toFake: ['performance'] });
  try {
    runs.start(input, settings);
    const { onProgress } = started[0].options;
    for (let step = 0; step < 100; step++) {
      onProgress({ type: 'step', phase: 'training', fraction: step / 100 });
      vi.advanceTimersByTime(10);
    }
    expect(events).toHaveLength(10);
    for (let epoch = 1; epoch <= 5; epoch++) onProgress({ type: 'epoch', record: { epoch } });
    onProgress({ type: 'phase', phase: 'predicting', run: 1, runs: 1 });
    expect(events).toHaveLength(16);
  } finally {
    vi.useRealTimers();
  }
});
