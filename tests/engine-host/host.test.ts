import { resolve } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import type { NetworkMethods, ParametersOf } from '@shared/engine-protocol';
import { BandscapeError, CancelledError, EngineError } from '../../src-main/engine/errors';
import { EngineHost } from '../../src-main/engine-host/host';
import type { EngineMethods } from '../../src-main/engine-host/host';
import { nodeWorkers } from '../../src-main/engine-host/node-transport';
import { WorkerClient } from '../../src-main/engine-host/worker-client';
import type { StartWorker, WorkerTransport } from '../../src-main/engine-host/transport';

const start = nodeWorkers(resolve('tests/engine-host/fixture-workers'));
const started: { kind: string; transport: WorkerTransport; gone: boolean }[] = [];
const hosts: EngineHost[] = [];

/** A host that the test's end closes, whose workers the test can look at. */
function createHost(onRestart?: (message: string) => void): EngineHost {
  const watched: StartWorker = (kind) => {
    const entry = { kind, transport: start(kind), gone: false };
    entry.transport.onExit(() => (entry.gone = true));
    started.push(entry);
    return entry.transport;
  };
  const host = new EngineHost(watched, onRestart);
  hosts.push(host);
  return host;
}

afterEach(async () => {
  await Promise.all(hosts.splice(0).map((host) => host.close()));
  await vi.waitFor(() => expect(started.every((entry) => entry.gone)).toBe(true));
  started.length = 0;
});

/** Parameters that make the fixture network worker behave as named. */
function behave(network: string): ParametersOf<EngineMethods, 'classify'> {
  return { input: {}, settings: { network } } as ParametersOf<EngineMethods, 'classify'>;
}
const scene = (sceneId: string, file = 'cube.mat') => ({ sceneId, cube: { file, variable: 'cube' } });
const readBand = (host: EngineHost, sceneId: string, band: number) =>
  host.call('readBands', { sceneId, bands: [band], stretch: 'full', step: 1 }) as Promise<unknown>;
const classify = (host: EngineHost, network: string, options = {}) =>
  host.call('classify', behave(network), options) as Promise<unknown> as Promise<{
    threadId: number;
    stopped: boolean;
  }>;

test('every network call gets a fresh worker, which is gone when the answer arrives', async () => {
  const host = createHost();
  const first = await classify(host, 'quick');
  expect(started.map((entry) => entry.gone)).toEqual([true]);
  const second = await classify(host, 'quick');
  expect(second.threadId).not.toBe(first.threadId);
});

test('progress arrives in order and stop lets the job answer', async () => {
  const host = createHost();
  const stop = new AbortController();
  const steps: number[] = [];
  const onProgress = ({ step }: { step: number }) => {
    steps.push(step);
    if (step === 3) stop.abort();
  };
  const result = await classify(host, 'train', { onProgress, stop: stop.signal });
  expect(result.stopped).toBe(true);
  expect(steps.slice(0, 3)).toEqual([1, 2, 3]);
});

test('a stop that came before the call is not lost', async () => {
  const stop = new AbortController();
  stop.abort();
  expect((await classify(createHost(), 'train', { stop: stop.signal })).stopped).toBe(true);
});

test('cancel rejects with CancelledError and leaves no worker', async () => {
  const host = createHost();
  const cancel = new AbortController();
  const run = classify(host, 'train', { signal: cancel.signal, onProgress: () => cancel.abort() });
  await expect(run).rejects.toBeInstanceOf(CancelledError);
  expect(started[0].gone).toBe(true);
  await expect(classify(host, 'train', { signal: cancel.signal })).rejects.toBeInstanceOf(CancelledError);
});

test('a job that ignores its cancellation is ended from outside', async () => {
  const transport = start('network');
  const client = new WorkerClient<NetworkMethods>(
    transport,
    (reason) => new EngineError('engine-died', reason),
    () => {},
    50,
  );
  const cancel = new AbortController();
  const run = client.call('classify', behave('deaf'), { signal: cancel.signal });
  cancel.abort();
  await expect(run).rejects.toBeInstanceOf(CancelledError);
  await new Promise<void>((gone) => transport.onExit(() => gone()));
});

test('an error of the engine keeps its kind, code and details', async () => {
  const error = await classify(createHost(), 'refuse').catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(BandscapeError);
  expect((error as BandscapeError).toReport()).toEqual({
    kind: 'invalid-settings',
    code: 'too-many',
    message: 'Too many.',
    details: { most: 3 },
  });
});

test.each([
  ['crash', 'the library fell over'],
  ['exit', 'exit code 7'],
])('a worker that ends by %s rejects its job with the reason', async (network, reason) => {
  const host = createHost();
  const error = await classify(host, network).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(EngineError);
  expect(error).toMatchObject({ code: 'engine-died', details: { engine: 'network', reason } });
  expect((error as Error).message).toContain(reason);
  expect((await classify(host, 'quick')).stopped).toBe(false);
});

test('ten runs started and stopped in a row leave no worker', async () => {
  const host = createHost();
  for (let run = 0; run < 10; run++) {
    const stop = new AbortController();
    await classify(host, 'train', { stop: stop.signal, onProgress: () => stop.abort() });
  }
  expect(started).toHaveLength(10);
  expect(started.every((entry) => entry.gone)).toBe(true);
});

