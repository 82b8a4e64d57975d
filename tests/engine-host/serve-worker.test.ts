import { MessageChannel } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';
import { afterEach, describe, expect, it } from 'vitest';
import type { WorkerResponse } from '@shared/engine-protocol';
import { InvalidSettingsError } from '../../src-main/engine/errors';
import { serveWorker, transferablesIn } from '../../src-main/engine-host/serve-worker';
import type { Handlers } from '../../src-main/engine-host/serve-worker';

interface TestMethods {
  double: { parameters: { values: Float32Array }; result: { values: Float32Array }; progress: number };
  refuse: { parameters: null; result: null; progress: number };
  untilStopped: { parameters: null; result: string; progress: number };
  untilCancelled: { parameters: { answersAnyway: boolean }; result: string; progress: number };
  uncloneable: { parameters: null; result: unknown; progress: number };
}

const aborted = (signal: AbortSignal) =>
  new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));

let answered: Float32Array | undefined;
const handlers: Handlers<TestMethods> = {
  double: async ({ values }, { progress }) => {
    progress(0.5);
    answered = values.map((value) => value * 2);
    return { values: answered };
  },
  refuse: async () => {
    throw new InvalidSettingsError('too-many', 'Too many bands were asked for; ask for fewer.', { most: 3 });
  },
  untilStopped: async (_parameters, { stop }) => {
    await aborted(stop);
    return 'stopped';
  },
  untilCancelled: async ({ answersAnyway }, { signal }) => {
    await aborted(signal);
    if (!answersAnyway) throw new Error('the library says: aborted');
    return 'finished all the same';
  },
  uncloneable: async () => () => 1,
};

const ports: MessagePort[] = [];
afterEach(() => ports.splice(0).forEach((port) => port.close()));

function connect() {
  const { port1, port2 } = new MessageChannel();
  ports.push(port1, port2);
  serveWorker<TestMethods>(port2, handlers);
  const received: WorkerResponse[] = [];
  const waiting: (() => void)[] = [];
  port1.on('message', (message: WorkerResponse) => {
    received.push(message);
    if (message.type !== 'progress') waiting.shift()?.();
  });
  return {
    received,
    send: (message: unknown) => port1.postMessage(message),
    answer: async () => {
      await new Promise<void>((resolve) => waiting.push(resolve));
      return received[received.length - 1];
    },
  };
}

describe('serveWorker', () => {
  it('answers a call with progress and one result, whose arrays it hands over', async () => {
    const { send, answer, received } = connect();
    send({ type: 'call', jobId: 7, method: 'double', parameters: { values: Float32Array.of(1, 2) } });
    expect(await answer()).toEqual({
      type: 'result',
      jobId: 7,
      result: { values: Float32Array.of(2, 4) },
    });
    expect(received[0]).toEqual({ type: 'progress', jobId: 7, progress: 0.5 });
    expect(received).toHaveLength(2);
    expect(answered?.byteLength).toBe(0);
  });

  it('reports an error with its kind, code and details', async () => {
    const { send, answer } = connect();
    send({ type: 'call', jobId: 1, method: 'refuse', parameters: null });
    expect(await answer()).toMatchObject({
      type: 'failed',
      jobId: 1,
      error: { kind: 'invalid-settings', code: 'too-many', details: { most: 3 } },
    });
  });

  it.each(['nothing', 'toString', 'constructor'])('refuses the unknown method %s', async (method) => {
    const { send, answer } = connect();
    send({ type: 'call', jobId: 1, method, parameters: null });
    expect(await answer()).toMatchObject({ type: 'failed', error: { code: 'unknown-method' } });
  });

  it('stops the job that is named and no other', async () => {
    const { send, answer, received } = connect();
    send({ type: 'call', jobId: 1, method: 'untilStopped', parameters: null });
    send({ type: 'call', jobId: 2, method: 'untilStopped', parameters: null });
    send({ type: 'stop', jobId: 2 });
    expect(await answer()).toEqual({ type: 'result', jobId: 2, result: 'stopped' });
    expect(received).toHaveLength(1);
  });

  it.each([false, true])('reports a cancelled job as cancelled (finishes anyway: %s)', async (anyway) => {
    const { send, answer } = connect();
    send({ type: 'call', jobId: 4, method: 'untilCancelled', parameters: { answersAnyway: anyway } });
    send({ type: 'cancel', jobId: 4 });
    expect(await answer()).toMatchObject({ type: 'failed', jobId: 4, error: { kind: 'cancelled' } });
  });

  it('ignores stop and cancel for jobs that are over, and still fails a result that cannot be sent', async () => {
    const { send, answer } = connect();
    send({ type: 'cancel', jobId: 99 });
    send({ type: 'stop', jobId: 99 });
    send({ type: 'call', jobId: 5, method: 'uncloneable', parameters: null });
    expect(await answer()).toMatchObject({ type: 'failed', jobId: 5, error: { kind: 'engine' } });
  });
});

describe('transferablesIn', () => {
  it('finds each buffer once, also in nested and cyclic values', () => {
    const shared = new Float32Array(4);
    const value: Record<string, unknown> = {
      a: shared,
      b: [new Uint8Array(shared.buffer)],
      c: null,
      d: 'text',
    };
    value.self = value;
    expect(transferablesIn(value)).toEqual([shared.buffer]);
  });

  it('leaves views on a part of a buffer to be copied', () => {
    expect(transferablesIn({ part: new Uint8Array(16).subarray(2, 4), pooled: Buffer.from('abc') })).toEqual(
      [],
    );
  });
});
