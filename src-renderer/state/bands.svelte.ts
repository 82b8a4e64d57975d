import type { BandImage } from '@shared/scene';
import type { Backend } from '../backend/backend';
import type { Alerts } from './alerts.svelte';
import { BandCache } from './band-cache';

const CACHE_BYTES = 192 * 1024 * 1024;

/**
 * The band images on screen. One request is under way at a time: while it is, only the newest wish is remembered,
 * so that a slider moved quickly never queues up work and what is drawn last is what was asked for last.
 */
export class BandStore {
  readonly #backend: Backend;
  readonly #alerts: Alerts;
  readonly #cache = new BandCache(CACHE_BYTES);
  #sceneId: string | null = null;
  #wanted: readonly number[] = [];
  #reading = false;
  #shown = $state.raw<readonly BandImage[]>([]);

  constructor(backend: Backend, alerts: Alerts) {
    this.#backend = backend;
    this.#alerts = alerts;
  }

  /** The images to draw: one for a single band, three for a composite; empty before the first has arrived. */
  get shown(): readonly BandImage[] {
    return this.#shown;
  }

  setScene(sceneId: string): void {
    this.#sceneId = sceneId;
    this.#cache.clear();
    this.#wanted = [];
    this.#shown = [];
  }

  /** Asks for 0-based bands; they are shown together, once all of them are there. */
  show(bands: readonly number[]): void {
    this.#wanted = bands;
    void this.#readOn();
  }

  async #readOn(): Promise<void> {
    if (this.#reading) return;
    this.#reading = true;
    while (this.#wanted.length > 0) {
      const wanted = this.#wanted;
      const sceneId = this.#sceneId;
      try {
        const images = await this.#cache.get(wanted, (band) =>
          this.#backend.call('readBand', { sceneId: sceneId ?? '', band }),
        );
        if (sceneId !== this.#sceneId) continue;
        this.#shown = images;
        this.#cache.keep(images);
      } catch (error) {
        if (sceneId === this.#sceneId) this.#alerts.addError('scene', error);
      }
      if (wanted === this.#wanted) break;
    }
    this.#reading = false;
  }
}
