import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TrainingSettings } from '@shared/training';
import { inScratch, twoHalves } from '../../support/random-scene';
import { classicalMethods } from '../../../src-main/engine/classical/registry';
import type { Classifier, LearningJob } from '../../../src-main/engine/classifiers/classifier';
import { loadModel, restoreModel, saveModel } from '../../../src-main/engine/classifiers/model-folder';
import { findClassifier } from '../../../src-main/engine/classifiers/registry';
import { MemoryPicture, type Picture, type Rectangle } from '../../../src-main/engine/preprocessing/picture';

const FEATURES = 14;
const { picture, labels } = twoHalves(14, 12, FEATURES);
const pixels = Int32Array.from(labels.keys()).filter((pixel) => pixel % 5 === 0);
const labelled = { pixels, targets: pixels.map((pixel) => labels[pixel]) };
const LABELS = { labels: [3, 7] };

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'bandscape-method-'));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

const settingsFor = (network: string): TrainingSettings => ({
  ...{ network, options: {}, patch: 1, components: FEATURES, training: 0.1, split: 'random' },
  ...{ seed: 1, runs: 1, execution: 'auto' },
});

const jobFor = (from: Picture, changes: Partial<LearningJob> = {}): LearningJob => ({
  picture: from,
  labelled,
  settings: settingsFor('any'),
  seeds: { weights: 1, order: 1 },
  onStep: () => undefined,
  onEpoch: () => undefined,
  stop: new AbortController().signal,
  signal: new AbortController().signal,
  ...changes,
});

async function mapOf(classifier: Classifier, from: Picture = picture) {
  const { learnt } = await classifier.learn(jobFor(from));
  return learnt.predict(from, LABELS);
}

describe.each(classicalMethods.map(({ id }) => id))('%s', (id) => {
  const spec = findClassifier(id);
  const settings = spec.settle(settingsFor(id));
  const built = { input: [1, 1, FEATURES], classes: 2, options: settings.options } as const;
  const classifier = spec.build(built, settings);

  it('learns what can be learnt, and decides by the largest share', async () => {
    const { learnt, training } = await classifier.learn(jobFor(picture));
    const shares: Float32Array[] = [];
    const onTile = (_: object, probabilities: Float32Array) => void shares.push(probabilities.slice());
    const map = await learnt.predict(picture, { ...LABELS, onTile });
    const right = map.labels.filter((label, pixel) => label === LABELS.labels[labels[pixel]]).length;
    expect(right / labels.length).toBeGreaterThan(0.95);
    expect(shares).toHaveLength(1);
    map.confidence.forEach((value, pixel) => {
      const [first, second] = shares[0].subarray(2 * pixel, 2 * pixel + 2);
      expect(first + second).toBeCloseTo(1, 5);
      expect(value).toBe(map.labels[pixel] === 3 ? first : second);
    });
    expect(training.stopped).toBe(false);
    expect(Object.keys(training.learnt ?? {})).not.toHaveLength(0);
    expect(learnt.parameters).toBeGreaterThan(0);
  });

  it('gives the same map twice, from memory or from a scratch file', async () => {
    const map = await mapOf(classifier);
    expect(await mapOf(classifier)).toEqual(map);
    const scratch = await inScratch(picture, 'columns');
    expect(await mapOf(classifier, scratch)).toEqual(map);
    await scratch.close();
  });

  it('decides the same once it was saved and loaded', async () => {
    const { learnt } = await classifier.learn(jobFor(picture));
    const model = {
      classifier,
      arrays: learnt.arrays(),
      preprocessing: { whitened: false },
      bands: FEATURES,
      classes: LABELS.labels.map((label) => ({ label, name: String(label), color: [0, 0, 0] as never })),
      settings,
    };
    await saveModel(directory, model);
    const restored = restoreModel(directory, await loadModel(directory));
    expect(await restored.predict(picture, LABELS)).toEqual(await learnt.predict(picture, LABELS));
    expect([restored.parameters, restored.macs]).toEqual([learnt.parameters, learnt.macs]);
  });

  it('refuses arrays that are not its own', async () => {
    const { learnt } = await classifier.learn(jobFor(picture));
    const arrays = learnt.arrays();
    for (const [index, { values }] of arrays.entries()) {
      const shorter = arrays.map((array, at) =>
        at === index ? { ...array, values: values.slice(1) } : array,
      );
      expect(() => classifier.restore(shorter)).toThrow(RangeError);
      const missing = arrays.filter((_, at) => at !== index);
      expect(() => classifier.restore(missing)).toThrow(RangeError);
    }
  });

  it('leaves a pixel without values unclassified', async () => {
    const { rows, columns, channels, values } = picture;
    const incomplete = new Uint8Array(rows * columns);
    incomplete[17] = 1;
    const map = await mapOf(classifier);
    const holed = await mapOf(classifier, new MemoryPicture(rows, columns, channels, values, incomplete));
    expect([holed.labels[17], holed.confidence[17]]).toEqual([0, 0]);
    expect(holed.labels.filter((label, pixel) => label !== map.labels[pixel])).toHaveLength(1);
  });

  it('ends when it is cancelled, while it maps as well', async () => {
    const { learnt } = await classifier.learn(jobFor(picture));
    const signal = AbortSignal.abort();
    await expect(learnt.predict(picture, { ...LABELS, signal })).rejects.toMatchObject({ code: 'cancelled' });
  });

  it.each([
    [{ epochs: 3 }, 'setting-not-for-method'],
    [{ execution: 'dense' }, 'setting-not-for-method'],
    [{ experiment: { dropout: 0.1 } }, 'setting-not-for-method'],
    [{ experiment: { vary: 'weights' } }, 'vary-not-for-method'],
    [{ patch: 5 }, 'window-not-for-method'],
    [{ options: { epochs: 3 } }, 'network-option-unknown'],
  ] as const)('refuses %o', (changes, code) => {
    const asked = { ...settings, ...changes } as TrainingSettings;
    expect(() => spec.settle(asked)).toThrow(expect.objectContaining({ code }));
  });

  it('takes a window for a disjoint split', () => {
    expect(spec.settle({ ...settings, patch: 5, split: 'disjoint' }).patch).toBe(5);
  });
});

it('labels a scene that is larger than a tile, each tile once', async () => {
  const { picture: long, labels: halves } = twoHalves(760, 4, FEATURES);
  const spec = findClassifier('knn');
  const settings = spec.settle({ ...settingsFor('knn'), options: { k: 1 } });
  const built = { input: [1, 1, FEATURES], classes: 2, options: settings.options } as const;
  const few = Int32Array.from([0, 2, 1600, 1603]);
  const own = { pixels: few, targets: few.map((pixel) => halves[pixel]) };
  const { learnt } = await spec.build(built, settings).learn(jobFor(long, { labelled: own }));
  const tiles: Rectangle[] = [];
  const whole = await learnt.predict(long, { ...LABELS, onTile: (tile) => void tiles.push(tile) });
  expect(tiles.map(({ row, rows }) => [row, rows])).toEqual([
    [0, 380],
    [380, 380],
  ]);
  const part = new MemoryPicture(
    2,
    4,
    FEATURES,
    long.values.subarray(379 * 4 * FEATURES, 381 * 4 * FEATURES),
  );
  const across = await learnt.predict(part, LABELS);
  expect([...across.labels]).toEqual([...whole.labels.subarray(379 * 4, 381 * 4)]);
});
