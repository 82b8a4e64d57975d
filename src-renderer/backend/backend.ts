import type { ErrorReport } from '@shared/errors';
import type { BandscapeApi, IpcCallName, IpcCalls, IpcEventName, IpcEvents } from '@shared/ipc';

/** An error that the main process reported, or one that the window found by itself. */
export class BackendError extends Error {
  constructor(readonly report: ErrorReport) {
    super(report.message);
    this.name = 'BackendError';
  }
}

/** Anything thrown, as a report that an alert can show. */
export function reportOf(error: unknown): ErrorReport {
  if (error instanceof BackendError) return error.report;
  const reason = error instanceof Error ? error.message : String(error);
  return {
    kind: 'engine',
    code: 'unexpected',
    message: `Bandscape met an unexpected problem: ${reason}`,
    details: { reason },
  };
}

/** The window's view of the main process: values come back, errors are thrown as `BackendError`. */
export class Backend {
  readonly #api: BandscapeApi;

  constructor(api: BandscapeApi) {
    this.#api = api;
  }

  /** @throws BackendError with the report of the main process. */
  async call<K extends IpcCallName>(
    name: K,
    parameters: IpcCalls[K]['parameters'],
  ): Promise<IpcCalls[K]['result']> {
    const answer = await this.#api.call(name, parameters);
    if (!answer.ok) throw new BackendError(answer.error);
    return answer.value;
  }

  /** Returns the function that ends the subscription. */
  on<K extends IpcEventName>(name: K, listener: (event: IpcEvents[K]) => void): () => void {
    return this.#api.on(name, listener);
  }

  pathForFile(file: File): string {
    return this.#api.pathForFile(file);
  }
}
