import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { clouds } from '../../support/clouds';
import { knn } from '../../../src-main/engine/classical/knn/knn';
import type { FittedMethod, Samples } from '../../../src-main/engine/classical/method';
import { resolveOptions } from '../../../src-main/engine/networks/options';

async function fit(samples: Samples, options = {}): Promise<FittedMethod> {
  return (await knn.fit({ samples, seed: 0 }, resolveOptions(knn, options) as never)).fitted;
}

function decide(method: FittedMethod, values: Float32Array, { features, classes }: Samples) {
  const found = new Int32Array(values.length / features);
  const shares = new Float32Array(found.length * classes);
  method.decide(values, found, shares);
  return { found, shares };
}

/** All distances, sorted. */
function naive(samples: Samples, values: Float32Array, k: number): number[] {
  const { features, targets, classes } = samples;
  return Array.from({ length: values.length / features }, (_, pixel) => {
    const distances = Array.from(targets, (target, sample) => {
      let sum = 0;
      for (let feature = 0; feature < features; feature++)
        sum += (values[pixel * features + feature] - samples.values[sample * features + feature]) ** 2;
      return { target, sum };
    });
    const votes = new Array<number>(classes).fill(0);
    distances.sort((one, other) => one.sum - other.sum);
    for (const { target } of distances.slice(0, k)) votes[target]++;
    return votes.indexOf(Math.max(...votes));
  });
}

it('decides as scikit-learn', async () => {
  // See make.py beside it.
  const known = JSON.parse(readFileSync('tests/fixtures/classical/clouds.json', 'utf8'));
  const samples: Samples = {
    values: Float32Array.from(known.values),
    targets: Int32Array.from(known.targets),
    ...{ features: known.features, classes: known.classes },
  };
  const method = await fit(samples, { k: known.knn.k });
  expect([...decide(method, Float32Array.from(known.queries), samples).found]).toEqual(known.knn.classes);
});

describe('the nearest neighbours', () => {
  const samples = clouds(300, 21, 5);
  const { values } = clouds(200, 21, 5, 2);

  it.each([1, 5, 8, 300])('are those of all distances, k = %d', async (k) => {
    const { found } = decide(await fit(samples, { k }), values, samples);
    expect([...found]).toEqual(naive(samples, values, k));
  });

  it('are every pixel where fewer are there than asked for', async () => {
    const few = clouds(3, 21, 5);
    const method = await fit(few, { k: 10 });
    expect(method.learnt).toEqual({ k: 3, pixels: 3 });
    expect([...decide(method, values.subarray(0, 21), few).found]).toEqual([0]);
  });

  it('vote: the share is the probability, a tie goes to the lower label', async () => {
    const line: Samples = {
      values: Float32Array.from([0, 1, 2, 3]),
      features: 1,
      targets: Int32Array.from([1, 1, 0, 0]),
      classes: 2,
    };
    const { found, shares } = decide(await fit(line, { k: 4 }), Float32Array.from([-5]), line);
    expect([...found]).toEqual([0]);
    expect([...shares]).toEqual([0.5, 0.5]);
    expect([...decide(await fit(line, { k: 2 }), Float32Array.from([-5]), line).shares]).toEqual([0, 1]);
  });

  it('do not see how bright a spectrum is, by spectral angle', async () => {
    const bright = Float32Array.from(values, (value, at) => value * (1 + (Math.floor(at / 21) % 7)));
    const method = await fit(samples, { distance: 'spectral-angle' });
    const { found } = decide(method, values, samples);
    expect([...decide(method, bright, samples).found]).toEqual([...found]);
    expect([...found]).not.toEqual([...decide(await fit(samples), values, samples).found]);
  });
});
