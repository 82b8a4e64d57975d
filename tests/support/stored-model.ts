import type { TrainingSettings } from '@shared/training';
import type { TrainedModel } from '../../src-main/engine/classifiers/model-folder';
import { findClassifier } from '../../src-main/engine/classifiers/registry';
import type { Network } from '../../src-main/engine/networks/network';

/** A network of two classes with its weights, as it is saved; its scene had three bands. */
export function storedModel(network: Network, weights: readonly Float32Array[]): TrainedModel {
  const { spec, input, classes, options } = network;
  const [patch, , components] = input;
  const settings: TrainingSettings = {
    ...{ network: spec.id, options, patch, components, training: 0.1, split: 'random', runs: 1 },
    ...{ execution: 'auto', epochs: 1, learningRate: 1e-3, batch: 16, seed: 1 },
  };
  return {
    classifier: findClassifier(spec.id).build({ input, classes, options }, settings),
    arrays: weights.map((values, index) => {
      const { layer, name, shape } = network.weights[index];
      return { name: `${layer}/${name}`, shape: [...shape], values };
    }),
    preprocessing: {
      pca: {
        mean: new Float64Array(3),
        loadings: new Float64Array(3 * components),
        variances: new Float64Array(components).fill(1),
        constantBands: [],
      },
      whitened: true,
    },
    bands: 3,
    classes: [1, 2].map((label) => ({ label, name: String(label), color: [0, 0, 0] })),
    settings,
  };
}
