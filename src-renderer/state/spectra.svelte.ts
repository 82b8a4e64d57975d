import type { ClassSpectrum } from '@shared/scene';
import type { Backend } from '../backend/backend';
import { extent } from '../charts/scale';
import type { PicturePosition } from '../canvas/viewport';
import type { Alerts } from './alerts.svelte';

export interface Spectrum extends PicturePosition {
  values: Float32Array;
}

export interface Pin extends Spectrum {
  id: number;
  color: string;
}

/** Told apart by people with any kind of colour vision, on light and dark. */
const PIN_COLORS = ['#e69f00', '#56b4e9', '#2fb58a', '#cc79a7', '#f0e442', '#d55e00', '#8f8fff', '#b0b0b0'];

/** The spectrum under the cursor, pinned spectra and the means of the classes. */
export class SpectraState {
  readonly #backend: Backend;
  readonly #alerts: Alerts;
  #sceneId: string | null = null;
  #wanted: PicturePosition | null = null;
  #reading = false;
  #nextPin = 1;
  #cursor = $state.raw<Spectrum | null>(null);
  #pins = $state.raw<readonly Pin[]>([]);
  #means = $state.raw<readonly ClassSpectrum[]>([]);
  #meansShown = $state(false);
  #range = $state.raw<readonly [number, number] | null>(null);

  constructor(backend: Backend, alerts: Alerts) {
    this.#backend = backend;
    this.#alerts = alerts;
  }

  get cursor(): Spectrum | null {
    return this.#cursor;
  }

  get pins(): readonly Pin[] {
    return this.#pins;
  }

  /** The class means to draw; empty while they are switched off. */
  get means(): readonly ClassSpectrum[] {
    return this.#meansShown ? this.#means : [];
  }

  /**
   * The values of the chart's axis: of all spectra seen in this scene, so that the axis does not jump as the cursor
   * moves.
   */
  get range(): readonly [number, number] | null {
    return this.#range;
  }

  get meansShown(): boolean {
    return this.#meansShown;
  }

  setScene(sceneId: string): void {
    this.#sceneId = sceneId;
    this.#wanted = null;
    this.#cursor = null;
    this.#pins = [];
    this.#range = null;
    this.forgetMeans();
  }

  /** The labels changed: the means are read again if they are shown. */
  forgetMeans(): void {
    this.#means = [];
    if (this.#meansShown) void this.#readMeans();
  }

  /** The pixel under the cursor; only the newest one is read while another is under way. */
  point(position: PicturePosition | null): void {
    this.#wanted = position;
    if (position === null) this.#cursor = null;
    else void this.#follow();
  }

  /** Pins the spectrum of a pixel, or takes away the pin that is there. */
  async togglePin({ row, column }: PicturePosition): Promise<void> {
    const pinned = this.#pins.find((pin) => pin.row === row && pin.column === column);
    if (pinned) return this.unpin(pinned.id);
    const sceneId = this.#sceneId;
    try {
      const values = await this.#read(row, column);
      if (sceneId !== this.#sceneId || this.#pins.some((pin) => pin.row === row && pin.column === column))
        return;
      const used = this.#pins.map((pin) => pin.color);
      const color = PIN_COLORS.find((each) => !used.includes(each)) ?? PIN_COLORS[0];
      const kept = this.#pins.slice(1 - PIN_COLORS.length);
      this.#pins = [...kept, { id: this.#nextPin++, row, column, values, color }];
      this.#widen([values]);
    } catch (error) {
      if (sceneId === this.#sceneId) this.#alerts.addError('scene', error);
    }
  }

  unpin(id: number): void {
    this.#pins = this.#pins.filter((pin) => pin.id !== id);
  }

  clearPins(): void {
    this.#pins = [];
  }

  async showMeans(shown: boolean): Promise<void> {
    this.#meansShown = shown;
    if (shown && this.#means.length === 0) await this.#readMeans();
  }

  async #readMeans(): Promise<void> {
    const sceneId = this.#sceneId;
    if (sceneId === null) return;
    try {
      const means = await this.#backend.call('classSpectra', { sceneId });
      if (sceneId !== this.#sceneId) return;
      this.#means = means;
      this.#widen(means.map(({ mean }) => mean));
    } catch (error) {
      if (sceneId === this.#sceneId) this.#alerts.addError('scene', error);
    }
  }

  async #follow(): Promise<void> {
    if (this.#reading) return;
    this.#reading = true;
    for (let wanted = this.#wanted; wanted !== null; wanted = this.#wanted) {
      const sceneId = this.#sceneId;
      try {
        const values = await this.#read(wanted.row, wanted.column);
        if (sceneId === this.#sceneId && this.#wanted !== null) this.#seeCursor(wanted, values);
      } catch (error) {
        if (sceneId === this.#sceneId) this.#alerts.addError('scene', error);
      }
      if (wanted === this.#wanted) break;
    }
    this.#reading = false;
  }

  #seeCursor(position: PicturePosition, values: Float32Array): void {
    this.#cursor = { ...position, values };
    this.#widen([values]);
  }

  #widen(series: readonly Float32Array[]): void {
    const all = this.#range ? [...series, this.#range] : series;
    this.#range = extent(all);
  }

  #read(row: number, column: number): Promise<Float32Array> {
    return this.#backend.call('readSpectrum', { sceneId: this.#sceneId ?? '', row, column });
  }
}
