import {
  layerRows,
  separableConvolutions,
  separableFormula,
  sharedRows,
  sharing,
  type LayerRow,
  type SeparableConvolution,
} from '@shared/layer-table';
import type { LayerDescription, NetworkDescription, NetworkOption } from '@shared/network';
import { allowedText } from '../../engine/networks/options';
import { count, table } from '../output';

const COUNTED = ['Output', 'Trainable', 'MACs', 'Activations'];

/** A network with its paper, its layers and its recipe. */
export function layerTable(network: NetworkDescription): string {
  const { recipe } = network;
  const rows = layerRows(network.layers);
  const shared = sharedRows(rows, 'left', network);
  const cells = rows.map((row, index) => [
    indented(row),
    row.left!.kind,
    ...counts(row.left),
    shared[index] ? 'scene' : 'window',
  ]);
  return [
    ...heading(network),
    ...network.deviations.map((deviation) => `Differs from the paper: ${deviation}`),
    ...(recipe.changes ?? []).map((change) => `For small windows: ${change}`),
    '',
    builtFor(network),
    table([['Layer', 'Kind', ...COUNTED, 'Once a'], ...cells], [3, 4, 5]),
    '',
    `${totals(network)} a window`,
    '',
    ...sharingTable(network),
    ...separableTable(network),
    ...network.options.map(optionLine),
    `Recipe: window ${recipe.patch}, ${recipe.components} components, ${recipe.epochs} epochs, ` +
      `${recipe.optimizer}, rate ${recipe.learningRate}, batch ${recipe.batch}`,
    `Source: ${recipe.source}`,
  ].join('\n');
}

/** Two networks beside each other: A, B, and what B needs for each unit that A needs. */
export function comparison(left: NetworkDescription, right: NetworkDescription): string {
  const rows = layerRows(left.layers, right.layers).map((row) => [
    indented(row),
    kinds(row),
    ...counts(row.left),
    ...counts(row.right),
    row.left && row.right ? ratio(row.right.macs, row.left.macs) : '',
  ]);
  const head = [
    'Layer',
    'Kind',
    ...COUNTED.map((name) => `${name} A`),
    ...COUNTED.map((name) => `${name} B`),
  ];
  const measures = [
    ['trainable parameters', left.trainableParameters, right.trainableParameters],
    ['parameters', left.totalParameters, right.totalParameters],
    ['multiply-accumulates', left.macs, right.macs],
    ['activations', left.activations, right.activations],
  ] as const;
  return [
    ...heading(left, 'A: '),
    `   ${builtFor(left)}`,
    ...heading(right, 'B: '),
    `   ${builtFor(right)}`,
    '',
    table([[...head, 'MACs B/A'], ...rows], [3, 4, 5, 7, 8, 9, 10]),
    '',
    table(
      [
        ['All layers', 'A', 'B', 'B/A'],
        ...measures.map(([name, a, b]) => [name, count(a), count(b), ratio(b, a)]),
      ],
      [1, 2, 3],
    ),
    ...separableTable(left, 'A: '),
    ...separableTable(right, 'B: '),
  ].join('\n');
}

export function heading(
  { title, id, paper }: Pick<NetworkDescription, 'title' | 'id' | 'paper'>,
  mark = '',
): string[] {
  return [
    `${mark}${title} (${id})`,
    `${' '.repeat(mark.length)}${paper.authors}: ${paper.title}. ${paper.venue}, ${paper.year}. ${paper.link}`,
  ];
}

function builtFor({ input, classes, chosen }: NetworkDescription): string {
  const options = Object.entries(chosen).map(([id, value]) => `${id} ${value}`);
  return [`Input ${input.join(' x ')}`, `${classes} classes`, ...options].join(', ');
}

function totals({ trainableParameters, totalParameters, macs, activations }: NetworkDescription): string {
  return (
    `${count(trainableParameters)} trainable of ${count(totalParameters)} parameters, ` +
    `${count(macs)} multiply-accumulates and ${count(activations)} activations`
  );
}

/** Where dense execution cuts the network, and what that saves. */
function sharingTable(network: NetworkDescription): string[] {
  const { layers, trunkLayers, headInput, headMacs, macs, denseMacs } = network;
  const found = sharing(network);
  if (!found) return ['Dense execution: no layers that overlapping windows could share', ''];
  const { windowMacs, pixelMacs, breakEven, factor } = found;
  return [
    `Dense execution: the trunk, layers 1 to ${trunkLayers}, runs once over a scene; the head, layers ` +
      `${trunkLayers + 1} to ${layers.length}, once for each window, of which it sees ${headInput.join(' x ')} features`,
    table(
      [
        ['MACs a labelled pixel', 'Trunk', 'Head', 'Both', 'Saved'],
        ['each window by itself', count(windowMacs), count(headMacs), count(macs), ''],
        [
          'every pixel of a scene',
          count(pixelMacs),
          count(headMacs),
          count(denseMacs),
          `${factor.toFixed(1)} times`,
        ],
      ],
      [1, 2, 3, 4],
    ),
    `Sharing pays where more than ${percent(breakEven)} of a scene's pixels are labelled`,
    '',
  ];
}

const percent = (share: number): string => `${Number((100 * share).toPrecision(2))} %`;

const indented = ({ path }: LayerRow): string => '  '.repeat(path.length - 1) + path[path.length - 1];

function kinds({ left, right }: LayerRow): string {
  const names = new Set([left, right].flatMap((layer) => (layer ? [layer.kind] : [])));
  return [...names].join(' / ');
}

function counts(layer: LayerDescription | undefined): string[] {
  if (!layer) return COUNTED.map(() => '');
  const { outputShape, trainableParameters, macs, activations } = layer;
  return [outputShape.join(' x '), count(trainableParameters), count(macs), count(activations)];
}

const ratio = (part: number, whole: number): string => (whole === 0 ? '' : (part / whole).toFixed(3));

/** Every depthwise separable convolution with its own K and N; nothing where there is none. */
function separableTable({ layers }: NetworkDescription, mark = ''): string[] {
  const found = separableConvolutions(layers);
  if (found.length === 0) return [];
  const all = (of: (each: SeparableConvolution) => number) => found.reduce((sum, each) => sum + of(each), 0);
  const grouped = found.some(({ groups }) => groups > 1);
  const [macs, standard] = [all((each) => each.macs), all((each) => each.standardMacs)];
  return [
    '',
    `${mark}Depthwise separable convolutions: a standard one needs 1 / (${grouped ? '1/N + 1/(g K^2)' : '1/N + 1/K^2'}) times as much`,
    table(
      [
        ['Block', 'K', 'N', ...(grouped ? ['g'] : []), 'MACs', 'Standard', 'Counted', 'By formula'],
        ...found.map((each) => [
          each.path.join('/'),
          String(each.kernel),
          count(each.filters),
          ...(grouped ? [String(each.groups)] : []),
          count(each.macs),
          count(each.standardMacs),
          ratio(each.macs, each.standardMacs),
          separableFormula(each),
        ]),
        ['all', '', '', ...(grouped ? [''] : []), count(macs), count(standard), ratio(macs, standard), ''],
      ],
      [1, 2, 3, 4, 5, 6, 7],
    ),
    '',
  ];
}

export function optionLine(option: NetworkOption): string {
  return `Option ${option.id}: ${option.title}, ${allowedText(option)}; the recipe has ${option.default}`;
}
