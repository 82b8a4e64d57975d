import type { MessagePort } from 'node:worker_threads';
import { assertNever } from '@shared/engine-protocol';
import type {
  ParametersOf,
  ProgressOf,
  ResultOf,
  WorkerRequest,
  WorkerResponse,
} from '@shared/engine-protocol';
import { CancelledError, EngineError, toErrorReport } from '../engine/errors';

export interface JobContext<Progress> {
  /** Aborted by `cancel`: give up, free everything, throw `CancelledError`. */
  signal: AbortSignal;
  /** Aborted by `stop`: finish early and answer with what there is. */
  stop: AbortSignal;
  progress(progress: Progress): void;
}

/**
 * What a worker does for each method. Typed arrays in a result are handed over, not copied: a handler that keeps
 * an array must answer with a copy of it.
 */
export type Handlers<Methods> = {
  [K in keyof Methods]: (
    parameters: ParametersOf<Methods, K>,
    context: JobContext<ProgressOf<Methods, K>>,
  ) => Promise<ResultOf<Methods, K>>;
};

/** A worker thread's end of its channel: `parentPort`, or any message port. */
export type WorkerPort = Pick<MessagePort, 'on' | 'postMessage'>;

interface RunningJob {
  cancel: AbortController;
  stop: AbortController;
}

/**
 * Answers every call that arrives at `port` with exactly one `result` or `failed`, and passes `stop` and `cancel`
 * on to the job they name. A cancelled job always fails with `CancelledError`, even if it finished meanwhile.
 */
export function serveWorker<Methods>(port: WorkerPort, handlers: Handlers<Methods>): void {
  const jobs = new Map<number, RunningJob>();
  port.on('message', (request: WorkerRequest<Methods>) => {
    switch (request.type) {
      case 'call':
        void runJob(port, handlers, jobs, request);
        return;
      case 'stop':
        jobs.get(request.jobId)?.stop.abort();
        return;
      case 'cancel':
        jobs.get(request.jobId)?.cancel.abort();
        return;
      default:
        assertNever(request);
    }
  });
}

async function runJob<Methods>(
  port: WorkerPort,
  handlers: Handlers<Methods>,
  jobs: Map<number, RunningJob>,
  call: Extract<WorkerRequest<Methods>, { type: 'call' }>,
): Promise<void> {
  const { jobId } = call;
  const job: RunningJob = { cancel: new AbortController(), stop: new AbortController() };
  jobs.set(jobId, job);
  try {
    const result = await handlerOf(handlers, call.method)(call.parameters, {
      signal: job.cancel.signal,
      stop: job.stop.signal,
      progress: (progress) => {
        if (jobs.has(jobId)) post(port, { type: 'progress', jobId, progress });
      },
    });
    if (job.cancel.signal.aborted) throw new CancelledError();
    post(port, { type: 'result', jobId, result }, transferablesIn(result));
  } catch (error) {
    // Libraries may throw errors of their own once their signal is aborted; what happened is a cancellation.
    const cause = job.cancel.signal.aborted ? new CancelledError() : error;
    post(port, { type: 'failed', jobId, error: toErrorReport(cause) });
  } finally {
    jobs.delete(jobId);
  }
}

function post(port: WorkerPort, message: WorkerResponse, transfer: ArrayBuffer[] = []): void {
  port.postMessage(message, transfer);
}

function handlerOf<Methods, K extends keyof Methods>(
  handlers: Handlers<Methods>,
  method: K,
): Handlers<Methods>[K] {
  if (Object.prototype.hasOwnProperty.call(handlers, method)) return handlers[method];
  throw new EngineError('unknown-method', `The engine has no method named "${String(method)}".`, {
    method: String(method),
  });
}

/**
 * Every array buffer that `value` owns whole, once each. Views on a part of a larger buffer, such as small Node
 * buffers on their shared pool, are left to be copied.
 */
export function transferablesIn(value: unknown): ArrayBuffer[] {
  const buffers = new Set<ArrayBuffer>();
  const seen = new Set<object>();
  const pending: unknown[] = [value];
  while (pending.length > 0) {
    const next = pending.pop();
    if (typeof next !== 'object' || next === null || seen.has(next)) continue;
    seen.add(next);
    if (next instanceof ArrayBuffer) buffers.add(next);
    else if (ArrayBuffer.isView(next)) {
      if (next.buffer instanceof ArrayBuffer && next.byteLength === next.buffer.byteLength) {
        buffers.add(next.buffer);
      }
    } else pending.push(...Object.values(next));
  }
  return [...buffers];
}
