import { largestScale, usualScale, type MapPicture } from '@shared/map-picture';
import { hundredths } from '../messages/format';
import type { PreferencesState } from './preferences.svelte';
import type { SceneState } from './scene.svelte';
import type { TrainingState } from './training.svelte';

/** What was chosen; a scale that suits the map and a title of the names of scene and network if left out. */
export interface Choices {
  legend: boolean;
  figures: boolean;
  worldFile: boolean;
  scale?: number;
  title?: string;
}

/** How the picture of the newest map is drawn. */
export class DrawingState {
  readonly #training: TrainingState;
  readonly #scene: SceneState;
  readonly #preferences: PreferencesState;
  #choices = $state<Choices>({ legend: true, figures: true, worldFile: true });

  constructor(training: TrainingState, scene: SceneState, preferences: PreferencesState) {
    this.#training = training;
    this.#scene = scene;
    this.#preferences = preferences;
  }

  change(choices: Partial<Choices>): void {
    this.#choices = { ...this.#choices, ...choices };
  }

  /** A newer map needs a scale and a title of its own. */
  forget(): void {
    this.change({ scale: undefined, title: undefined });
  }

  /** Whether there are figures to write on a picture. */
  get hasFigures(): boolean {
    return this.#training.result?.accuracy !== undefined;
  }

  /** The name of the scene's coordinate system, '' where it has a place without one, null where it has none. */
  get place(): string | null {
    const georeferencing = this.#scene.scene?.cube.georeferencing;
    return georeferencing ? (georeferencing.crs ?? '') : null;
  }

  get largestScale(): number {
    const { rows = 1, columns = 1 } = this.#training.result?.map ?? {};
    return largestScale(rows, columns);
  }

  get scale(): number {
    const { rows = 1, columns = 1 } = this.#training.result?.map ?? {};
    return Math.min(this.largestScale, this.#choices.scale ?? usualScale(rows, columns));
  }

  get legend(): boolean {
    return this.#choices.legend;
  }

  get figures(): boolean {
    return this.#choices.figures && this.hasFigures;
  }

  get title(): string {
    const { messages } = this.#preferences;
    const network = this.#training.result?.network.title ?? '';
    return this.#choices.title ?? messages.export.pictureTitle(this.#scene.scene?.name ?? '', network);
  }

  get worldFile(): boolean {
    return this.#choices.worldFile && this.place !== null;
  }

  get picture(): MapPicture {
    const accuracy = this.#training.result?.accuracy;
    const { messages } = this.#preferences;
    const figures = accuracy && [accuracy.oa, accuracy.aa, accuracy.kappa].map(hundredths);
    return {
      scale: this.scale,
      legend: this.legend,
      title: this.title,
      subtitle: this.figures && figures ? messages.export.figures(figures[0], figures[1], figures[2]) : '',
    };
  }
}
