import type { IpcCalls, LabelledClass } from '@shared/ipc';
import { reportOf, type Backend } from '../backend/backend';
import { describeError } from '../messages/messages';
import type { Messages } from '../messages/types';
import type { Alerts } from './alerts.svelte';
import { DrawingState, type Choices } from './drawing.svelte';
import { EXPORT_KINDS, isMap, isReport, type ExportKind } from './export-kinds';
import type { FinishedRun } from './finished-run';
import type { PreferencesState } from './preferences.svelte';
import type { SceneState } from './scene.svelte';
import type { TrainingState } from './training.svelte';

export type Preview = IpcCalls['previewMap']['result'];

/** Follows the progress of a saving that takes its time, and lets it be cancelled. */
type WhileSaving = (save: () => Promise<string | null>) => Promise<string | null>;

/** Saving what a run found: the dialog, how its picture will look, and the writing, for which the main process asks where. */
export class ExportState {
  readonly drawing: DrawingState;
  readonly #backend: Backend;
  readonly #alerts: Alerts;
  readonly #training: TrainingState;
  readonly #scene: SceneState;
  readonly #whileSaving: WhileSaving;
  #open = $state(false);
  #kind = $state<ExportKind>('png');
  #preview = $state.raw<Preview | null>(null);
  #previewing = false;
  #stale = false;
  #problem = $state.raw<((messages: Messages) => string) | null>(null);
  #busy = $state(false);
  #written = $state<string | null>(null);

  constructor(
    backend: Backend,
    alerts: Alerts,
    training: TrainingState,
    scene: SceneState,
    preferences: PreferencesState,
    whileSaving: WhileSaving,
  ) {
    this.#backend = backend;
    this.#alerts = alerts;
    this.#training = training;
    this.#scene = scene;
    this.drawing = new DrawingState(training, scene, preferences);
    this.#whileSaving = whileSaving;
  }

  get isOpen(): boolean {
    return this.#open && this.#training.result !== null;
  }

  get busy(): boolean {
    return this.#busy;
  }

  /** What the result can be written as; a model that was applied has no report. */
  get kinds(): readonly ExportKind[] {
    const { result } = this.#training;
    if (!result) return [];
    return result.report ? EXPORT_KINDS : EXPORT_KINDS.filter((kind) => !isReport(kind));
  }

  get kind(): ExportKind {
    return this.#kind;
  }

  /** How the PNG will look; null until it is first drawn. */
  get preview(): Preview | null {
    return this.#preview;
  }

  /** Why the picture cannot be drawn or the file not be written, for the dialog. */
  get problem(): ((messages: Messages) => string) | null {
    return this.#problem;
  }

  /** The file written last, null before there is one. */
  get written(): string | null {
    return this.#written;
  }

  /** What was written elsewhere; null where that is out of date. */
  tell(file: string | null): void {
    this.#written = file;
  }

  /** Something newer is worth telling than what was written. */
  forget(): void {
    this.#written = null;
    this.drawing.forget();
    this.#preview = null;
  }

  /** Opens the dialog where there is something to export. */
  show(kind: ExportKind): void {
    if (!this.kinds.includes(kind) || this.#busy) return;
    this.#problem = null;
    this.#kind = kind;
    this.#open = true;
    void this.refreshPreview();
  }

  /** The system's dialog has said where to: what takes its time is told in the status bar. */
  savingBegan(): void {
    if (this.#busy) this.#open = false;
  }

  close(): void {
    this.#open = false;
  }

  choose(kind: ExportKind): void {
    this.#problem = null;
    this.#kind = kind;
    void this.refreshPreview();
  }

  /** Changes how the picture is drawn. */
  draw(change: Partial<Choices>): void {
    this.drawing.change(change);
    void this.refreshPreview();
  }

  /** Draws the preview anew; changes that come meanwhile are drawn together afterwards. */
  async refreshPreview(): Promise<void> {
    this.#stale = true;
    if (this.#previewing) return;
    this.#previewing = true;
    try {
      while (this.#stale && this.isOpen && this.#kind === 'png') {
        this.#stale = false;
        this.#problem = null;
        const { runId } = this.#training.result as FinishedRun;
        const request = { runId, picture: this.drawing.picture, classes: this.#classes };
        this.#preview = await this.#backend.call('previewMap', request);
      }
    } catch (error) {
      this.#preview = null;
      this.#fail(error);
    } finally {
      this.#previewing = false;
    }
  }

  /** Asks where to, then writes; the dialog stays where nothing was written. */
  write(): Promise<void> {
    return this.#writing((runId) => this.#call(runId));
  }

  /** Asks where to, then writes all of the run and what it trained to a folder. */
  saveRun(): Promise<void> {
    return this.#writing((runId) => this.#backend.call('saveRun', { runId, classes: this.#classes }));
  }

  async #writing(write: (runId: string) => Promise<string | null>): Promise<void> {
    const runId = this.#training.result?.runId;
    if (runId === undefined || this.#busy) return;
    this.#busy = true;
    this.#written = null;
    this.#problem = null;
    try {
      this.#written = await write(runId);
      if (this.#written !== null) this.#open = false;
    } catch (error) {
      if (this.#open) this.#fail(error);
      else this.#alerts.addError('training', error);
    } finally {
      this.#busy = false;
    }
  }

  /** Shows the file written last in the system's file manager. */
  async showInFolder(): Promise<void> {
    if (this.#written === null) return;
    try {
      await this.#backend.call('showInFolder', { file: this.#written });
    } catch (error) {
      this.#alerts.addError('training', error);
    }
  }

  #fail(error: unknown): void {
    const report = reportOf(error);
    if (report.kind !== 'cancelled') this.#problem = (messages) => describeError(messages, report);
  }

  #call(runId: string): Promise<string | null> {
    const kind = this.#kind;
    if (kind === 'probabilities') {
      const classes = this.#classes;
      return this.#whileSaving(() => this.#backend.call('exportProbabilities', { runId, classes }));
    }
    if (!isMap(kind)) return this.#backend.call('exportReport', { runId, format: kind });
    const picture =
      kind === 'png' ? { picture: this.drawing.picture, worldFile: this.drawing.worldFile } : {};
    return this.#backend.call('exportMap', { runId, format: kind, classes: this.#classes, ...picture });
  }

  /** Names and colours as the person edited them, of the classes that the run knew. */
  get #classes(): LabelledClass[] {
    return (this.#training.result?.classes ?? []).map(({ label, name, color }) => {
      const edited = this.#scene.mapLegend.of(label);
      return { label, name: edited?.name ?? name, color: [...(edited?.color ?? color)] };
    });
  }
}
