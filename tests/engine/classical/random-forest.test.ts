import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { clouds } from '../../support/clouds';
import { Forest } from '../../../src-main/engine/classical/forest/forest';
import { randomForest } from '../../../src-main/engine/classical/forest/random-forest';
import { ranksOf } from '../../../src-main/engine/classical/forest/ranks';
import { growTree } from '../../../src-main/engine/classical/forest/tree';
import { ArraysByName, type FittedMethod, type Samples } from '../../../src-main/engine/classical/method';
import { Turns } from '../../../src-main/engine/classical/turns';
import { resolveOptions } from '../../../src-main/engine/networks/options';
import { createRandom } from '../../../src-main/engine/samples/random';

const fit = async (samples: Samples, options = {}, more = {}) =>
  randomForest.fit({ samples, seed: 3, ...more }, resolveOptions(randomForest, options) as never);

function decide(method: FittedMethod, { values, features, classes, targets }: Samples) {
  const found = new Int32Array(values.length / features);
  const shares = new Float32Array(found.length * classes);
  method.decide(values, found, shares);
  const right = found.filter((own, pixel) => own === targets[pixel]).length / found.length;
  return { found, shares, right };
}

describe('one tree', () => {
  // See make.py beside it.
  const known = JSON.parse(readFileSync('tests/fixtures/classical/clouds.json', 'utf8'));
  const { features, classes } = known;
  const values = Float32Array.from(known.values);
  const targets = Int32Array.from(known.targets);
  const everySample = targets.map(() => 1);

  it('is that of scikit-learn where it sees every sample and tries every feature', async () => {
    const of = { targets, draws: everySample, classes };
    const tree = await growTree(of, ranksOf(values, features), features, createRandom(0, 'any'), new Turns());
    expect(tree.features[0]).toBe(known.tree.feature);
    expect(tree.thresholds[0]).toBeCloseTo(known.tree.threshold, 6);
    const forest = Forest.of([tree], { features, classes }, 1);
    const queries = { values: Float32Array.from(known.queries), features, classes, targets };
    const expected = known.tree.classes as number[];
    const sure = (own: ArrayLike<number>) => Array.from(own).filter((_, query) => expected[query] !== -1);
    expect(sure(expected).length).toBeGreaterThan(45);
    expect(sure(decide(forest, queries).found)).toEqual(sure(expected));
  });

  it('knows by heart what the bootstrap drew, however often', async () => {
    const draws = targets.map((_, sample) => sample % 3);
    const of = { targets, draws, classes };
    const tree = await growTree(of, ranksOf(values, features), 1, createRandom(0, 'any'), new Turns());
    const { found } = decide(Forest.of([tree], { features, classes }, 1), {
      values,
      features,
      classes,
      targets,
    });
    const drawn = [...found].filter((_, sample) => draws[sample] > 0);
    expect(drawn).toEqual([...targets].filter((_, sample) => draws[sample] > 0));
  });

  it('ends at samples of several classes that nothing tells apart', async () => {
    const same = {
      values: new Float32Array(6).fill(2),
      features: 2,
      targets: Int32Array.of(1, 1, 0),
      classes: 2,
    };
    const of = { targets: same.targets, draws: Int32Array.of(1, 1, 1), classes: 2 };
    const tree = await growTree(of, ranksOf(same.values, 2), 2, createRandom(0, 'any'), new Turns());
    expect(tree).toEqual({ features: [-1], thresholds: [0], next: [1] });
  });
});

it('gives equal values the same place, in the order of the values', () => {
  const { ranks, values } = ranksOf(Float32Array.of(3, 0, -1, 0, 3, 7), 2);
  expect([...ranks]).toEqual([1, 0, 1, 0, 0, 1]);
  expect(values.map((own) => [...own])).toEqual([
    [-1, 3],
    [0, 7],
  ]);
});

describe('the forest', () => {
  const samples = clouds(400, 9, 4);
  const others = clouds(400, 9, 4, 2);

  it('is better than its trees, and knows without a test how good it is', async () => {
    const { fitted } = await fit(samples, { trees: 80 });
    const [many, one] = [decide(fitted, others), decide((await fit(samples, { trees: 1 })).fitted, others)];
    expect(many.right).toBeGreaterThan(one.right + 0.05);
    expect(Math.abs(fitted.learnt.out_of_bag_accuracy - many.right)).toBeLessThan(0.06);
    expect(fitted.learnt.trees).toBe(80);
  });

  it('votes: shares are of the trees', async () => {
    const { shares, found } = decide((await fit(samples, { trees: 8 })).fitted, others);
    shares.forEach((share) => expect(share * 8).toBe(Math.round(share * 8)));
    found.forEach((own, pixel) => {
      const row = shares.subarray(pixel * 4, pixel * 4 + 4);
      expect(own).toBe(row.indexOf(Math.max(...row)));
    });
  });

  it('is another one with another seed, and the same with the same', async () => {
    const arrays = async (seed: number) => (await fit(samples, { trees: 3 }, { seed })).fitted.arrays();
    expect(await arrays(1)).toEqual(await arrays(1));
    expect(await arrays(1)).not.toEqual(await arrays(2));
  });

  it('keeps the trees that are grown when it is stopped', async () => {
    const stop = new AbortController();
    const onStep = (fraction: number) => fraction > 0.2 && stop.abort();
    const { fitted, stopped } = await fit(samples, { trees: 50 }, { stop: stop.signal, onStep });
    expect(stopped).toBe(true);
    expect(fitted.learnt.trees).toBe(11);
    const none = fit(samples, {}, { stop: stop.signal });
    await expect(none).rejects.toMatchObject({ code: 'cancelled' });
  });

  it('refuses nodes that lead nowhere, or round and round', async () => {
    const arrays = (await fit(samples, { trees: 2 })).fitted.arrays();
    const form = { features: 9, classes: 4 };
    const options = resolveOptions(randomForest) as never;
    const changed = (name: string, at: number, value: number) =>
      arrays.map((array) => {
        if (array.name !== name) return array;
        const values = array.values.slice();
        values[at] = value;
        return { ...array, values };
      });
    expect(() => randomForest.restore(new ArraysByName(arrays), form, options)).not.toThrow();
    for (const [name, at, value] of [
      ['next', 0, 0],
      ['next', 0, 1e6],
      ['features', 0, 9],
      ['features', 0, -2],
      ['starts', 1, 0],
    ] as const) {
      const damaged = new ArraysByName(changed(name, at, value));
      expect(() => randomForest.restore(damaged, form, options)).toThrow(RangeError);
    }
  });
});
