import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import type { IpcEvents } from '@shared/ipc';
import type { VariableRef } from '@shared/scene';
import type {
  ClassificationInput,
  ClassificationResult,
  TrainingProgress,
  TrainingSettings,
} from '@shared/training';
import type { EngineHost } from '../engine-host/host';
import { EngineError, InvalidSettingsError, toErrorReport } from '../engine/errors';
import { KeptModels } from './kept-models';

type TrainingEvent = IpcEvents['training'];

/** Steps come faster than anybody reads them; phases and epochs always pass. */
const STEP_INTERVAL_MS = 100;
/** Results that can still be exported and compared. */
const RESULTS_KEPT = 8;

interface FinishedRun {
  result: ClassificationResult;
  cube: VariableRef;
  /** The folder of the trained network; undefined where it could not be kept. */
  model: string | undefined;
}

/** The window's training runs: one at a time, each in an engine of its own, the last results kept for export. */
export class TrainingRuns {
  private readonly results = new Map<string, FinishedRun & { number: number }>();
  private readonly models = new KeptModels();
  private finishedRuns = 0;
  private current: { runId: string; stop: AbortController; cancel: AbortController } | undefined;

  constructor(
    private readonly host: Pick<EngineHost, 'call'>,
    private readonly emit: (event: TrainingEvent) => void,
  ) {}

  get isRunning(): boolean {
    return this.current !== undefined;
  }

  /**
   * Returns once the run is accepted; everything else arrives as events.
   * @throws InvalidSettingsError `already-training`
   */
  start(input: ClassificationInput, settings: TrainingSettings): { runId: string } {
    if (this.current) {
      throw new InvalidSettingsError(
        'already-training',
        'A network is being trained already; stop it or wait until it is done, then press Train again.',
      );
    }
    const run = { runId: randomUUID(), stop: new AbortController(), cancel: new AbortController() };
    this.current = run;
    void this.follow(run, input, settings);
    return { runId: run.runId };
  }

  /** Ends training within a step and keeps what was learnt; nothing happens to a run that is over. */
  stop(runId: string): void {
    if (this.current?.runId === runId) this.current.stop.abort();
  }

  /** Ends the run without a result; nothing happens to a run that is over. */
  cancel(runId: string): void {
    if (this.current?.runId === runId) this.current.cancel.abort();
  }

  /** For a window that is gone: nobody is left to hear of the result. */
  cancelAll(): void {
    this.current?.cancel.abort();
  }

  /** @throws InvalidSettingsError `unknown-run` where the run did not finish or is too long ago */
  result(runId: string): ClassificationResult {
    return this.finished(runId).result;
  }

  /**
   * The cube that the run's map is of.
   * @throws as `result`
   */
  cube(runId: string): VariableRef {
    return this.finished(runId).cube;
  }

  /** The last results, the oldest first, each under a name of its own. */
  all(): { name: string; result: ClassificationResult }[] {
    return [...this.results.values()].map(({ number, result }) => ({
      name: `${result.report.network.title} #${number}`,
      result,
    }));
  }

  /**
   * The folder of the network that the run trained.
   * @throws as `result`; EngineError `model-not-kept`
   */
  model(runId: string): string {
    const { model } = this.finished(runId);
    if (model !== undefined && existsSync(model)) return model;
    throw new EngineError(
      'model-not-kept',
      'What was trained could not be kept in the temporary folder, so it can neither be saved nor map again: ' +
        'free some space there, then train again.',
    );
  }

  /** For the end of the program. */
  close(): void {
    this.models.removeAll();
  }

  private finished(runId: string): FinishedRun {
    const found = this.results.get(runId);
    if (found) return found;
    throw new InvalidSettingsError(
      'unknown-run',
      'The result of this run is no longer there; train again, then export.',
    );
  }

  private async follow(
    run: NonNullable<TrainingRuns['current']>,
    input: ClassificationInput,
    settings: TrainingSettings,
  ): Promise<void> {
    const { runId } = run;
    const onProgress = thinned((progress) => this.emit({ type: 'progress', runId, progress }));
    const model = this.models.create();
    try {
      const signals = { signal: run.cancel.signal, stop: run.stop.signal };
      const asked = { input, settings, modelDirectory: model };
      const result = await this.host.call('classify', asked, { onProgress, ...signals });
      this.keep(runId, { result, cube: input.cube, model });
      this.current = undefined;
      this.emit({ type: 'finished', runId, result });
    } catch (error) {
      await this.models.remove(model);
      this.current = undefined;
      this.emit({ type: 'failed', runId, error: toErrorReport(error) });
    }
  }

  private keep(runId: string, run: FinishedRun): void {
    this.results.set(runId, { ...run, number: ++this.finishedRuns });
    if (this.results.size <= RESULTS_KEPT) return;
    const [[oldest, { model }]] = this.results;
    this.results.delete(oldest);
    void this.models.remove(model);
  }
}

/** Lets everything but too frequent steps pass. */
function thinned(send: (progress: TrainingProgress) => void): (progress: TrainingProgress) => void {
  let last = -Infinity;
  return (progress) => {
    const now = performance.now();
    if (progress.type === 'step') {
      if (now - last < STEP_INTERVAL_MS) return;
      last = now;
    }
    send(progress);
  };
}
