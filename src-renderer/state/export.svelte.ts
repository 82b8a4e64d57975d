import type { ReportFormat } from '@shared/engine-protocol';
import type { Backend } from '../backend/backend';
import { drawMapWithLegend } from '../canvas/legend-picture';
import { hundredths } from '../messages/format';
import type { Alerts } from './alerts.svelte';
import type { PreferencesState } from './preferences.svelte';
import type { SceneState } from './scene.svelte';
import type { TrainingState } from './training.svelte';

/** Saving what a run found; the main process asks where and writes. */
export class ExportState {
  readonly #backend: Backend;
  readonly #alerts: Alerts;
  readonly #training: TrainingState;
  readonly #scene: SceneState;
  readonly #preferences: PreferencesState;
  #busy = $state(false);
  #written = $state<string | null>(null);

  constructor(
    backend: Backend,
    alerts: Alerts,
    training: TrainingState,
    scene: SceneState,
    preferences: PreferencesState,
  ) {
    this.#backend = backend;
    this.#alerts = alerts;
    this.#training = training;
    this.#scene = scene;
    this.#preferences = preferences;
  }

  get busy(): boolean {
    return this.#busy;
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
  }

  /** One pixel a pixel, in the colours of the legend. */
  async map(): Promise<void> {
    const classes = this.#scene.namesAndColors;
    await this.#write((runId) => this.#backend.call('exportMap', { runId, classes }));
  }

  /** The map enlarged, with title, legend and headline figures. */
  async mapWithLegend(): Promise<void> {
    const result = this.#training.result;
    const { scene, classes } = this.#scene;
    if (!result || !scene) return;
    const { messages } = this.#preferences;
    const { oa, aa, kappa, network } = result.report;
    await this.#write(async (runId) => {
      const withLegend = await drawMapWithLegend({
        map: result.map,
        classes,
        title: messages.export.legendTitle(scene.name, network.title),
        subtitle: messages.export.figures(hundredths(oa), hundredths(aa), hundredths(kappa)),
      });
      return this.#backend.call('exportMap', { runId, withLegend, classes: this.#scene.namesAndColors });
    });
  }

  async report(format: ReportFormat): Promise<void> {
    await this.#write((runId) => this.#backend.call('exportReport', { runId, format }));
  }

  async #write(write: (runId: string) => Promise<string | null>): Promise<void> {
    const runId = this.#training.result?.runId;
    if (runId === undefined || this.#busy) return;
    this.#busy = true;
    this.#written = null;
    try {
      const file = await write(runId);
      if (file !== null) this.#written = file;
    } catch (error) {
      this.#alerts.addError('training', error);
    } finally {
      this.#busy = false;
    }
  }
}
