import { mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { USUAL_EXPERIMENT } from '@shared/experiment';
import { randomPicture } from '../../support/random-scene';
import { smallNetworks } from '../../support/networks';
import { tf } from '../../support/tensorflow';
import type { TrainingSettings } from '@shared/training';
import { findClassifier } from '../../../src-main/engine/classifiers/registry';
import { buildNetwork } from '../../../src-main/engine/networks/network';
import { initialWeights, readWeights } from '../../../src-main/engine/networks/weights';
import {
  loadModel,
  relabelModel,
  restoreModel,
  saveModel,
  type TrainedModel,
} from '../../../src-main/engine/classifiers/model-folder';
import { createRandom } from '../../../src-main/engine/samples/random';

type Own = { version: number; preprocessing: { pca: object } };

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'bandscape-model-'));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

function untrained(spec = smallNetworks[0]): TrainedModel {
  const settings: TrainingSettings = {
    ...{ network: spec.id, options: {}, patch: 11, components: 14, training: 0.1, split: 'random' },
    ...{ epochs: 1, learningRate: 1e-3, batch: 16, seed: 1, runs: 1, execution: 'auto' },
  };
  const network = buildNetwork(spec, [11, 11, 14], 2);
  const random = createRandom(1, 'weights');
  const weights = initialWeights(network, random);
  const arrays = readWeights(weights).map((values, index) => {
    const { layer, name, shape } = network.weights[index];
    return { name: `${layer}/${name}`, shape: [...shape], values };
  });
  tf.dispose(weights);
  return {
    classifier: built(spec.id, settings),
    arrays,
    preprocessing: {
      pca: {
        mean: Float64Array.from([1 / 3, 2, 3]),
        loadings: Float64Array.from({ length: 42 }, (_, i) => Math.sin(i)),
        variances: Float64Array.from({ length: 14 }, (_, i) => 1 / (i + 1)),
        constantBands: [2],
      },
      whitened: true,
    },
    bands: 3,
    wavelengths: [450.5, 550, 650],
    classes: [
      { label: 1, name: 'Wald', color: [0, 128, 0] },
      { label: 3, name: '水', color: [0, 0, 255] },
    ],
    settings,
    trainedOn: { cube: '/data/scene.mat:scene', truth: '/data/truth.mat:truth', axes: 'bands,rows,columns' },
  };
}

/** All but the names of the arrays, which are Keras's in the file. */
const unnamed = ({ classifier: _, arrays, ...rest }: TrainedModel) => ({
  ...rest,
  arrays: arrays.map(({ shape, values }) => ({ shape, values })),
});

const built = (id: string, settings: TrainingSettings) =>
  findClassifier(id).build({ input: [11, 11, 14], classes: 2, options: {} }, settings);

describe.each(smallNetworks.map((spec) => [spec.id, spec] as const))('%s', (_, spec) => {
  it('reads back to the same model, and to the same map', async () => {
    const model = untrained(spec);
    await saveModel(directory, model);
    const loaded = await loadModel(directory);
    expect(unnamed(loaded)).toEqual(unnamed(model));
    expect(loaded.classifier.id).toBe(model.classifier.id);
    const picture = randomPicture(12, 13, 14);
    const labels = model.classes.map(({ label }) => label);
    const maps = [];
    for (const each of [model, loaded]) {
      const learnt = restoreModel(directory, each);
      maps.push(await learnt.predict(picture, { labels }));
      expect(learnt.arrays()).toEqual(model.arrays);
      learnt.dispose();
    }
    expect(maps[1]).toEqual(maps[0]);
    expect(tf.memory().numTensors).toBe(0);
  });
});

it('takes other names and colours for its classes, and stays the same otherwise', async () => {
  const model = untrained();
  await saveModel(directory, model);
  const classes = model.classes.map((each) => ({ ...each, name: `${each.name} 2`, pixels: 3 }));
  await relabelModel(directory, classes);
  const known = classes.map(({ pixels: _, ...each }) => each);
  expect(unnamed(await loadModel(directory))).toEqual(unnamed({ ...model, classes: known }));
});

it('reads a model that does not say which scene it learnt from', async () => {
  const { trainedOn: _, ...model } = untrained();
  await saveModel(directory, model);
  expect(unnamed(await loadModel(directory))).toEqual(unnamed(model));
});

