import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { labellingOf } from '@shared/recipe-in-use';
import type { NetworkTraining } from '@shared/report';
import type { EpochRecord, TrainingSettings } from '@shared/training';
import type { StoredArray } from '../classical/method';
import { CancelledError } from '../errors';
import { buildForScene, describeNetwork } from '../networks/describe';
import { kerasModel } from '../networks/keras';
import { sizeOf } from '../networks/layer';
import { trainableParameters, windowMacs, type Network } from '../networks/network';
import { resolveOptions } from '../networks/options';
import type { NetworkSpec } from '../networks/spec';
import { readWeights, restoreWeights } from '../networks/weights';
import { layersBefore } from '../prediction/layers-before';
import { predictScene } from '../prediction/predict';
import { experimentOf } from '../samples/experiment-settings';
import type { TrainedNetwork } from '../training/job';
import { trainNetwork } from '../training/train';
import type { Classifier, ClassifierSpec, Learnt, LearningJob } from './classifier';

/** A network's place among all that can be trained. */
export function networkClassifier(spec: NetworkSpec): ClassifierSpec {
  const { id, title, options } = spec;
  return {
    ...{ id, title, options },
    describe: ({ input, classes, options: asked = {} }) => describeNetwork(spec, input, classes, asked),
    settle: (settings) => ({
      ...settings,
      options: resolveOptions(spec, settings.options),
      ...optimisationOf(spec, settings),
    }),
    build: ({ input, classes, options: chosen }, settings) =>
      new NetworkClassifier(buildForScene(spec, input, classes, chosen, layersBefore(settings)), settings),
  };
}

/** How it learns, where the settings leave that to the recipe. */
function optimisationOf({ recipe }: NetworkSpec, settings: TrainingSettings) {
  const { epochs = recipe.epochs, learningRate = recipe.learningRate, batch = recipe.batch } = settings;
  return { epochs, learningRate, batch };
}

class NetworkClassifier implements Classifier {
  readonly effort = { training: 0.93, predicting: 0.03 };

  constructor(
    private readonly network: Network,
    private readonly settings: TrainingSettings,
  ) {}

  get id() {
    return this.network.spec.id;
  }

  get title() {
    return this.network.spec.title;
  }

  get input() {
    return this.network.input;
  }

  get classes() {
    return this.network.classes;
  }

  get options() {
    return this.network.options;
  }

  async learn({ settings, ...job }: LearningJob): Promise<{ learnt: Learnt; training: NetworkTraining }> {
    const { network } = this;
    const own = { ...settings, ...optimisationOf(network.spec, settings) };
    const trained = await trainNetwork({ ...job, network, settings: own });
    if (trained.keptEpoch === 0) {
      tf.dispose(trained.weights);
      throw new CancelledError();
    }
    return { learnt: this.learntOf(trained.weights), training: trainingOf(network.spec, trained) };
  }

  keras() {
    return kerasModel(this.network);
  }

  restore(arrays: readonly StoredArray[]): Learnt {
    const { weights } = this.network;
    if (arrays.length !== weights.length)
      throw new RangeError(`there are ${arrays.length} weights, not ${weights.length}`);
    const values = arrays.map(({ values }, index) => {
      const { layer, name, shape } = weights[index];
      if (values instanceof Float32Array && values.length === sizeOf(shape)) return values;
      throw new RangeError(`the weight ${layer}/${name} is not ${shape.join(' x ')} numbers`);
    });
    return this.learntOf(restoreWeights(this.network, values));
  }

  private learntOf(weights: Tensor[]): Learnt {
    const { network } = this;
    const { execution } = this.settings;
    const labelling = labellingOf(network.spec.method, experimentOf(this.settings).labelling);
    return {
      parameters: trainableParameters(network.weights),
      macs: windowMacs(network),
      predict: (picture, options) =>
        predictScene(network, weights, picture, { execution, labelling, ...options }),
      arrays: () =>
        readWeights(weights).map((values, index) => {
          const { layer, name, shape } = network.weights[index];
          return { name: `${layer}/${name}`, shape: [...shape], values };
        }),
      dispose: () => tf.dispose(weights),
    };
  }
}

function trainingOf({ recipe, method }: NetworkSpec, trained: TrainedNetwork): NetworkTraining {
  const kept = trained.history.find(({ epoch }) => epoch === trained.keptEpoch);
  return {
    epochs_run: trained.history.length,
    stopped: trained.stopped,
    stopped_early: trained.stoppedEarly,
    execution: trained.execution,
    kept_epoch: trained.keptEpoch,
    kept_by: trained.keptBy,
    final: kept ? finalFigures(kept) : null,
    recipe: { optimizer: recipe.optimizer, ...method },
  };
}

const finalFigures = ({
  epoch,
  loss,
  accuracy,
  learningRate,
  validation,
}: Omit<EpochRecord, 'run'>): NetworkTraining['final'] => ({
  epoch,
  loss,
  accuracy,
  learningRate,
  validation,
});
