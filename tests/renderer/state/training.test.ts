import { expect, test } from 'vitest';
import { Backend } from '../../../src-renderer/backend/backend';
import { Alerts } from '../../../src-renderer/state/alerts.svelte';
import { formFromRecipe, settingsOf } from '../../../src-renderer/state/settings-form';
import { TrainingState } from '../../../src-renderer/state/training.svelte';
import { messagesIn } from '../../../src-renderer/messages/messages';
import { FakeApi, FakeFailure, NETWORKS, type Handlers } from '../fake-api';
import { epochRecord, fakeResult } from '../fake-result';
import { CUBE, smallScene, TRUTH } from '../fake-scene';
import { settle } from '../settle';

const settings = settingsOf(NETWORKS[0], formFromRecipe(NETWORKS[0]));
const input = { cube: CUBE, truth: TRUTH };
const result = fakeResult(smallScene(), settings);
const cancelled = {
  kind: 'cancelled' as const,
  code: 'cancelled',
  message: 'The job was cancelled.',
  details: {},
};

function setUp(handlers: Partial<Handlers> = {}) {
  const api = new FakeApi(handlers);
  const alerts = new Alerts();
  const training = new TrainingState(new Backend(api), alerts);
  api.on('training', (event) => training.receive(event));
  const progress = (step: object, runId = 'run-1') =>
    api.send('training', { type: 'progress', runId, progress: step as never });
  const predict = () => progress({ type: 'phase', phase: 'predicting', run: 1, runs: 1 });
  const names = () => api.calls.map(({ name }) => name);
  return { api, alerts, training, progress, predict, names };
}

test('a run goes from start to result', async () => {
  const { api, training, progress } = setUp();
  await training.start(input, settings);
  expect(api.callsOf('startTraining')).toEqual([{ input, settings }]);
  expect(training.progress).toMatchObject({ phase: 'starting', fraction: 0, runs: 1 });
  progress({ type: 'phase', phase: 'training', run: 1, runs: 1 });
  progress({ type: 'step', phase: 'training', fraction: 0.25, secondsLeft: 60, epoch: 3, epochs: 100 });
  expect(training.progress).toMatchObject({ phase: 'training', fraction: 0.25, secondsLeft: 60, epoch: 3 });
  progress({ type: 'epoch', record: epochRecord(1) });
  progress({ type: 'epoch', record: epochRecord(2) });
  expect(training.history.map(({ epoch }) => epoch)).toEqual([1, 2]);
  api.send('training', { type: 'finished', runId: 'run-1', result });
  expect(training.running).toBe(false);
  expect(training.outcome).toBe('finished');
  expect(training.result).toMatchObject({ runId: 'run-1', report: result.report });
});

test('events that arrive before the answer to start belong to the run', async () => {
  const { api, training } = setUp({
    startTraining: () => {
      api.send('training', { type: 'finished', runId: 'run-1', result });
      return { runId: 'run-1' };
    },
  });
  await training.start(input, settings);
  expect(training.running).toBe(false);
  expect(training.result?.runId).toBe('run-1');
});

test('late events of an earlier run are ignored', async () => {
  const { api, training, progress } = setUp();
  await training.start(input, settings);
  progress({ type: 'epoch', record: epochRecord(1) });
  api.send('training', { type: 'failed', runId: 'run-1', error: cancelled });
  progress({ type: 'epoch', record: epochRecord(9) });
  api.send('training', { type: 'finished', runId: 'run-1', result });
  expect(training.history).toHaveLength(1);
  expect(training.result).toBeNull();
});

test('Stop keeps what was learnt; pressed again it ends the run', async () => {
  const { training, names } = setUp();
  await training.start(input, settings);
  await training.stop();
  expect(training.ending).toBe('stopping');
  expect(training.stopCancels).toBe(true);
  await training.stop();
  expect(training.ending).toBe('cancelling');
  await training.stop();
  expect(names()).toEqual(['startTraining', 'stopTraining', 'cancelTraining']);
});

test('Stop while the map is made ends the run', async () => {
  const { training, names, predict } = setUp();
  await training.start(input, settings);
  predict();
  await training.stop();
  expect(names()).toEqual(['startTraining', 'cancelTraining']);
});

test('Stop pressed before the run has a name reaches it', async () => {
  let accept: (run: { runId: string }) => void = () => undefined;
  const { training, api } = setUp({
    startTraining: () => new Promise((resolve) => (accept = resolve)),
  });
  const started = training.start(input, settings);
  await training.stop();
  expect(api.callsOf('stopTraining')).toEqual([]);
  accept({ runId: 'run-7' });
  await started;
  expect(api.callsOf('stopTraining')).toEqual([{ runId: 'run-7' }]);
});

test('a run that was ended is no error', async () => {
  const { api, alerts, training } = setUp();
  await training.start(input, settings);
  const ended = training.cancel();
  api.send('training', { type: 'failed', runId: 'run-1', error: cancelled });
  await ended;
  expect(alerts.all).toEqual([]);
  expect(training.outcome).toBe('cancelled');
  expect(training.running).toBe(false);
});

test('an engine that dies is an alert beside Train, and Train works again', async () => {
  const { api, alerts, training } = setUp();
  await training.start(input, settings);
  const error = { kind: 'engine' as const, code: 'engine-died', message: 'The engine died.', details: {} };
  api.send('training', { type: 'failed', runId: 'run-1', error });
  expect(training.running).toBe(false);
  expect(alerts.at('training').map(({ text }) => text(messagesIn('en')))).toEqual(['The engine died.']);
  await training.start(input, settings);
  expect(alerts.at('training')).toEqual([]);
  expect(training.running).toBe(true);
});

test('the result of a run outlives a later run that fails', async () => {
  const { api, training } = setUp();
  await training.start(input, settings);
  api.send('training', { type: 'finished', runId: 'run-1', result });
  await training.start(input, settings);
  api.send('training', { type: 'failed', runId: 'run-1', error: { ...cancelled, kind: 'engine' } });
  expect(training.result?.runId).toBe('run-1');
});

test('a start that is refused is an alert', async () => {
  const { alerts, training } = setUp({
    startTraining: () => {
      throw new FakeFailure({ code: 'already-training', kind: 'invalid-settings' });
    },
  });
  await training.start(input, settings);
  expect(training.running).toBe(false);
  expect(alerts.at('training')).toHaveLength(1);
});

test('who cancels waits until the run has ended', async () => {
  const { api, training } = setUp();
  await training.start(input, settings);
  let over = false;
  void training.cancel().then(() => (over = true));
  await settle();
  expect(over).toBe(false);
  api.send('training', { type: 'failed', runId: 'run-1', error: cancelled });
  await settle();
  expect(over).toBe(true);
});
