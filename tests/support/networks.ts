import type { LayerDescription, NetworkDescription, OptionValues } from '@shared/network';
import type { DescribeParameters } from '../../src-main/engine/classifiers/classifier';
import { describeClassifiers } from '../../src-main/engine/classifiers/registry';
import { buildNetwork, type Network } from '../../src-main/engine/networks/network';
import { findNetwork } from '../../src-main/engine/networks/registry';
import type { NetworkSpec } from '../../src-main/engine/networks/spec';

/** Two that train in a second, with and without running statistics, for tests of what all networks pass through. */
export const smallNetworks = [findNetwork('hybridsn-bn'), findNetwork('hybridsn')];

/** A network built for two classes and the smallest window that leaves something of it. */
export function smallestNetwork(spec: NetworkSpec, components: number, options: OptionValues = {}): Network {
  for (let side = 5; ; side += 2) {
    try {
      return buildNetwork(spec, [side, side, components], 2, options);
    } catch (error) {
      if (!(error instanceof RangeError) || side > spec.recipe.patch) throw error;
    }
  }
}

/** Networks as the window and the command line show them, without the methods that have no layers. */
export function describeNetworks(parameters: DescribeParameters): NetworkDescription[] {
  return describeClassifiers(parameters).filter(({ kind }) => kind === 'network') as NetworkDescription[];
}

/** @param path names of a layer, its part, the part of that, and so on */
export function layerAt(network: NetworkDescription, path: readonly string[]): LayerDescription {
  let layers: readonly LayerDescription[] = network.layers;
  let found: LayerDescription | undefined;
  for (const name of path) {
    found = layers.find((layer) => layer.name === name);
    if (!found) throw new Error(`${network.id} has no layer ${path.join('/')}`);
    layers = found.parts ?? [];
  }
  return found!;
}
