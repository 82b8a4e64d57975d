import type { LayerDescription, NetworkDescription, OptionValues } from '@shared/network';
import { InvalidSettingsError } from '../errors';
import {
  buildNetwork,
  totalParameters,
  trainableParameters,
  windowActivations,
  windowMacs,
  type Network,
} from './network';
import { listOptions, resolveOptions } from './options';
import { cutNetwork, headMacs, trunkLength, trunkMacsPerPixel } from './plan';
import { activationsOf, type Layer, type Shape } from './layer';
import { publishedInput, type NetworkSpec } from './spec';

/** Builds a network, or says in one sentence why it cannot be built for this window. */
export function buildForScene(
  spec: NetworkSpec,
  input: readonly [number, number, number],
  classes: number,
  options?: OptionValues,
  before?: readonly Layer[],
): Network {
  try {
    return buildNetwork(spec, input, classes, options, before);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const [rows, columns, channels] = input;
    throw new InvalidSettingsError(
      'network-input-too-small',
      `${spec.title} cannot be built for a ${rows}x${columns} window with ${channels} components: ${error.message}; ` +
        `use a larger window or more components (published: ${publishedFor(spec, options).join('x')}).`,
      { network: spec.title, rows, columns, channels },
    );
  }
}

const publishedFor = (spec: NetworkSpec, options?: OptionValues) =>
  publishedInput(spec, resolveOptions(spec, options));

/**
 * What a network is, counted from its built layers.
 * @param input rows, columns, channels; where left out, the published input in the published form
 * @throws InvalidSettingsError for an unknown option or an input that is too small
 */
export function describeNetwork(
  spec: NetworkSpec,
  input: [number, number, number] | undefined,
  classes: number | undefined,
  options: OptionValues,
): NetworkDescription {
  const { published } = spec;
  const asked = input ? options : { ...published.options, ...options };
  const network = buildForScene(
    spec,
    input ?? publishedFor(spec, asked),
    classes ?? published.classes,
    asked,
  );
  const length = trunkLength(network);
  const plan = cutNetwork(network, length);
  return {
    kind: 'network',
    id: spec.id,
    title: spec.title,
    paper: spec.paper,
    deviations: spec.deviations,
    recipe: spec.recipe,
    options: listOptions(spec.options),
    chosen: network.options,
    input: [...network.input],
    classes: network.classes,
    trainableParameters: trainableParameters(network.weights),
    totalParameters: totalParameters(network.weights),
    macs: windowMacs(network),
    activations: windowActivations(network),
    layers: network.layers.map((placed) => describeLayer(placed.layer, placed.input)),
    trunkLayers: length,
    headInput: [...(length === 0 ? network.input : network.layers[length - 1].output)],
    headMacs: headMacs(plan),
    denseMacs: Math.round(trunkMacsPerPixel(plan) + headMacs(plan)),
  };
}

function describeLayer(layer: Layer, input: Shape): LayerDescription {
  const weights = layer.weights(input);
  const parts = layer.parts?.(input).map((part) => describeLayer(part.layer, part.input));
  return {
    name: layer.name,
    kind: layer.kind,
    outputShape: [...layer.outputShape(input)],
    parameters: totalParameters(weights),
    trainableParameters: trainableParameters(weights),
    macs: layer.macs(input),
    activations: activationsOf(layer, input),
    ...(parts ? { parts } : {}),
  };
}
