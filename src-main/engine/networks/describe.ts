import type { NetworkDescription } from '@shared/network';
import { InvalidSettingsError } from '../errors';
import { buildNetwork, totalParameters, trainableParameters, windowMacs, type Network } from './network';
import { cutNetwork, headMacs, trunkLength, trunkMacsPerPixel } from './plan';
import { findNetwork, networks } from './registry';
import { sizeOf } from './layer';
import type { NetworkSpec } from './spec';

export interface DescribeParameters {
  /** All networks where left out. */
  ids?: string[];
  /** Rows, columns, channels; the published input where left out. */
  input?: [number, number, number];
  classes?: number;
  options?: Record<string, string>;
}

/** Builds a network, or says in one sentence why it cannot be built for this window. */
export function buildForScene(
  spec: NetworkSpec,
  input: readonly [number, number, number],
  classes: number,
): Network {
  try {
    return buildNetwork(spec, input, classes);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const [rows, columns, channels] = input;
    throw new InvalidSettingsError(
      'network-input-too-small',
      `${spec.title} cannot be built for a ${rows}x${columns} window with ${channels} components: ${error.message}; ` +
        `use a larger window or more components (published: ${spec.published.input.join('x')}).`,
      { network: spec.title, rows, columns, channels },
    );
  }
}

/**
 * What a network is, counted from its built layers.
 * @throws InvalidSettingsError for an unknown id, an unknown option or an input that is too small
 */
export function describeNetworks({ ids, input, classes, options }: DescribeParameters): NetworkDescription[] {
  const unknown = Object.keys(options ?? {})[0];
  if (unknown)
    throw new InvalidSettingsError(
      'network-option-unknown',
      `No network here has an option called "${unknown}".`,
      {
        option: unknown,
      },
    );
  const specs = ids ? ids.map(findNetwork) : networks();
  return specs.map((spec) =>
    describe(spec, input ?? spec.published.input, classes ?? spec.published.classes),
  );
}

function describe(spec: NetworkSpec, input: [number, number, number], classes: number): NetworkDescription {
  const network = buildForScene(spec, input, classes);
  const length = trunkLength(network);
  const plan = cutNetwork(network, length);
  return {
    id: spec.id,
    title: spec.title,
    paper: spec.paper,
    deviations: spec.deviations,
    recipe: spec.recipe,
    input,
    classes,
    trainableParameters: trainableParameters(network),
    totalParameters: totalParameters(network),
    macs: windowMacs(network),
    layers: network.layers.map(({ layer, output, weights, macs }) => ({
      name: layer.name,
      kind: layer.kind,
      outputShape: [...output],
      parameters: weights.reduce((sum, weight) => sum + sizeOf(weight.shape), 0),
      macs,
    })),
    trunkLayers: length,
    denseMacs: Math.round(trunkMacsPerPixel(plan) + headMacs(plan)),
  };
}
