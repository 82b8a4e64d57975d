import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import type { IpcCalls, IpcEvents } from '@shared/ipc';
import type { VariableRef } from '@shared/scene';
import type {
  AppliedModel,
  ClassificationInput,
  ClassificationResult,
  TrainingProgress,
  TrainingSettings,
} from '@shared/training';
import type { EngineHost } from '../engine-host/host';
import { EngineError, InvalidSettingsError, toErrorReport } from '../engine/errors';
import { foundBy, foundByModel, type FoundMap } from './exports';
import { KeptModels } from './kept-models';

type TrainingEvent = IpcEvents['training'];

/** Steps come faster than anybody reads them; phases and epochs always pass. */
const STEP_INTERVAL_MS = 100;
/** Results that can still be exported and compared. */
const RESULTS_KEPT = 8;

interface Finished {
  found: FoundMap;
  /** The cube that the map is of. */
  cube: VariableRef;
  /** The folder of what was trained; undefined where it could not be kept. */
  model: string | undefined;
}

/** A run that trained, or one that applied what was trained earlier. */
export type FinishedRun = Finished &
  ({ result: ClassificationResult; applied?: undefined } | { result?: undefined; applied: AppliedModel });

interface Job {
  runId: string;
  stop: AbortController;
  cancel: AbortController;
}

/** The window's runs: one at a time, each in an engine of its own, the last results kept for export. */
export class TrainingRuns {
  private readonly results = new Map<string, FinishedRun & { number: number }>();
  private readonly models = new KeptModels();
  private finishedRuns = 0;
  private current: Job | undefined;

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
    return this.begin((run) => this.train(run, input, settings));
  }

  /**
   * Maps a scene with what was trained earlier; as `start`.
   * @throws InvalidSettingsError `already-training`
   */
  apply(asked: IpcCalls['applyModel']['parameters']): { runId: string } {
    return this.begin((run) => this.applyModel(run, asked));
  }

  private begin(work: (run: Job) => Promise<void>): { runId: string } {
    if (this.current) {
      throw new InvalidSettingsError(
        'already-training',
        'A network is being trained already; stop it or wait until it is done, then press Train again.',
      );
    }
    const run = { runId: randomUUID(), stop: new AbortController(), cancel: new AbortController() };
    this.current = run;
    void work(run);
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
  finished(runId: string): FinishedRun {
    const found = this.results.get(runId);
    if (found) return found;
    throw unknownRun();
  }

  /**
   * Of a run that trained.
   * @throws as `finished`
   */
  result(runId: string): ClassificationResult {
    const { result } = this.finished(runId);
    if (result) return result;
    throw unknownRun();
  }

  /** The last results of runs that trained, the oldest first, each under a name of its own. */
  all(): { name: string; result: ClassificationResult }[] {
    return [...this.results.values()].flatMap(({ number, result }) =>
      result ? [{ name: `${result.report.network.title} #${number}`, result }] : [],
    );
  }

  /**
   * The folder of what the run trained or applied.
   * @throws as `finished`; EngineError `model-not-kept`
   */
  model(runId: string): string {
    const { model, applied } = this.finished(runId);
    // The person's own folder is missed where it is read.
    if (model !== undefined && (applied || existsSync(model))) return model;
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

  private async train(run: Job, input: ClassificationInput, settings: TrainingSettings): Promise<void> {
    const { runId } = run;
    const model = this.models.create();
    try {
      const asked = { input, settings, modelDirectory: model };
      const result = await this.host.call('classify', asked, this.callOptions(run));
      this.keep(runId, { result, found: foundBy(result), cube: input.cube, model });
      this.end({ type: 'finished', runId, result });
    } catch (error) {
      await this.models.remove(model);
      this.end({ type: 'failed', runId, error: toErrorReport(error) });
    }
  }

  private async applyModel(
    run: Job,
    { folder, cube, truth }: IpcCalls['applyModel']['parameters'],
  ): Promise<void> {
    const { runId } = run;
    try {
      const applied = await this.host.call('predict', { model: folder, cube, truth }, this.callOptions(run));
      this.keep(runId, { applied, found: foundByModel(applied), cube, model: applied.source.model });
      this.end({ type: 'applied', runId, result: applied });
    } catch (error) {
      this.end({ type: 'failed', runId, error: toErrorReport(error) });
    }
  }

  private callOptions({ runId, cancel, stop }: Job) {
    const onProgress = thinned((progress) => this.emit({ type: 'progress', runId, progress }));
    return { onProgress, signal: cancel.signal, stop: stop.signal };
  }

  private end(event: TrainingEvent): void {
    this.current = undefined;
    this.emit(event);
  }

  private keep(runId: string, run: FinishedRun): void {
    this.results.set(runId, { ...run, number: ++this.finishedRuns });
    if (this.results.size <= RESULTS_KEPT) return;
    const [[oldest, { model }]] = this.results;
    this.results.delete(oldest);
    void this.models.remove(model);
  }
}

function unknownRun(): InvalidSettingsError {
  return new InvalidSettingsError(
    'unknown-run',
    'The result of this run is no longer there; train again, then export.',
  );
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
