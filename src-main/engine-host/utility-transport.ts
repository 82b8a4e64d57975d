import { utilityProcess } from 'electron';
import { join } from 'node:path';
import type { WorkerKind, WorkerResponse } from '@shared/engine-protocol';
import { NATIVE_ENVIRONMENT } from './transport';
import type { StartWorker, WorkerTransport } from './transport';

/** The engine process's own last message: its worker thread ended, and why. */
export interface WorkerEnded {
  type: 'worker-ended';
  reason: string;
}

/** A process that has not ended this long after being asked is killed; native code may be busy for seconds. */
const TERMINATION_GRACE_MS = 1500;

/**
 * Workers in Electron utility processes, so that a crash of native code cannot reach the window.
 * @param directory where `engine-process.cjs` and the worker files lie
 */
export function utilityWorkers(directory: string): StartWorker {
  return (kind) => startProcess(join(directory, 'engine-process.cjs'), kind);
}

function startProcess(file: string, kind: WorkerKind): WorkerTransport {
  const child = utilityProcess.fork(file, [kind], {
    serviceName: `Bandscape ${kind} engine`,
    env: { ...process.env, ...NATIVE_ENVIRONMENT },
    stdio: 'inherit',
    allowLoadingUnsignedLibraries: true,
  });
  const messageListeners: ((response: WorkerResponse) => void)[] = [];
  let running = true;
  let lastWords: string | undefined;
  child.on('message', (message: WorkerResponse | WorkerEnded) => {
    if (message.type === 'worker-ended') lastWords = message.reason;
    else for (const listener of messageListeners) listener(message);
  });
  const exited = new Promise<string>((resolve) => {
    child.once('exit', (code) => {
      running = false;
      resolve(lastWords ?? `exit code ${code}`);
    });
  });
  return {
    post: (request) => {
      if (running) child.postMessage(request);
    },
    onMessage: (listener) => void messageListeners.push(listener),
    onExit: (listener) => void exited.then(listener),
    kill: async () => {
      if (!running) return;
      const pid = child.pid;
      child.kill();
      const timer = setTimeout(() => killNow(pid), TERMINATION_GRACE_MS);
      await exited;
      clearTimeout(timer);
    },
  };
}

function killNow(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
