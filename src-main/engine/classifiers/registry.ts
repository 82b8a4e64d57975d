import type { ClassifierDescription } from '@shared/network';
import { classicalMethods } from '../classical/registry';
import { resolveOptions } from '../networks/options';
import { networks, unknownNetwork } from '../networks/registry';
import { classicalClassifier } from './classical-classifier';
import type { ClassifierSpec, DescribeParameters } from './classifier';
import { networkClassifier } from './network-classifier';

const registry = new Map<string, ClassifierSpec>();
for (const spec of [...networks().map(networkClassifier), ...classicalMethods.map(classicalClassifier)]) {
  if (registry.has(spec.id)) throw new Error(`Two classifiers are called ${spec.id}`);
  registry.set(spec.id, spec);
}

/** All that can be trained: every network, the recommended one first, and every classical method. */
export function classifiers(): ClassifierSpec[] {
  return [...registry.values()];
}

/** @throws InvalidSettingsError for an id that is not registered */
export function findClassifier(id: string): ClassifierSpec {
  const spec = registry.get(id);
  if (spec) return spec;
  throw unknownNetwork(id, [...registry.keys()]);
}

/**
 * What each is: of networks counted from their built layers.
 * @throws InvalidSettingsError for an unknown id, an unknown option or an input that is too small
 */
export function describeClassifiers({
  ids,
  options = {},
  ...asked
}: DescribeParameters): ClassifierDescription[] {
  const specs = ids ? ids.map(findClassifier) : classifiers();
  const known = new Set(specs.flatMap((spec) => Object.keys(spec.options)));
  const unknown = Object.keys(options).find((id) => !known.has(id));
  if (unknown !== undefined) resolveOptions(specs[0], options);
  return specs.map((spec) => {
    const own = Object.entries(options).filter(([id]) => Object.hasOwn(spec.options, id));
    return spec.describe({ ...asked, options: Object.fromEntries(own) });
  });
}
