import { InvalidSettingsError } from '../errors';
import { hybridsn } from './hybridsn';
import { hybridsnBn } from './hybridsn-bn';
import type { NetworkSpec } from './spec';

const registry = new Map<string, NetworkSpec>();

function register(spec: NetworkSpec): void {
  if (registry.has(spec.id)) throw new Error(`Two networks are called ${spec.id}`);
  registry.set(spec.id, spec);
}

[hybridsnBn, hybridsn].forEach(register);

/** Every network, the recommended one first. */
export function networks(): NetworkSpec[] {
  return [...registry.values()];
}

/** @throws InvalidSettingsError for an id that is not registered */
export function findNetwork(id: string): NetworkSpec {
  const spec = registry.get(id);
  if (spec) return spec;
  const known = [...registry.keys()].join(', ');
  throw new InvalidSettingsError(
    'network-unknown',
    `There is no network called "${id}"; the networks are ${known}.`,
    {
      network: id,
      known,
    },
  );
}