test('closing in the middle of a run ends it, even where the worker no longer listens', async () => {
  const host = createHost();
  const runs = [classify(host, 'train'), classify(host, 'deaf')].map((run) =>
    run.catch((thrown: unknown) => thrown),
  );
  await host.close();
  expect(started.every((entry) => entry.gone)).toBe(true);
  for (const error of await Promise.all(runs)) expect(error).toBeInstanceOf(CancelledError);
  await expect(classify(host, 'quick')).rejects.toMatchObject({ code: 'engine-closed' });
});

test('cube calls share one worker', async () => {
  const host = createHost();
  await host.call('openScene', scene('a'));
  const [one, two] = await Promise.all([1, 2].map((band) => readBand(host, 'a', band)));
  expect(started).toHaveLength(1);
  expect(one).toMatchObject({ band: 1 });
  expect(two).toMatchObject({ band: 2 });
});

test('what writes a whole cube gets a worker of its own, whose death harms no scene', async () => {
  const host = createHost();
  await host.call('openScene', scene('a'));
  const convert = (file: string) => host.call('convert', { source: { file: 'a', variable: 'b' }, file });
  await convert('out.npy');
  expect(started.map(({ kind, gone }) => [kind, gone])).toEqual([
    ['cube', false],
    ['cube', true],
  ]);
  await expect(convert('deadly')).rejects.toMatchObject({
    code: 'engine-died',
    details: { engine: 'writer', reason: 'exit code 9' },
  });
  expect(await readBand(host, 'a', 1)).toMatchObject({ timesOpened: 1 });
});

test('a warmed-up cube worker is the one that answers', async () => {
  const host = createHost();
  host.warmUp();
  await host.call('openScene', scene('a'));
  expect(started.map(({ kind }) => kind)).toEqual(['cube']);
});

test('scenes that nobody needs any more are closed all at once', async () => {
  const host = createHost();
  await Promise.all([host.call('openScene', scene('a')), host.call('openScene', scene('b'))]);
  await host.closeScenes();
  for (const sceneId of ['a', 'b']) {
    await expect(readBand(host, sceneId, 1)).rejects.toMatchObject({
      code: 'scene-not-open',
    });
  }
});

test('a dead cube engine starts again with the open scenes and the truth that was attached', async () => {
  const restarts: string[] = [];
  const host = createHost((message) => restarts.push(message));
  await host.call('openScene', scene('a'));
  await host.call('openScene', scene('closed'));
  await host.call('closeScene', { sceneId: 'closed' });
  const truth = { file: 'truth.mat', variable: 'gt' };
  await host.call('attachTruth', { sceneId: 'a', truth });
  const pending = readBand(host, 'a', 5).catch((thrown: unknown) => thrown);
  await expect(readBand(host, 'a', -1)).rejects.toMatchObject({
    code: 'engine-died',
    details: { engine: 'cube', reason: 'exit code 9' },
  });
  await pending;
  expect(restarts).toEqual([]);

  const [band, other] = (await Promise.all([readBand(host, 'a', 3), readBand(host, 'a', 4)])) as unknown[];
  expect(band).toMatchObject({ band: 3, scene: { truth }, timesOpened: 1 });
  expect(other).toMatchObject({ band: 4 });
  expect(started).toHaveLength(2);
  expect(restarts).toHaveLength(1);
});

test('an engine that does not react when opening is cancelled is replaced without a word', async () => {
  const restarts: string[] = [];
  const host = createHost((message) => restarts.push(message));
  await host.call('openScene', scene('a'));
  const stuck = { ...scene('b'), cube: { file: 'stuck', variable: 'x' } };
  const cancel = new AbortController();
  const opened = host.call('openScene', stuck, { signal: cancel.signal });
  await readBand(host, 'a', 1);
  cancel.abort();
  await expect(opened).rejects.toMatchObject({ kind: 'cancelled' });
  await expect.poll(() => started[0].gone).toBe(true);
  expect(await readBand(host, 'a', 3)).toMatchObject({ band: 3, timesOpened: 1 });
  expect(restarts).toEqual([]);
  // The next death is news again.
  await readBand(host, 'a', -1).catch(() => undefined);
  await readBand(host, 'a', 3);
  expect(restarts).toHaveLength(1);
}, 20_000);

test('a scene that cannot be opened again says why, and the others still work', async () => {
  const host = createHost();
  await host.call('openScene', scene('kept'));
  const vanishing = scene('lost');
  await host.call('openScene', vanishing);
  vanishing.cube.file = 'gone';
  await readBand(host, 'kept', -1).catch(() => undefined);
  expect(await readBand(host, 'kept', 1)).toMatchObject({ band: 1 });
  await expect(readBand(host, 'lost', 1)).rejects.toMatchObject({
    code: 'missing-file',
  });
});

test('a worker file that does not exist is an engine error, and the next call tries again', async () => {
  const host = new EngineHost(nodeWorkers('/nowhere'));
  for (let attempt = 0; attempt < 2; attempt++) {
    await expect(readBand(host, 'a', 1)).rejects.toMatchObject({
      code: 'engine-died',
    });
  }
});
