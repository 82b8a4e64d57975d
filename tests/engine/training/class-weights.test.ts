import { afterAll, expect, it } from 'vitest';
import { oneBatch, relativeDifference } from '../../support/batch-gradients';
import { randomPicture, somePixels } from '../../support/random-scene';
import { tf } from '../../support/tensorflow';
import { buildNetwork } from '../../../src-main/engine/networks/network';
import { findNetwork } from '../../../src-main/engine/networks/registry';
import { IDENTITY } from '../../../src-main/engine/networks/symmetry';
import { initialWeights } from '../../../src-main/engine/networks/weights';
import { createRandom } from '../../../src-main/engine/samples/random';
import { classWeights, weightOf } from '../../../src-main/engine/training/class-weights';

afterAll(() => expect(tf.memory().numTensors).toBe(0));

it('makes a rare class count as the least number of pixels, and leaves the others alone', () => {
  const targets = Int32Array.from([0, 0, 0, 0, 1, 1, 2]);
  expect([...classWeights(targets, 4, 3)]).toEqual([1, 1.5, 3, 3]);
  expect([...classWeights(targets, 3, 0)]).toEqual([1, 1, 1]);
  expect(weightOf(targets, classWeights(targets, 3, 3))).toBeCloseTo(4 + 3 + 3);
});

it.each(['dense', 'patch'] as const)('is as good as seeing a pixel several times (%s)', async (kind) => {
  const picture = randomPicture(15, 13, 14);
  const network = buildNetwork(findNetwork('hybridsn'), [11, 11, 14], 3);
  const weights = initialWeights(network, createRandom(5, 'weights'));
  const labelled = somePixels(picture, 20, 3);
  const of = (some: typeof labelled, factors?: Float32Array) =>
    oneBatch(kind, {
      ...{ network, weights, picture, symmetry: IDENTITY },
      ...{ labelled: some, classWeights: factors },
    });
  const weighted = await of(labelled, Float32Array.from([1, 3, 2]));
  const again = Array.from(labelled.targets.keys()).flatMap((at) =>
    Array.from({ length: [1, 3, 2][labelled.targets[at]] }, () => at),
  );
  const several = await of({
    pixels: Int32Array.from(again, (at) => labelled.pixels[at]),
    targets: Int32Array.from(again, (at) => labelled.targets[at]),
  });
  expect(weighted.loss).toBeCloseTo(several.loss, 3);
  weighted.values.forEach((values, index) =>
    expect(relativeDifference(values, several.values[index])).toBeLessThan(1e-4),
  );
  tf.dispose(weights);
});