describe('a model from before networks were stored as TensorFlow.js stores them', () => {
  it.each([
    [1, 'had components only', ({ preprocessing: { pca }, ...rest }: Own) => ({ ...rest, pca, version: 1 })],
    [2, 'had its fields beside the weights', (own: Own) => own],
  ])('is read: version %i %s', async (_, __, older) => {
    const model = untrained();
    await saveModel(directory, model);
    const file = join(directory, 'model.json');
    const { userDefinedMetadata, weightsManifest } = JSON.parse(await readFile(file, 'utf8'));
    model.arrays.forEach(({ name }, at) => (weightsManifest[0].weights[at].name = name));
    const own = older(userDefinedMetadata.bandscape);
    await writeFile(file, JSON.stringify({ format: 'bandscape-model', ...own, weightsManifest }));
    expect(unnamed(await loadModel(directory))).toEqual(unnamed(model));
  });
});

it('keeps all that was done to the scene and to its windows', async () => {
  const model = untrained();
  model.settings.experiment = {
    ...USUAL_EXPERIMENT,
    pixelShuffle: true,
    scaling: 'minmax',
    reduction: 'none',
  };
  model.preprocessing = {
    kept: [0, 2],
    scaling: { offset: Float64Array.from([1 / 3, 2]), divisor: Float64Array.from([0.1, 7]) },
    whitened: false,
  };
  await saveModel(directory, model);
  const loaded = await loadModel(directory);
  expect(loaded.preprocessing).toEqual({ ...model.preprocessing, pca: undefined });
  // Weights that the layer in front of the network does not stand in the way of.
  const plain = {
    ...model,
    classifier: built(model.settings.network, { ...model.settings, experiment: undefined }),
  };
  const picture = randomPicture(12, 13, 14);
  const maps = await Promise.all(
    [loaded, model, plain].map(async (each) => {
      const learnt = restoreModel(directory, each);
      const map = await learnt.predict(picture, { labels: [1, 3] });
      learnt.dispose();
      return map.confidence;
    }),
  );
  expect(maps[0]).not.toEqual(maps[2]);
  expect(maps[1]).toEqual(maps[2]);
});

describe('a folder that is no whole model', () => {
  it('is refused where its arrays are not those of its network', async () => {
    const model = untrained();
    await saveModel(directory, { ...model, arrays: model.arrays.slice().reverse() });
    const loaded = await loadModel(directory);
    expect(() => restoreModel(directory, loaded)).toThrow(expect.objectContaining({ code: 'model-damaged' }));
  });

  it('is refused where a part is missing', async () => {
    await expect(loadModel(join(directory, 'nowhere'))).rejects.toMatchObject({ code: 'model-part-missing' });
    await saveModel(directory, untrained());
    await rm(join(directory, 'weights.bin'));
    await expect(loadModel(directory)).rejects.toMatchObject({ code: 'model-part-missing' });
  });

  it('is refused where the weights were cut short', async () => {
    await saveModel(directory, untrained());
    await truncate(join(directory, 'weights.bin'), 1000);
    await expect(loadModel(directory)).rejects.toMatchObject({ code: 'model-weights-size' });
  });

  it.each([
    ['damaged JSON', '{"format":', /not valid JSON/],
    ['another program’s file', '{"format": "layers-model"}', /does not describe a Bandscape model/],
    [
      'damaged fields of ours',
      '{"format": "layers-model", "userDefinedMetadata": {"bandscape": {}}}',
      /has version/,
    ],
    ['nothing at all', 'null', /does not describe a Bandscape model/],
    ['a later version', '{"format": "bandscape-model", "version": 99}', /version 99/],
    ['an incomplete header', '{"format": "bandscape-model", "version": 1}', /incomplete/],
  ])('is refused for %s', async (_, text, message) => {
    await saveModel(directory, untrained());
    await writeFile(join(directory, 'model.json'), text);
    await expect(loadModel(directory)).rejects.toMatchObject({
      code: 'model-not-ours',
      message: expect.stringMatching(message),
    });
  });

  it('is refused where the network is unknown here', async () => {
    await saveModel(directory, untrained());
    const file = join(directory, 'model.json');
    const header = JSON.parse(await readFile(file, 'utf8'));
    header.userDefinedMetadata.bandscape.network.id = 'from-the-future';
    await writeFile(file, JSON.stringify(header));
    await expect(loadModel(directory)).rejects.toMatchObject({ code: 'network-unknown' });
  });
});
