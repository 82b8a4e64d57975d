import { stdOfSources } from '../../src-main/engine/evaluation/runs';
import { markdownTable } from '../bench/table';
import type { RunRecord, StudiedSplit } from '../results/record';
import { baselineOn, spreadOf, summarise } from '../results/summary';
import type { KeptExperiment } from './kept';
import { layerAt } from '../support/networks';
import { count, described, describedForWindow, shape } from './layers';

export interface Material {
  /** Undefined where it has not been run, or with another recipe. */
  experiment(id: string): KeptExperiment | undefined;
  /** The runs of `npm run results`. */
  records: readonly RunRecord[];
}

/** The tables of docs/course.md, by the names of their marks. */
export const BLOCKS: Readonly<Record<string, (material: Material) => string>> = {
  seeds,
  shuffle,
  depthwise,
  groups,
  'attention-cost': attentionCost,
  'attention-effect': attentionEffect,
  pointwise,
  inception,
  splits,
  components,
};

const NOT_YET = '–';
const points = (fraction: number) => (100 * fraction).toFixed(2);
const plusMinus = ({ mean, std }: KeptExperiment['runs']) => `${points(mean.oa)} ± ${points(std.oa)}`;

/** Which seed brings which spread. */
function seeds({ experiment }: Material): string {
  const sources = ['split', 'weights', 'order'];
  const head = ['network', 'mean OA %', ...sources.map((source) => `${source} ±`), 'all three ±'];
  const rows = ['fc', 'cnn'].map((network) => {
    const runs = experiment(`vary-${network}`)?.runs;
    const each = sources.map((source) => runs?.sources.find((one) => one.source === source)?.std.oa);
    const together = runs && !each.includes(undefined) ? stdOfSources(runs.sources).oa : undefined;
    return [
      `\`${network}\``,
      runs ? points(runs.mean.oa) : NOT_YET,
      ...[...each, together].map((value) => (value === undefined ? NOT_YET : points(value))),
    ];
  });
  return markdownTable(head, rows, [1, 2, 3, 4, 5]);
}

/** What it costs not to know which pixels are neighbours. */
function shuffle({ experiment }: Material): string {
  const rows = ['fc', 'cnn'].map((network) => {
    const [ordered, shuffled] = [experiment(`ordered-${network}`), experiment(`shuffled-${network}`)];
    const loss = ordered && shuffled && shuffled.runs.mean.oa - ordered.runs.mean.oa;
    return [
      `\`${network}\``,
      ordered ? plusMinus(ordered.runs) : NOT_YET,
      shuffled ? plusMinus(shuffled.runs) : NOT_YET,
      loss === undefined ? NOT_YET : signed(loss),
    ];
  });
  return markdownTable(['network', 'OA %', 'OA %, pixels shuffled', 'difference'], rows, [1, 2, 3]);
}

const signed = (fraction: number) => `${fraction < 0 ? '−' : '+'}${points(Math.abs(fraction))}`;

/** MobileNet's blocks as standard convolutions and as depthwise separable ones. */
function depthwise(): string {
  const [separable, standard] = ['separable', 'standard'].map((convolution) =>
    described('mobilenet-v1', { convolution }),
  );
  const shown = ['block-1', 'block-2', 'block-4', 'block-6', 'block-12'];
  const rows = shown.map((name) => {
    const whole = layerAt(standard, [name, 'conv']);
    const [by, point] = ['depthwise', 'pointwise'].map((part) => layerAt(separable, [name, part]));
    const filters = whole.outputShape[2];
    return [
      ...[name, shape(whole.outputShape), count(whole.macs), count(by.macs), count(point.macs)],
      ((by.macs + point.macs) / whole.macs).toFixed(4),
      (1 / filters + 1 / 9).toFixed(4),
    ];
  });
  rows.push([
    ...['whole network', '', count(standard.macs), '', count(separable.macs)],
    ...[(separable.macs / standard.macs).toFixed(4), ''],
  ]);
  const head = [
    ...['layer', 'output', 'MACs, standard', 'MACs, depthwise', 'MACs, 1x1', 'ratio'],
    '1/N + 1/9',
  ];
  return markdownTable(head, rows, [2, 3, 4, 5, 6]);
}

/** ShuffleNet's table 1: more groups are spent on more channels. */
function groups(): string {
  const rows = [1, 2, 3, 4, 8].map((number) => {
    const network = described('shufflenet-v1', { groups: number });
    const path = ['stage-2-2', 'add', 'body', 'reduce'];
    const kernel = layerAt(network, path);
    const channels = layerAt(network, ['stage-2-2']).outputShape[2];
    return [
      ...[String(number), count(channels), count(kernel.parameters)],
      count(channels * kernel.outputShape[2]),
      ...[count(network.trainableParameters), count(network.macs)],
    ];
  });
  const head = [
    ...['groups', 'channels', '1x1 parameters', 'without groups', 'parameters of all'],
    'MACs of all',
  ];
  return markdownTable(head, rows, [0, 1, 2, 3, 4, 5]);
}

