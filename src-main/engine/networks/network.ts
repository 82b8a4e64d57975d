import type { OptionValues } from '@shared/network';
import { activationsOf, checkedOutputShape, sizeOf, type Layer, type Shape, type WeightSpec } from './layer';
import { resolveOptions } from './options';
import type { NetworkSpec } from './spec';

/** A layer at its place: its shapes are known, its weights have positions in the network's flat list. */
export interface PlacedLayer {
  layer: Layer;
  input: Shape;
  output: Shape;
  weights: WeightSpec[];
  /** Position of the first of `weights` in `Network.weights`. */
  firstWeight: number;
  macs: number;
  /** Values that the outputs of the layer and its parts hold for one window. */
  activations: number;
}

/** A network built for one input shape, one number of classes and a value for each of its options. */
export interface Network {
  spec: NetworkSpec;
  input: readonly [rows: number, columns: number, channels: number];
  classes: number;
  options: OptionValues;
  layers: PlacedLayer[];
  weights: (WeightSpec & { layer: string })[];
}

/**
 * Builds a network's layers for windows of `input` (rows, columns, channels).
 * @param options those that are not the recipe's; text is taken for the value that it means
 * @param before layers that see the window first
 * @throws RangeError where a layer's output would be empty: the window or the bands are too small for the network
 * @throws InvalidSettingsError for options that the network does not have
 */
export function buildNetwork(
  spec: NetworkSpec,
  input: readonly [number, number, number],
  classes: number,
  options: OptionValues = {},
  before: readonly Layer[] = [],
): Network {
  const chosen = resolveOptions(spec, options);
  const placed: PlacedLayer[] = [];
  const weights: Network['weights'] = [];
  let shape: Shape = input;
  for (const layer of [...before, ...spec.layers(classes, chosen as never)]) {
    const output = checkedOutputShape(layer, shape);
    const own = layer.weights(shape);
    placed.push({
      layer,
      input: shape,
      output,
      weights: own,
      firstWeight: weights.length,
      macs: layer.macs(shape),
      activations: activationsOf(layer, shape),
    });
    weights.push(...own.map((weight) => ({ ...weight, layer: layer.name })));
    shape = output;
  }
  requireNames(spec, weights);
  return { spec, input, classes, options: chosen, layers: placed, weights };
}

/** A saved model and a layer's updates know weights by their names. */
function requireNames(spec: NetworkSpec, weights: Network['weights']): void {
  const names = new Set<string>();
  for (const { layer, name } of weights) {
    const path = `${layer}/${name}`;
    if (names.has(path)) throw new Error(`${spec.id} has two weights called ${path}`);
    names.add(path);
  }
}

/** Trainable weights only, of a network or a layer: the figure that papers give. */
export function trainableParameters(weights: readonly WeightSpec[]): number {
  return totalParameters(weights.filter(({ trainable }) => trainable));
}

export function totalParameters(weights: readonly WeightSpec[]): number {
  return weights.reduce((sum, { shape }) => sum + sizeOf(shape), 0);
}

/** Multiply-accumulates for one window. */
export function windowMacs(network: Network): number {
  return network.layers.reduce((sum, { macs }) => sum + macs, 0);
}

/** Values that all layers' outputs hold for one window. */
export function windowActivations(network: Network): number {
  return network.layers.reduce((sum, { activations }) => sum + activations, 0);
}
