import { sizeOf } from './layer';
import type { Network, PlacedLayer } from './network';

/** Where a network is cut: `trunk` runs once over a picture, `head` once a window of the trunk's features. */
export interface Plan {
  trunk: PlacedLayer[];
  head: PlacedLayer[];
  /** Rows and columns that the trunk takes off a picture. */
  reach: number;
  /** Side of the window of features that the head sees: patch - reach. */
  window: number;
  /** Whether features are the same over any part of a picture, while training too: batch statistics are not. */
  local: boolean;
}

/** How many leading layers are translation-equivariant without padding; 0 where no convolution could be shared. */
export function trunkLength(network: Network): number {
  const end = network.layers.findIndex(({ layer }) => layer.reach === undefined);
  const candidates = network.layers.slice(0, end === -1 ? network.layers.length : end);
  return candidates.some(({ macs }) => macs > 0) ? candidates.length : 0;
}

/** Cuts after `length` layers; 0 is the patch form: whole windows, nothing shared. */
export function cutNetwork(network: Network, length: number): Plan {
  const trunk = network.layers.slice(0, length);
  const reach = trunk.reduce((sum, { layer }) => sum + (layer.reach ?? 0), 0);
  const local = trunk.every(({ weights }) => weights.every(({ trainable }) => trainable));
  return { trunk, head: network.layers.slice(length), reach, window: network.input[0] - reach, local };
}

const sum = (numbers: number[]) => numbers.reduce((total, value) => total + value, 0);

/** Multiply-accumulates of the trunk for one more pixel of a large picture. */
export function trunkMacsPerPixel({ trunk }: Plan): number {
  return sum(trunk.map(({ macs, output }) => macs / (output[0] * output[1])));
}

/** Multiply-accumulates of the trunk for one window by itself. */
export function windowTrunkMacs({ trunk }: Plan): number {
  return sum(trunk.map(({ macs }) => macs));
}

export function headMacs({ head }: Pick<Plan, 'head'>): number {
  return sum(head.map(({ macs }) => macs));
}

/** Floats that the trunk's layers leave behind for one pixel: what a tile's size is bounded by. */
export function trunkFloatsPerPixel({ trunk }: Plan): number {
  return Math.max(1, sum(trunk.map(({ activations, output }) => activations / (output[0] * output[1]))));
}

/** The most floats that prediction holds for one pixel of a picture in the trunk: a layer's input and what it makes. */
export function trunkPeakPerPixel({ trunk }: Plan): number {
  const of = ({ input, output, activations }: PlacedLayer) =>
    sizeOf(input.slice(2)) + activations / (output[0] * output[1]);
  return Math.max(1, ...trunk.map(of));
}

/** The most floats that prediction holds for one window in the head. */
export function headPeak({ head }: Pick<Plan, 'head'>): number {
  return Math.max(1, ...head.map(({ input, activations }) => sizeOf(input) + activations));
}

/** Floats that one window leaves behind in the head, its own features included. */
export function headFloats({ head }: Plan): number {
  return sum(head.map(({ input, activations }) => Math.max(sizeOf(input), activations)));
}