function attentionCost(): string {
  const pairs: [string, string, Record<string, string>?][] = [
    ['resnet18', 'se-resnet18'],
    ['resnet18', 'cbam-resnet18'],
    ['resnet50', 'se-resnet50'],
    ['resnet50', 'cbam-resnet50'],
    ['mobilenet-v3-small', 'mobilenet-v3-small', { attention: 'none' }],
  ];
  const rows = pairs.map(([plain, attentive, options]) => {
    const [without, attended] = [described(plain, options), described(attentive)];
    const more = (of: 'trainableParameters' | 'macs') =>
      `+${(100 * (attended[of] / without[of] - 1)).toFixed(2)} %`;
    return [
      `\`${attentive}\``,
      options ? `\`attention=${options.attention}\`` : `\`${plain}\``,
      ...[count(attended.trainableParameters), more('trainableParameters')],
      ...[count(attended.macs), more('macs')],
    ];
  });
  return markdownTable(
    ['with attention', 'without', 'parameters', 'more', 'MACs', 'more'],
    rows,
    [2, 3, 4, 5],
  );
}

function attentionEffect({ experiment }: Material): string {
  const rows = [
    ['squeeze and excitation', 'attention-se'],
    ['none', 'attention-none'],
  ].map(([name, id]) => {
    const kept = experiment(id);
    return kept
      ? [name, plusMinus(kept.runs), count(kept.network.parameters), count(kept.network.macs)]
      : [name, NOT_YET, NOT_YET, NOT_YET];
  });
  return markdownTable(['attention', 'OA %', 'parameters', 'MACs a window'], rows, [1, 2, 3]);
}

/** Kernels of 1x1 beside fully connected layers. */
function pointwise(): string {
  const layers = [
    { network: described('googlenet'), path: ['inception-4a', '1x1', 'conv'], input: [14, 14, 480] },
    { network: described('resnet50'), path: ['conv2_2', 'body', 'conv-1'], input: [56, 56, 256] },
    { network: described('vgg16'), path: ['fc6'], input: [7, 7, 512] },
    { network: describedForWindow('fc'), path: ['dense-1'], input: [5, 5, 30] },
  ];
  const rows = layers.map(({ network, path, input }) => {
    const { kind, outputShape, parameters, macs } = layerAt(network, path);
    return [
      `\`${network.id}\` ${path.join('/')}`,
      kind === 'Dense' ? 'fully connected' : '1x1 kernels',
      ...[shape(input), shape(outputShape), count(parameters), count(macs)],
      (macs / parameters).toFixed(1),
    ];
  });
  const head = ['layer', 'kind', 'input', 'output', 'parameters', 'MACs', 'MACs a parameter'];
  return markdownTable(head, rows, [4, 5, 6]);
}

/** What 1x1 kernels in front of the large ones save. */
function inception(): string {
  const rows = ['naive', 'v1'].map((form) => {
    const network = described('googlenet', { inception: form });
    const module = layerAt(network, ['inception-4a']);
    return [
      ...[form, count(module.outputShape[2]), count(module.macs)],
      ...[count(network.trainableParameters), count(network.macs)],
    ];
  });
  const head = [...['`inception`', 'channels of 4a', 'MACs of 4a', 'parameters of all'], 'MACs of all'];
  return markdownTable(head, rows, [1, 2, 3, 4]);
}

/** Networks that were run on both splits, and what a method without windows does on the pixels of the disjoint one. */
function splits({ records }: Material): string {
  const summaries = (split: StudiedSplit) => summarise(records, split, () => true);
  const disjoint = new Map(summaries('disjoint').map((summary) => [summary.id, summary]));
  const rows = summaries('random').flatMap(({ id, runs }) => {
    const apart = disjoint.get(id);
    if (!apart) return [];
    const [near, far] = [runs, apart.runs].map((some) => spreadOf(some, ({ oa }) => oa).mean);
    const there = baselineOn(apart, records);
    const { patch } = runs[0].settings;
    const seen = spreadOf(runs, ({ split }) => split.overlap).mean;
    return [
      [
        ...[`\`${id}\``, `${patch} x ${patch}`, (100 * seen).toFixed(1), points(near), points(far)],
        signed(far - near),
        there.length === 0 ? NOT_YET : points(spreadOf(there, ({ oa }) => oa).mean),
      ],
    ];
  });
  const head = [
    ...['network', 'window', 'has seen %', 'OA %, random', 'OA %, disjoint', 'difference'],
    'OA %, `svm` there',
  ];
  return markdownTable(head, rows, [1, 2, 3, 4, 5, 6]);
}

/** What fewer channels do where windows show taught ground and where they do not. */
function components({ experiment }: Material): string {
  const shown = (id: string) => {
    const kept = experiment(id);
    return kept ? plusMinus(kept.runs) : NOT_YET;
  };
  const rows = ['30', '10', '5'].map((count) => [
    ...[count, shown(count === '30' ? 'ordered-cnn' : `near-cnn-${count}`)],
    ...[shown(`apart-cnn-${count}`), shown(`apart-svm-${count}`)],
  ]);
  const head = ['components', 'OA %, `cnn`, random', 'OA %, `cnn`, disjoint', 'OA %, `svm` there'];
  return markdownTable(head, rows, [0, 1, 2, 3]);
}
