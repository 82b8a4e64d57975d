import type { LayerDescription, NetworkDescription, OptionValues } from '@shared/network';
import { describeNetwork } from '../../src-main/engine/networks/describe';
import { findNetwork } from '../../src-main/engine/networks/registry';

/** A network as its paper has it, or with other options. */
export function described(id: string, options: OptionValues = {}): NetworkDescription {
  return describeNetwork(findNetwork(id), undefined, undefined, options);
}

/** A network at the input of its recipe, for 16 classes. */
export function describedForWindow(id: string): NetworkDescription {
  const spec = findNetwork(id);
  const { patch, components } = spec.recipe;
  return describeNetwork(spec, [patch, patch, components], 16, {});
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

export const count = (value: number): string => value.toLocaleString('en-US');
export const shape = (sides: readonly number[]): string => sides.join(' x ');
