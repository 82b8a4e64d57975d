import type { WorkerKind, WorkerMethods, WorkerRequest, WorkerResponse } from '@shared/engine-protocol';

export type AnyWorkerRequest = WorkerRequest<WorkerMethods['cube']> | WorkerRequest<WorkerMethods['network']>;

/** A running worker, wherever it lives: a thread of this process, or a thread of a process of its own. */
export interface WorkerTransport {
  post(request: AnyWorkerRequest): void;
  onMessage(listener: (response: WorkerResponse) => void): void;
  /** Called once, however the worker ended; `reason` is a few words such as `exit code 139`. */
  onExit(listener: (reason: string) => void): void;
  /** Ends the worker whatever it is doing; resolves when nothing of it is left. Safe to call twice. */
  kill(): Promise<void>;
}

export type StartWorker = (kind: WorkerKind) => WorkerTransport;

/** What the native library reads from the environment of its process when it is loaded. */
export const NATIVE_ENVIRONMENT = {
  /** Vectorised kernels: faster 3-D convolutions. */
  TF_ENABLE_ONEDNN_OPTS: '1',
  /** Only warnings and errors; its start-up notes would mix with the command line's output. */
  TF_CPP_MIN_LOG_LEVEL: '2',
} as const;
