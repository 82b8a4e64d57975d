import { createRandom } from '../../src-main/engine/samples/random';
import type { Picture } from '../../src-main/engine/networks/tiles';
import type { LabelledPixels } from '../../src-main/engine/training/batches';

/** A preprocessed scene of normal noise. */
export function randomPicture(rows: number, columns: number, channels: number, seed = 1): Picture {
  const random = createRandom(seed, 'picture');
  const values = Float32Array.from({ length: rows * columns * channels }, () => random.normal());
  return { rows, columns, channels, values };
}

/** Pixels spread over the scene, corners included, with classes that depend on the position. */
export function somePixels({ rows, columns }: Picture, count: number, classes: number): LabelledPixels {
  const size = rows * columns;
  const pixels = Int32Array.from({ length: count }, (_, i) => Math.round((i * (size - 1)) / (count - 1)));
  return { pixels, targets: pixels.map((pixel) => pixel % classes) };
}

/** A scene of two halves whose channels differ in mean: any network should learn it. */
export function twoHalves(
  rows: number,
  columns: number,
  channels: number,
): { picture: Picture; labels: Int32Array } {
  const picture = randomPicture(rows, columns, channels, 2);
  const labels = new Int32Array(rows * columns);
  for (let pixel = 0; pixel < labels.length; pixel++) {
    labels[pixel] = pixel % columns < columns / 2 ? 0 : 1;
    for (let channel = 0; channel < channels; channel++)
      picture.values[pixel * channels + channel] += labels[pixel] === 0 ? -0.7 : 0.7;
  }
  return { picture, labels };
}
