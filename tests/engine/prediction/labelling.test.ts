import { afterAll, describe, expect, it } from 'vitest';
import { labellingOf } from '@shared/recipe-in-use';
import { smallestNetwork } from '../../support/networks';
import { twoHalves } from '../../support/random-scene';
import { tf } from '../../support/tensorflow';
import { findNetwork } from '../../../src-main/engine/networks/registry';
import {
  SYMMETRIES,
  transformPicture,
  transformPosition,
  type Symmetry,
} from '../../../src-main/engine/networks/symmetry';
import { initialWeights } from '../../../src-main/engine/networks/weights';
import { predictScene } from '../../../src-main/engine/prediction/predict';
import { MemoryPicture, type Picture } from '../../../src-main/engine/preprocessing/picture';
import { createRandom } from '../../../src-main/engine/samples/random';

const [ROWS, COLUMNS, CHANNELS, CLASSES] = [7, 5, 14, 2];
const LABELS = [3, 7];
const { picture } = twoHalves(ROWS, COLUMNS, CHANNELS);

function turned(symmetry: Symmetry): MemoryPicture {
  const values = tf.tidy(() => {
    const whole = tf.tensor4d(picture.values, [1, ROWS, COLUMNS, CHANNELS]);
    return transformPicture(whole, symmetry).dataSync() as Float32Array;
  });
  const [rows, columns] = symmetry.transpose ? [COLUMNS, ROWS] : [ROWS, COLUMNS];
  return new MemoryPicture(rows, columns, CHANNELS, values);
}

describe.each(['hybridsn', 'hybridsn-attention', 'vgg-simplified', 'fc'])('%s', (id) => {
  const network = smallestNetwork(findNetwork(id), CHANNELS);
  const weights = initialWeights(network, createRandom(2, 'weights'));
  afterAll(() => tf.dispose(weights));

  async function probabilitiesOf(
    of: Picture,
    labelling: 'once' | 'symmetries',
    execution: 'auto' | 'patch' = 'auto',
  ) {
    let probabilities = new Float32Array();
    const found = await predictScene(network, weights, of, {
      ...{ execution, labelling, labels: LABELS },
      onTile: (_, values) => void (probabilities = values.slice()),
    });
    return { ...found, probabilities };
  }

  it('gives the means of what every pixel is under the eight symmetries', async () => {
    const { probabilities, labels, confidence } = await probabilitiesOf(picture, 'symmetries');
    const means = new Float64Array(ROWS * COLUMNS * CLASSES);
    for (const symmetry of SYMMETRIES) {
      const once = await probabilitiesOf(turned(symmetry), 'once');
      means.forEach((_, at) => {
        const tile = { rows: ROWS, columns: COLUMNS };
        const position = transformPosition(Math.floor(at / CLASSES), tile, symmetry);
        means[at] += once.probabilities[position * CLASSES + (at % CLASSES)] / SYMMETRIES.length;
      });
    }
    means.forEach((mean, at) => expect(Math.abs(mean - probabilities[at])).toBeLessThan(1e-5));
    labels.forEach((label, pixel) => {
      const own = [...probabilities.subarray(pixel * CLASSES, (pixel + 1) * CLASSES)];
      expect(confidence[pixel]).toBe(Math.max(...own));
      expect(label).toBe(LABELS[own.indexOf(confidence[pixel])]);
    });
  });

  it('sees the same in windows by themselves, and otherwise than at one look', async () => {
    const [dense, patch] = [
      await probabilitiesOf(picture, 'symmetries'),
      await probabilitiesOf(picture, 'symmetries', 'patch'),
    ];
    dense.probabilities.forEach((value, at) =>
      expect(Math.abs(value - patch.probabilities[at])).toBeLessThan(1e-5),
    );
    const once = await probabilitiesOf(picture, 'once');
    expect(once.probabilities).not.toEqual(dense.probabilities);
  });
});

it('is the recipe’s where the experiment does not say otherwise', () => {
  const of = (id: string, labelling: 'recipe' | 'once' | 'symmetries') =>
    labellingOf(findNetwork(id).method, labelling);
  expect(of('hybridsn', 'recipe')).toBe('once');
  expect(of('hybridsn', 'symmetries')).toBe('symmetries');
  expect(of('hybridsn-attention', 'recipe')).toBe('symmetries');
  expect(of('hybridsn-attention', 'once')).toBe('once');
});

it('leaves what has no value unclassified under every symmetry', async () => {
  const network = smallestNetwork(findNetwork('hybridsn-attention'), CHANNELS);
  const weights = initialWeights(network, createRandom(2, 'weights'));
  const incomplete = new Uint8Array(ROWS * COLUMNS);
  incomplete[2 * COLUMNS + 4] = 1;
  const holed = new MemoryPicture(ROWS, COLUMNS, CHANNELS, picture.values, incomplete);
  const { labels, confidence } = await predictScene(network, weights, holed, {
    ...{ execution: 'auto', labelling: 'symmetries', labels: LABELS },
  });
  tf.dispose(weights);
  labels.forEach((label, pixel) => expect(label === 0).toBe(incomplete[pixel] === 1));
  expect(confidence[2 * COLUMNS + 4]).toBe(0);
});

afterAll(() => expect(tf.memory().numTensors).toBe(0));
