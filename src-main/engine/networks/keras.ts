import type { KerasLayer } from './layer';
import type { Network } from './network';

/** A network as a Sequential model of Keras. */
export interface KerasModel {
  /** What TensorFlow.js's layers-model format calls `modelTopology`. */
  topology: object;
  /** What Keras calls the weights, in `network.weights` order. */
  weights: string[];
}

/** The kinds of a network's layers that Keras does not have. */
export interface NotKeras {
  ownLayers: string[];
}

const PROBABILITIES: KerasLayer = {
  ...{ name: 'probabilities', className: 'Activation', config: { activation: 'softmax' } },
};

/**
 * The network in the layers of Keras, and behind them a softmax: from the window that the network sees to the
 * probability of each class. Where layers have no counterpart there, their kinds.
 */
export function kerasModel({ spec, input, layers }: Network): KerasModel | NotKeras {
  const found = layers.map(({ layer, input: shape }) => ({ layer, keras: layer.keras?.(shape) }));
  const ownLayers = found.filter(({ keras }) => !keras).map(({ layer }) => layer.kind);
  if (ownLayers.length > 0) return { ownLayers: [...new Set(ownLayers)] };
  const named = uniqueNames([...found.flatMap(({ keras }) => keras as KerasLayer[]), PROBABILITIES]);
  const described = named.map(({ name, className, config }, index) => ({
    class_name: className,
    config: { name, ...(index === 0 ? { batch_input_shape: [null, ...input] } : {}), ...config },
  }));
  return {
    topology: {
      class_name: 'Sequential',
      config: { name: spec.id, layers: described },
      keras_version: '2',
      backend: 'tensor_flow.js',
    },
    weights: named.flatMap(({ name, weights = [] }) => weights.map((weight) => `${name}/${weight}`)),
  };
}

/** Keras wants another name for every layer: from the second on they are counted. */
function uniqueNames(layers: readonly KerasLayer[]): KerasLayer[] {
  const taken = new Map<string, number>();
  return layers.map((layer) => {
    const count = (taken.get(layer.name) ?? 0) + 1;
    taken.set(layer.name, count);
    return count === 1 ? layer : { ...layer, name: `${layer.name}-${count}` };
  });
}
