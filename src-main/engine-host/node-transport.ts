import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { WorkerResponse } from '@shared/engine-protocol';
import { NATIVE_ENVIRONMENT } from './transport';
import type { StartWorker, WorkerTransport } from './transport';

/**
 * Workers as threads of this very process: for the command line and for tests.
 * @param directory where `cube-worker.cjs` and `network-worker.cjs` lie
 */
export function nodeWorkers(directory: string): StartWorker {
  return (kind) => startThread(join(directory, `${kind}-worker.cjs`));
}

function startThread(file: string): WorkerTransport {
  // A worker's own `env` is a copy that native code never sees, so the values go into the process's environment.
  for (const [name, value] of Object.entries(NATIVE_ENVIRONMENT)) process.env[name] ??= value;
  const worker = new Worker(file);
  let failure: string | undefined;
  worker.on('error', (error) => (failure = error.message));
  const exited = new Promise<string>((resolve) => {
    worker.once('exit', (code) => resolve(failure ?? `exit code ${code}`));
  });
  return {
    post: (request) => worker.postMessage(request),
    onMessage: (listener) => void worker.on('message', (response: WorkerResponse) => listener(response)),
    onExit: (listener) => void exited.then(listener),
    kill: async () => {
      await worker.terminate();
    },
  };
}
