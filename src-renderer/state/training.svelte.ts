import type { IpcCalls, IpcEvents } from '@shared/ipc';
import type {
  ClassificationInput,
  EpochRecord,
  TrainingPhase,
  TrainingProgress,
  TrainingSettings,
} from '@shared/training';
import { BackendError, type Backend } from '../backend/backend';
import type { Alerts } from './alerts.svelte';
import { appliedRun, trainedRun, type FinishedRun } from './finished-run';

/** What is known of the run under way. */
export interface Progress {
  phase: TrainingPhase | 'starting';
  /** Of the whole job, 0 to 1. */
  fraction: number;
  secondsLeft?: number;
  epoch?: number;
  epochs?: number;
  run: number;
  runs: number;
}

/** What a run does: it trains, or it maps with what was trained earlier. */
export type Task = 'training' | 'applying';
export type Ending = 'none' | 'stopping' | 'cancelling';
export type Outcome = 'none' | 'finished' | 'failed' | 'cancelled';

/** One run at a time: started, watched, stopped, finished. */
export class TrainingState {
  readonly #backend: Backend;
  readonly #alerts: Alerts;
  #runId: string | null = null;
  #task = $state<Task>('training');
  /** Wakes who waits for the end of the run. */
  #ended: (() => void)[] = [];
  #progress = $state.raw<Progress | null>(null);
  #ending = $state<Ending>('none');
  #outcome = $state<Outcome>('none');
  #history = $state.raw<readonly EpochRecord[]>([]);
  #epochs = $state(0);
  #result = $state.raw<FinishedRun | null>(null);

  constructor(backend: Backend, alerts: Alerts) {
    this.#backend = backend;
    this.#alerts = alerts;
  }

  get running(): boolean {
    return this.#progress !== null;
  }

  get progress(): Progress | null {
    return this.#progress;
  }

  /** Of the run under way or of the last one. */
  get task(): Task {
    return this.#task;
  }

  get ending(): Ending {
    return this.#ending;
  }

  /** How the last run ended. */
  get outcome(): Outcome {
    return this.#outcome;
  }

  /** Every epoch of the run under way or of the last one. */
  get history(): readonly EpochRecord[] {
    return this.#history;
  }

  /** How many epochs a run was planned to have: the width of the curves' axis. */
  get plannedEpochs(): number {
    return this.#epochs;
  }

  get result(): FinishedRun | null {
    return this.#result;
  }

  /** Whether pressing Stop now ends the run without a result. */
  get stopCancels(): boolean {
    const phase = this.#progress?.phase;
    if (this.#task === 'applying') return true;
    return this.#ending !== 'none' || phase === 'predicting' || phase === 'evaluating' || phase === 'writing';
  }

  async start(input: ClassificationInput, settings: TrainingSettings): Promise<void> {
    if (this.running) return;
    this.#history = [];
    this.#epochs = settings.epochs ?? 0;
    const ask = () => this.#backend.call('startTraining', { input, settings });
    await this.#begin('training', settings.runs, ask);
  }

  /** Maps a scene with a model of an earlier run; until it is done, the result before stays. */
  async apply(asked: IpcCalls['applyModel']['parameters']): Promise<void> {
    if (this.running) return;
    await this.#begin('applying', 1, () => this.#backend.call('applyModel', asked));
  }

  async #begin(task: Task, runs: number, ask: () => Promise<{ runId: string }>): Promise<void> {
    this.#alerts.clear('training');
    this.#task = task;
    this.#runId = null;
    this.#ending = 'none';
    this.#outcome = 'none';
    this.#progress = { phase: 'starting', fraction: 0, run: 1, runs };
    try {
      const { runId } = await ask();
      this.#runId ??= runId;
      // Stop was pressed before the run had an id.
      if (this.running && this.#ending !== 'none') await this.#sendEnding();
    } catch (error) {
      this.#fail(error);
    }
  }

  /** First press: stop and map with what was learnt. A press after that, or while mapping: end without a result. */
  async stop(): Promise<void> {
    if (!this.running || this.#ending === 'cancelling') return;
    this.#ending = this.stopCancels ? 'cancelling' : 'stopping';
    await this.#sendEnding();
  }

  /** Ends the run without a result and returns once it has ended. */
  async cancel(): Promise<void> {
    if (!this.running) return;
    const ended = new Promise<void>((resolve) => this.#ended.push(resolve));
    if (this.#ending !== 'cancelling') {
      this.#ending = 'cancelling';
      await this.#sendEnding();
    }
    await ended;
  }

  forgetResult(): void {
    this.#result = null;
    this.#outcome = 'none';
    this.#history = [];
  }

  /** Events may arrive before the answer that names the run; those of an earlier run are ignored. */
  receive(event: IpcEvents['training']): void {
    if (!this.running) return;
    this.#runId ??= event.runId;
    if (event.runId !== this.#runId) return;
    switch (event.type) {
      case 'progress':
        return this.#advance(event.progress);
      case 'finished':
        this.#result = trainedRun(event.runId, event.result);
        this.#history = event.result.history;
        return this.#end('finished');
      case 'applied':
        this.#result = appliedRun(event.runId, event.result);
        this.#history = [];
        return this.#end('finished');
      case 'failed':
        this.#alerts.addError('training', new BackendError(event.error));
        return this.#end(event.error.kind === 'cancelled' ? 'cancelled' : 'failed');
    }
  }

  #advance(progress: TrainingProgress): void {
    const before = this.#progress;
    if (before === null) return;
    switch (progress.type) {
      case 'phase': {
        const { phase, run, runs } = progress;
        this.#progress = { ...before, phase, run, runs };
        return;
      }
      case 'step': {
        const { phase, fraction, secondsLeft, epoch, epochs } = progress;
        this.#progress = { ...before, phase, fraction, secondsLeft, epoch, epochs };
        return;
      }
      case 'epoch':
        this.#history = [...this.#history, progress.record];
    }
  }

  async #sendEnding(): Promise<void> {
    const runId = this.#runId;
    if (runId === null) return;
    try {
      await this.#backend.call(this.#ending === 'cancelling' ? 'cancelTraining' : 'stopTraining', { runId });
    } catch (error) {
      this.#alerts.addError('training', error);
    }
  }

  #fail(error: unknown): void {
    this.#alerts.addError('training', error);
    this.#end('failed');
  }

  #end(outcome: Outcome): void {
    this.#progress = null;
    this.#ending = 'none';
    this.#outcome = outcome;
    const ended = this.#ended;
    this.#ended = [];
    for (const wake of ended) wake();
  }
}
