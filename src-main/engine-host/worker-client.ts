import { assertNever } from '@shared/engine-protocol';
import type { ParametersOf, ProgressOf, ResultOf, WorkerResponse } from '@shared/engine-protocol';
import { CancelledError } from '../engine/errors';
import type { BandscapeError } from '../engine/errors';
import { errorFromReport } from './error-from-report';
import type { AnyWorkerRequest, WorkerTransport } from './transport';

export interface CallOptions<Progress = unknown> {
  onProgress?: (progress: Progress) => void;
  /** Aborted: the job ends without a result, and the call rejects with `CancelledError`. */
  signal?: AbortSignal;
  /** Aborted: training ends within a step, and the call still answers with what was learnt. */
  stop?: AbortSignal;
}

interface Job {
  resolve(result: unknown): void;
  reject(error: BandscapeError): void;
  onProgress?: (progress: never) => void;
}

/** How long a cancelled job may take to notice; one training step of the largest network fits well within it. */
const CANCEL_GRACE_MS = 5000;

/** The jobs of one worker: sends calls, hands out their progress and answers, and fails all when it ends. */
export class WorkerClient<Methods> {
  private readonly jobs = new Map<number, Job>();
  private lastJobId = 0;
  private death: BandscapeError | undefined;
  private wasGivenUp = false;

  /**
   * @param describeDeath the error of every pending and later call once the worker has ended
   * @param onDeath called when the worker ended, but not through `end`: by itself, or because it did not react to a
   *   cancellation
   */
  constructor(
    private readonly transport: WorkerTransport,
    private readonly describeDeath: (reason: string) => BandscapeError,
    private readonly onDeath: (wasGivenUp: boolean) => void = () => {},
    private readonly cancelGraceMs = CANCEL_GRACE_MS,
  ) {
    transport.onMessage((response) => this.receive(response));
    transport.onExit((reason) => this.died(reason));
  }

  call<K extends keyof Methods & string>(
    method: K,
    parameters: ParametersOf<Methods, K>,
    options: CallOptions<ProgressOf<Methods, K>> = {},
  ): Promise<ResultOf<Methods, K>> {
    if (this.death) return Promise.reject(this.death);
    if (options.signal?.aborted) return Promise.reject(new CancelledError());
    const jobId = ++this.lastJobId;
    const answer = new Promise<unknown>((resolve, reject) => {
      this.jobs.set(jobId, { resolve, reject, onProgress: options.onProgress });
    });
    this.transport.post({ type: 'call', jobId, method, parameters } as unknown as AnyWorkerRequest);
    const release = this.follow(jobId, options);
    return answer.finally(release) as Promise<ResultOf<Methods, K>>;
  }

  /** Ends the worker; pending calls reject with `CancelledError`, because it was asked for. */
  async end(): Promise<void> {
    this.death ??= new CancelledError();
    this.rejectAll(this.death);
    await this.transport.kill();
  }

  /** Passes the caller's signals on for as long as the job runs; the returned function lets go of them. */
  private follow(jobId: number, { signal, stop }: CallOptions<never>): () => void {
    let timer: NodeJS.Timeout | undefined;
    const onCancel = () => {
      this.transport.post({ type: 'cancel', jobId });
      timer = setTimeout(() => this.giveUpOn(jobId), this.cancelGraceMs);
    };
    const onStop = () => this.transport.post({ type: 'stop', jobId });
    signal?.addEventListener('abort', onCancel);
    stop?.addEventListener('abort', onStop);
    if (stop?.aborted) onStop();
    return () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onCancel);
      stop?.removeEventListener('abort', onStop);
    };
  }

  /** The worker did not react to a cancellation, so it is ended from outside. */
  private giveUpOn(jobId: number): void {
    this.jobs.get(jobId)?.reject(new CancelledError());
    this.jobs.delete(jobId);
    this.wasGivenUp = true;
    void this.transport.kill();
  }

  private receive(response: WorkerResponse): void {
    const job = this.jobs.get(response.jobId);
    if (!job) return;
    switch (response.type) {
      case 'progress':
        job.onProgress?.(response.progress as never);
        return;
      case 'result':
        this.jobs.delete(response.jobId);
        job.resolve(response.result);
        return;
      case 'failed':
        this.jobs.delete(response.jobId);
        job.reject(errorFromReport(response.error));
        return;
      default:
        assertNever(response);
    }
  }

  private died(reason: string): void {
    if (this.death) return;
    this.death = this.describeDeath(reason);
    this.rejectAll(this.death);
    this.onDeath(this.wasGivenUp);
  }

  private rejectAll(error: BandscapeError): void {
    for (const job of this.jobs.values()) job.reject(error);
    this.jobs.clear();
  }
}
