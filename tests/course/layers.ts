import type { NetworkDescription, OptionValues } from '@shared/network';
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

export const count = (value: number): string => value.toLocaleString('en-US');
export const shape = (sides: readonly number[]): string => sides.join(' x ');
