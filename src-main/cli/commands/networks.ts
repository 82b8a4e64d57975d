import type { ClassicalDescription, ClassifierDescription, NetworkDescription } from '@shared/network';
import { InvalidSettingsError } from '../../engine/errors';
import type { EngineHost } from '../../engine-host/host';
import { parseOptions } from '../network-options';
import { count, print, table } from '../output';
import { comparison, layerTable } from './layer-tables';
import { methodText } from './method-text';

export interface NetworksOptions {
  input?: string;
  classes?: string;
  option: string[];
  /** Of the second network. */
  otherOption: string[];
  json?: boolean;
}

/**
 * Lists the networks, or shows one with its layers, counted for the given input and classes, or two beside each other:
 * another network, or the same with other options.
 */
export async function networks(
  engine: EngineHost,
  id: string | undefined,
  other: string | undefined,
  options: NetworksOptions,
): Promise<void> {
  const describe = (own: string | undefined, chosen: readonly string[]): Promise<ClassifierDescription[]> =>
    engine.call('describeNetworks', {
      ids: own === undefined ? undefined : [own],
      input: options.input === undefined ? undefined : parseInput(options.input),
      classes: options.classes === undefined ? undefined : parseClasses(options.classes),
      options: parseOptions(chosen),
    });
  if (id === undefined && options.otherOption.length > 0) throw nothingToCompare(options.otherOption[0]);
  const asJson = options.json ?? false;
  const described = await describe(id, options.option);
  if (id === undefined) return print(described, asJson, () => overview(described));
  const [left] = described;
  if (other === undefined && options.otherOption.length === 0)
    return print(left, asJson, () => (left.kind === 'network' ? layerTable(left) : methodText(left)));
  const [right] = await describe(other ?? id, options.otherOption);
  const [a, b] = [left, right].map(requireLayers);
  print([a, b], asJson, () => comparison(a, b));
}

/** @throws InvalidSettingsError for a classical method */
function requireLayers(described: ClassifierDescription): NetworkDescription {
  if (described.kind === 'network') return described;
  throw new InvalidSettingsError(
    'no-layers-to-compare',
    `${described.title} has no layers to compare: name two networks, or networks ${described.id} alone.`,
    { network: described.title },
  );
}

function overview(descriptions: readonly ClassifierDescription[]): string {
  const layered = descriptions.filter(({ kind }) => kind === 'network') as NetworkDescription[];
  const classical = descriptions.filter(({ kind }) => kind === 'classical') as ClassicalDescription[];
  return [
    layeredTable(layered),
    '',
    'Classical methods, each pixel by itself:',
    classicalTable(classical),
  ].join('\n');
}

function classicalTable(methods: readonly ClassicalDescription[]): string {
  const rows = methods.map(({ id, title, paper, options }) => [
    id,
    title,
    `${paper.authors}, ${paper.year}`,
    options.map((option) => `${option.id} ${option.default}`).join(', '),
  ]);
  return table([['Id', 'Title', 'Paper', 'Options'], ...rows], []);
}

function layeredTable(descriptions: readonly NetworkDescription[]): string {
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

function nothingToCompare(option: string): InvalidSettingsError {
  return new InvalidSettingsError(
    'invalid-option',
    `--other-option ${option} is for a second network, but none is named: networks ID OTHER, or networks ID to compare ` +
      'it with itself.',
    { value: option },
  );
}
