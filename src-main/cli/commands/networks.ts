import type { LayerDescription, NetworkDescription } from '@shared/network';
import { InvalidSettingsError } from '../../engine/errors';
import type { EngineHost } from '../../engine-host/host';
import { parseOptions } from '../network-options';
import { count, print, table } from '../output';

export interface NetworksOptions {
  input?: string;
  classes?: string;
  option: string[];
  json?: boolean;
}

/** Lists the networks, or shows one with its layers, counted for the given input and classes. */
export async function networks(
  engine: EngineHost,
  id: string | undefined,
  options: NetworksOptions,
): Promise<void> {
  const descriptions = await engine.call('describeNetworks', {
    ids: id === undefined ? undefined : [id],
    input: options.input === undefined ? undefined : parseInput(options.input),
    classes: options.classes === undefined ? undefined : parseClasses(options.classes),
    options: parseOptions(options.option),
  });
  const asJson = options.json ?? false;
  if (id === undefined) print(descriptions, asJson, () => overview(descriptions));
  else print(descriptions[0], asJson, () => layerTable(descriptions[0]));
}

function overview(descriptions: readonly NetworkDescription[]): string {
  const rows = descriptions.map((network) => [
    network.id,
    network.title,
    `${network.paper.authors}, ${network.paper.year}`,
    network.input.join('x'),
    String(network.classes),
    count(network.trainableParameters),
    count(network.totalParameters),
    count(network.macs),
  ]);
  const head = ['Id', 'Title', 'Paper', 'Input', 'Classes', 'Trainable', 'Parameters', 'MACs'];
  return table([head, ...rows], [4, 5, 6, 7]);
}

function layerTable(network: NetworkDescription): string {
  const { paper, recipe, chosen } = network;
  const options = Object.entries(chosen).map(([id, value]) => `${id} ${value}`);
  return [
    `${network.title} (${network.id})`,
    `${paper.authors}: ${paper.title}. ${paper.venue}, ${paper.year}. ${paper.link}`,
    ...network.deviations.map((deviation) => `Differs from the paper: ${deviation}`),
    ...(recipe.changes ?? []).map((change) => `For small windows: ${change}`),
    '',
    [`Input ${network.input.join(' x ')}`, `${network.classes} classes`, ...options].join(', '),
    table(
      [['Layer', 'Kind', 'Output', 'Parameters', 'MACs', 'Activations'], ...layerRows(network.layers, 0)],
      [3, 4, 5],
    ),
    '',
    `${count(network.trainableParameters)} trainable of ${count(network.totalParameters)} parameters, ` +
      `${count(network.macs)} multiply-accumulates and ${count(network.activations)} activations a window`,
    `Shared between overlapping windows: the first ${network.trunkLayers} layers, ` +
      `${count(network.denseMacs)} multiply-accumulates a pixel`,
    ...network.options.map(optionLine),
    `Recipe: window ${recipe.patch}, ${recipe.components} components, ${recipe.epochs} epochs, ` +
      `${recipe.optimizer}, rate ${recipe.learningRate}, batch ${recipe.batch}`,
    `Source: ${recipe.source}`,
  ].join('\n');
}

/** A layer, then those that it is built of, each indented below it. */
function layerRows(layers: readonly LayerDescription[], depth: number): string[][] {
  return layers.flatMap(({ name, kind, outputShape, parameters, macs, activations, parts = [] }) => [
    [
      '  '.repeat(depth) + name,
      kind,
      outputShape.join(' x '),
      count(parameters),
      count(macs),
      count(activations),
    ],
    ...layerRows(parts, depth + 1),
  ]);
}

function optionLine(option: NetworkDescription['options'][number]): string {
  const allowed =
    'choices' in option ? option.choices.join(', ') : `a number from ${option.least} to ${option.most}`;
  return `Option ${option.id}: ${option.title}, ${allowed}; the recipe has ${option.default}`;
}

function parseInput(text: string): [number, number, number] {
  const sizes = text.split(/[x×]/i).map(Number);
  if (sizes.length === 3 && sizes.every((size) => Number.isInteger(size) && size >= 1 && size <= 10_000)) {
    return sizes as [number, number, number];
  }
  throw new InvalidSettingsError(
    'invalid-input',
    `The input is "${text}", but it must be rows x columns x components, such as 25x25x30.`,
    { value: text },
  );
}

function parseClasses(text: string): number {
  const classes = Number(text);
  if (Number.isInteger(classes) && classes >= 2 && classes <= 65_535) return classes;
  throw new InvalidSettingsError(
    'invalid-classes',
    `The number of classes is "${text}", but it must be a whole number from 2 to 65535.`,
    { value: text },
  );
}
