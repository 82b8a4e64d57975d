import { ScratchFile } from '../../src-main/engine/files/scratch';
import { createRandom } from '../../src-main/engine/samples/random';
import { MemoryPicture, type Picture } from '../../src-main/engine/preprocessing/picture';
import { ScratchPicture } from '../../src-main/engine/preprocessing/scratch-picture';
import type { LabelledPixels } from '../../src-main/engine/training/batches';

/** A preprocessed scene of normal noise. */
export function randomPicture(rows: number, columns: number, channels: number, seed = 1): MemoryPicture {
  const random = createRandom(seed, 'picture');
  const values = Float32Array.from({ length: rows * columns * channels }, () => random.normal());
  return new MemoryPicture(rows, columns, channels, values);
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
): { picture: MemoryPicture; labels: Int32Array } {
  const picture = randomPicture(rows, columns, channels, 2);
  const labels = new Int32Array(rows * columns);
  for (let pixel = 0; pixel < labels.length; pixel++) {
    labels[pixel] = pixel % columns < columns / 2 ? 0 : 1;
    for (let channel = 0; channel < channels; channel++)
      picture.values[pixel * channels + channel] += labels[pixel] === 0 ? -0.7 : 0.7;
  }
  return { picture, labels };
}

/** All values of a picture, read in one piece. */
export async function wholePicture(picture: Picture): Promise<Float32Array> {
  const { rows, columns, channels } = picture;
  const values = new Float32Array(rows * columns * channels);
  await picture.read({ row: 0, column: 0, rows, columns }, { values, at: 0, stride: columns * channels });
  return values;
}

/** The same picture in a scratch file, line after line along the axis. */
export async function inScratch(picture: MemoryPicture, lines: 'rows' | 'columns'): Promise<ScratchPicture> {
  const { rows, columns, channels, values } = picture;
  const scratch = await ScratchFile.create();
  const pixel = (row: number, column: number) => (row * columns + column) * channels;
  for (let line = 0; line < picture[lines]; line++)
    for (let along = 0; along < (lines === 'rows' ? columns : rows); along++) {
      const start = lines === 'rows' ? pixel(line, along) : pixel(along, line);
      await scratch.append(new Uint8Array(values.slice(start, start + channels).buffer));
    }
  return new ScratchPicture(rows, columns, channels, lines, scratch.bytes('picture'));
}
