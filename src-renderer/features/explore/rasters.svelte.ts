import { bandPicture, compositePicture } from '../../canvas/band-picture';
import { confidencePicture, differencePicture, labelPicture, splitPicture } from '../../canvas/label-picture';
import { rasterOf, type Layer, type Raster } from '../../canvas/paint';
import type { Size } from '../../canvas/viewport';
import type { AppState } from '../../state/app.svelte';

/** The pictures of the stage, each computed when it is first drawn and again only when what it shows has changed. */
export class Rasters {
  readonly #app: AppState;

  readonly #size = $derived.by((): Size => {
    const cube = this.#app.scene.scene?.cube;
    return { width: cube?.columns ?? 1, height: cube?.rows ?? 1 };
  });

  readonly #bands = $derived.by((): Raster | null => {
    const [red, green, blue] = this.#app.bands.shown;
    if (!red) return null;
    const rgba = green && blue ? compositePicture([red, green, blue]) : bandPicture(red);
    return rasterOf(rgba, { width: red.columns, height: red.rows });
  });

  readonly #truth = $derived.by((): Raster | null => {
    const { truth, legend } = this.#app.scene;
    return truth && rasterOf(labelPicture(truth.labels, legend.visibleColors), this.#size);
  });

  readonly #map = $derived.by((): Raster | null => {
    const { scene, training, view } = this.#app;
    if (!training.result) return null;
    const onlyWhere = view.labelledOnly ? scene.truth?.labels : undefined;
    const { visibleColors } = scene.mapLegend;
    return rasterOf(labelPicture(training.result.map.labels, visibleColors, onlyWhere), this.#size);
  });

  readonly #difference = $derived.by((): Raster | null => {
    const { scene, training } = this.#app;
    if (!training.result?.accuracy || !scene.truth) return null;
    return rasterOf(differencePicture(scene.truth.labels, training.result.map.labels), this.#size);
  });

  readonly #confidence = $derived.by((): Raster | null => {
    const result = this.#app.training.result;
    return result && rasterOf(confidencePicture(result.map.confidence), this.#size);
  });

  readonly #split = $derived.by((): Raster | null => {
    const split = this.#app.training.result?.split;
    return split ? rasterOf(splitPicture(split), this.#size) : null;
  });

  constructor(app: AppState) {
    this.#app = app;
  }

  get size(): Size {
    return this.#size;
  }

  /** What the image "Scene" shows. */
  get scene(): Layer[] {
    const { view } = this.#app;
    switch (view.display) {
      case 'rgb':
      case 'band': {
        const overlay = view.overlay ? layer(this.#truth, view.overlayOpacity) : [];
        const step = this.#app.bands.shown[0]?.step;
        return [...layer(this.#bands, 1, true, step), ...overlay];
      }
      case 'truth':
        return layer(this.#truth);
      case 'map':
        return this.map;
      case 'difference':
        return layer(this.#difference);
      case 'confidence':
        return layer(this.#confidence, 1, true);
      case 'split':
        return layer(this.#split);
    }
  }

  /** What the image "Classification map" shows. */
  get map(): Layer[] {
    return layer(this.#map);
  }
}

function layer(raster: Raster | null, opacity = 1, smoothWhenSmall = false, step = 1): Layer[] {
  return raster ? [{ raster, step, opacity, smoothWhenSmall }] : [];
}
