import type { BandPicture, Scene, StretchKind } from '@shared/scene';
import { reportOf, type Backend } from '../backend/backend';
import type { Alerts } from './alerts.svelte';
import { BandCache } from './band-cache';
import { bandsToFetch, isSmall } from './prefetch';

const CACHE_BYTES = 128 * 1024 * 1024;

export interface BandWish {
  /** 0-based: one for a single band, three for a composite. */
  bands: readonly number[];
  stretch: StretchKind;
  /** Every `step`-th row and column is enough for what can be seen. */
  step: number;
}

/**
 * The pictures on screen. One request that shows something is under way at a time: while it is, only the newest wish is
 * remembered, so that a slider moved quickly never queues up work and what is drawn last is what was asked for last.
 * Finer pictures and bands fetched beforehand are given up for the next wish.
 */
export class BandStore {
  readonly #backend: Backend;
  readonly #alerts: Alerts;
  readonly #cache = new BandCache(CACHE_BYTES);
  #scene: Pick<Scene, 'sceneId' | 'cube'> | null = null;
  #wish: BandWish | null = null;
  /** The band shown before, for the direction in which a person goes. */
  #before = 0;
  #working = false;
  #wishChanged: () => void = () => {};
  #shown = $state.raw<readonly BandPicture[]>([]);

  constructor(backend: Backend, alerts: Alerts) {
    this.#backend = backend;
    this.#alerts = alerts;
  }

  /** The pictures to draw, all of one step, in the order asked for; empty before the first have arrived. */
  get shown(): readonly BandPicture[] {
    return this.#shown;
  }

  setScene(scene: Pick<Scene, 'sceneId' | 'cube'>): void {
    this.#scene = scene;
    this.#cache.clear();
    this.#wish = null;
    this.#shown = [];
    this.#wishChanged();
  }

  /** Asks for bands; they are shown together, at once where they are known. */
  show(wish: BandWish): void {
    this.#before = this.#wish?.bands[0] ?? wish.bands[0];
    this.#wish = wish;
    this.#wishChanged();
    this.#showKnown(wish, wish.step);
    void this.#work();
  }

  async #work(): Promise<void> {
    if (this.#working) return;
    this.#working = true;
    for (let wish = this.#wish; wish; wish = this.#wish) {
      await this.#fulfil(wish);
      if (wish === this.#wish) await this.#fetchAround(wish);
      if (wish === this.#wish) break;
    }
    this.#working = false;
  }

  async #fulfil(wish: BandWish): Promise<void> {
    const scene = this.#scene;
    const isWanted = () => wish === this.#wish && scene === this.#scene;
    if (this.#showKnown(wish, wish.step)) return;
    const preview = scene?.cube.previewStep ?? 1;
    if (preview > wish.step && !this.#showKnown(wish, preview)) {
      await this.#read(wish, wish.bands, preview);
      if (isWanted()) this.#showKnown(wish, preview);
    }
    if (!isWanted()) return;
    const fine = this.#read(wish, wish.bands, wish.step);
    await (preview > wish.step ? Promise.race([fine, this.#change()]) : fine);
    if (isWanted()) this.#showKnown(wish, wish.step);
  }

  /** Bands that a slider comes to next, a few at a time, until something else is wished for. */
  async #fetchAround(wish: BandWish): Promise<void> {
    const scene = this.#scene;
    if (!scene || this.#shown.length === 0) return;
    const { stretch } = wish;
    const step = Math.max(wish.step, scene.cube.previewStep);
    const isKnown = (band: number) => this.#cache.get({ band, stretch, step }) !== undefined;
    const around = { band: wish.bands[0], before: this.#before };
    // Beside a composite the slider may never be moved: then only what costs next to nothing is fetched.
    const slides = wish.bands.length === 1 || isSmall(scene.cube, step);
    for (;;) {
      const bands = slides ? bandsToFetch(around, scene.cube, step, isKnown) : [];
      if (bands.length === 0) return;
      await Promise.race([this.#read(wish, bands, step, true), this.#change()]);
      if (wish !== this.#wish || bands.some((band) => !isKnown(band))) return;
    }
  }

  /** Whether all bands are known at this step, and so are shown. */
  #showKnown({ bands, stretch }: BandWish, step: number): boolean {
    const known = bands.map((band) => this.#cache.get({ band, stretch, step }));
    const pictures = known.filter((picture) => picture !== undefined);
    if (pictures.length < known.length) return false;
    if (pictures.some((picture, index) => picture !== this.#shown[index])) this.#shown = pictures;
    this.#cache.keep(pictures, stretch);
    return true;
  }

  /**
   * Reads what is not known yet, each band once.
   * @param unasked nobody waits for it, so nobody is told where it fails
   */
  async #read(
    { stretch }: BandWish,
    wanted: readonly number[],
    step: number,
    unasked = false,
  ): Promise<void> {
    const scene = this.#scene;
    const isUnknown = (band: number) => this.#cache.get({ band, stretch, step }) === undefined;
    const bands = wanted.filter((band, index) => isUnknown(band) && wanted.indexOf(band) === index);
    if (!scene || bands.length === 0) return;
    try {
      const { sceneId } = scene;
      const pictures = await this.#backend.call('readBands', { sceneId, bands, stretch, step });
      if (scene === this.#scene) this.#cache.keep(pictures, stretch);
    } catch (error) {
      const givenUp = reportOf(error).kind === 'cancelled';
      if (scene === this.#scene && !givenUp && !unasked) this.#alerts.addError('scene', error);
    }
  }

  #change(): Promise<void> {
    return new Promise((resolve) => (this.#wishChanged = resolve));
  }
}
