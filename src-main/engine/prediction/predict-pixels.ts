import type { FittedMethod, Form } from '../classical/method';
import { throwIfCancelled } from '../errors';
import { nextTurn } from '../files/turn';
import { TileGrid, type Tile } from '../networks/tiles';
import type { Picture } from '../preprocessing/picture';
import { emptyPrediction, LabelledScene, type MappingOptions, type Prediction } from './labelled-scene';

/** Values of a tile that memory holds at once, features and probabilities together. */
const TILE_FLOATS = 8e6;

/**
 * Labels every pixel of a scene by its own values, tile by tile; beside the result, memory holds one tile.
 * @throws CancelledError when the signal is aborted
 */
export async function predictPixels(
  method: FittedMethod,
  { classes }: Pick<Form, 'classes'>,
  picture: Picture,
  options: MappingOptions,
): Promise<Prediction> {
  const { rows, columns, channels } = picture;
  const side = Math.max(1, Math.floor(Math.sqrt(TILE_FLOATS / (channels + classes))));
  const scene = new LabelledScene(picture, classes, options);
  let done = 0;
  for (const tile of new TileGrid(rows, columns, side).tiles) {
    const values = await readTile(picture, tile, options.signal);
    const found = emptyPrediction(tile.rows * tile.columns);
    const probabilities = new Float32Array(found.labels.length * classes);
    const work = { method, values, found, probabilities, labels: options.labels, classes, channels };
    for (let start = 0; start < found.labels.length; start += method.pixelsAtOnce) {
      await nextTurn();
      throwIfCancelled(options.signal);
      const stop = Math.min(found.labels.length, start + method.pixelsAtOnce);
      decidePart(work, start, stop);
      options.onProgress?.((done + stop) / (rows * columns));
    }
    await scene.put(tile, found, options.onTile && probabilities);
    done += found.labels.length;
  }
  return scene.prediction;
}

async function readTile(picture: Picture, tile: Tile, signal?: AbortSignal): Promise<Float32Array> {
  const stride = tile.columns * picture.channels;
  const values = new Float32Array(tile.rows * stride);
  await picture.read(tile, { values, at: 0, stride }, signal);
  return values;
}

interface TileWork {
  method: FittedMethod;
  values: Float32Array;
  found: Prediction;
  probabilities: Float32Array;
  labels: readonly number[];
  classes: number;
  channels: number;
}

function decidePart(
  { method, values, found, probabilities, labels, classes, channels }: TileWork,
  start: number,
  stop: number,
): void {
  const decided = new Int32Array(stop - start);
  const shares = probabilities.subarray(start * classes, stop * classes);
  method.decide(values.subarray(start * channels, stop * channels), decided, shares);
  decided.forEach((each, index) => {
    found.labels[start + index] = labels[each];
    found.confidence[start + index] = shares[index * classes + each];
  });
}
