import type { Layer, Shape, WeightSpec } from './layer';
import { sizeOf } from './layer';
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
}

/** A network built for one input shape and one number of classes. */
export interface Network {
  spec: NetworkSpec;
  input: readonly [rows: number, columns: number, channels: number];
  classes: number;
  layers: PlacedLayer[];
  weights: (WeightSpec & { layer: string })[];
}

/**
 * Builds a network's layers for windows of `input` (rows, columns, channels).
 * @throws RangeError where a layer's output would be empty: the window or the bands are too small for the network
 */
export function buildNetwork(
  spec: NetworkSpec,
  input: readonly [number, number, number],
  classes: number,
): Network {
  const placed: PlacedLayer[] = [];
  const weights: Network['weights'] = [];
  let shape: Shape = input;
  for (const layer of spec.layers(classes)) {
    const output = layer.outputShape(shape);
    if (output.some((size) => !(size >= 1)))
      throw new RangeError(`${layer.name} would have nothing left of an input of ${shape.join(' x ')}`);
    const own = layer.weights(shape);
    placed.push({
      layer,
      input: shape,
      output,
      weights: own,
      firstWeight: weights.length,
      macs: layer.macs(shape),
    });
    weights.push(...own.map((weight) => ({ ...weight, layer: layer.name })));
    shape = output;
  }
  return { spec, input, classes, layers: placed, weights };
}

/** Trainable weights only: the figure that papers give. */
export function trainableParameters(network: Network): number {
  return network.weights
    .filter((weight) => weight.trainable)
    .reduce((sum, weight) => sum + sizeOf(weight.shape), 0);
}

export function totalParameters(network: Network): number {
  return network.weights.reduce((sum, weight) => sum + sizeOf(weight.shape), 0);
}

/** Multiply-accumulates for one window. */
export function windowMacs(network: Network): number {
  return network.layers.reduce((sum, { macs }) => sum + macs, 0);
}
