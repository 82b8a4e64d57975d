import { InvalidSettingsError } from '../errors';
import { alexnet } from './papers/alexnet';
import { cbamResnets } from './papers/cbam-resnet';
import { cnn } from './papers/cnn';
import { fc } from './papers/fc';
import { googlenet } from './papers/googlenet';
import { hybridsn } from './papers/hybridsn';
import { hybridsnAttention } from './papers/hybridsn-attention';
import { hybridsnBn } from './papers/hybridsn-bn';
import { lenet5 } from './papers/lenet5';
import { lenet5Relu } from './papers/lenet5-relu';
import { mobilenetV1 } from './papers/mobilenet-v1';
import { mobilenetV2 } from './papers/mobilenet-v2';
import { mobilenetV3Large, mobilenetV3Small } from './papers/mobilenet-v3';
import { resnets } from './papers/resnet';
import { seResnets } from './papers/se-resnet';
import { shufflenetV1 } from './papers/shufflenet-v1';
import { shufflenetV2 } from './papers/shufflenet-v2';
import { vggs } from './papers/vgg';
import { vggSimplified } from './papers/vgg-simplified';
import { zfnet } from './papers/zfnet';
import type { NetworkSpec } from './spec';

const registry = new Map<string, NetworkSpec>();

function register(spec: NetworkSpec): void {
  if (registry.has(spec.id)) throw new Error(`Two networks are called ${spec.id}`);
  registry.set(spec.id, spec);
}

[
  hybridsnBn,
  hybridsnAttention,
  hybridsn,
  fc,
  cnn,
  lenet5,
  lenet5Relu,
  alexnet,
  zfnet,
  ...vggs,
  vggSimplified,
  googlenet,
  ...resnets,
  mobilenetV1,
  mobilenetV2,
  mobilenetV3Small,
  mobilenetV3Large,
  shufflenetV1,
  shufflenetV2,
  ...seResnets,
  ...cbamResnets,
].forEach(register);

/** Every network, the recommended one first. */
export function networks(): NetworkSpec[] {
  return [...registry.values()];
}

/** @throws InvalidSettingsError for an id that is not registered */
export function findNetwork(id: string): NetworkSpec {
  const spec = registry.get(id);
  if (spec) return spec;
  throw unknownNetwork(id, [...registry.keys()]);
}

export function unknownNetwork(id: string, ids: readonly string[]): InvalidSettingsError {
  const known = ids.join(', ');
  return new InvalidSettingsError(
    'network-unknown',
    `There is no network called "${id}"; the networks are ${known}.`,
    { network: id, known },
  );
}
