import { relu } from '../layers/activations';
import type { Initializer } from '../initializers';
import { residual } from '../layers/composite';
import { dense } from '../layers/dense';
import type { BatchNormalizationOptions } from '../layers/normalization';
import { normalizedConv2d, type NormalizedOptions } from '../layers/normalized';
import { globalAveragePool, maxPool } from '../layers/pooling';
import type { Layer } from '../layer';

/**
 * Deep Residual Learning for Image Recognition. He, Zhang, Ren, Sun, CVPR 2016.
 * DOI 10.1109/CVPR.2016.90, arXiv:1512.03385. Table 1, with projections where the size changes (option B).
 */

export type Depth = 18 | 34 | 50 | 101 | 152;

/** Whether a network for windows is built and trained as is told in resnet.ts for more than 18 layers. */
export const isDeeper = (depth: Depth): boolean => depth > 18;

type Stages = readonly [number, number, number, number];

/** Table 1: blocks of conv2_x to conv5_x. */
const BLOCKS: Record<Depth, Stages> = {
  18: [2, 2, 2, 2],
  34: [3, 4, 6, 3],
  50: [3, 4, 6, 3],
  101: [3, 4, 23, 3],
  152: [3, 8, 36, 3],
};
/** Table 1: filters of the 3x3 kernels in conv2_x to conv5_x. */
const FILTERS: Stages = [64, 128, 256, 512];

/** Attention in front of the addition, for a block's output of so many channels. */
export type Attention = (name: string, channels: number) => Layer;

interface Block {
  name: string;
  filters: number;
  stride: number;
  /** Where the shortcut must be projected: the first block of a stage that changes the size or the channels. */
  projected: boolean;
  /** Unpadded kernels shrink the map and let windows share the work; the shortcut is cropped. */
  padded: boolean;
  attention?: Attention;
  drawn: Drawn;
  /** Which kernel of a bottleneck has the stride. */
  strideIn: '1x1' | '3x3';
  /** Of the block's last normalisation, as it begins: with 0 the block begins as its shortcut. */
  lastScale: BatchNormalizationOptions['scale'];
}

/** How kernels begin: those of the body and those that project a shortcut. */
export interface Drawn {
  kernels: Initializer;
  projections: Initializer;
}

/** The paper's section 3.4: all of them as He et al. (2015) have it. */
const AS_THE_PAPER: Drawn = { kernels: 'he-normal', projections: 'he-normal' };

const convolution = (
  name: string,
  filters: number,
  kernel: number,
  { padded, ...options }: Pick<NormalizedOptions, 'stride' | 'initializer' | 'scale'> & { padded: boolean },
): Layer[] => {
  const padding = padded ? (kernel - 1) / 2 : 'valid';
  return normalizedConv2d(name, filters, kernel, { ...options, padding, activation: null });
};

function block(
  body: Layer[],
  channels: number,
  { name, stride, projected, attention, drawn }: Block,
): Layer[] {
  const attended = attention ? [...body, attention('attention', channels)] : body;
  const initializer = drawn.projections;
  const shortcut = projected
    ? convolution('project', channels, 1, { stride, padded: false, initializer })
    : [];
  return [residual(name, attended, shortcut), relu()];
}

/** Figure 5, left. */
function basicBlock(place: Block): Layer[] {
  const { filters, stride, padded, drawn, lastScale } = place;
  const initializer = drawn.kernels;
  const body = [
    ...convolution('conv-1', filters, 3, { stride, padded, initializer }),
    relu(),
    ...convolution('conv-2', filters, 3, { stride: 1, padded, initializer, scale: lastScale }),
  ];
  return block(body, filters, place);
}

/** Figure 5, right; there the first 1x1 kernel has the stride. */
function bottleneck(place: Block): Layer[] {
  const { filters, stride, padded, drawn, strideIn, lastScale } = place;
  const [first, second] = strideIn === '1x1' ? [stride, 1] : [1, stride];
  const initializer = drawn.kernels;
  const body = [
    ...convolution('conv-1', filters, 1, { stride: first, padded: false, initializer }),
    relu(),
    ...convolution('conv-2', filters, 3, { stride: second, padded, initializer }),
    relu(),
    ...convolution('conv-3', 4 * filters, 1, { stride: 1, padded: false, initializer, scale: lastScale }),
  ];
  return block(body, 4 * filters, place);
}

/**
 * The table of one depth, as published or for windows, with the changes that resnet.ts tells; `attention` is put into every
 * block, as SE-ResNet and CBAM-ResNet do.
 * @param drawn where kernels begin otherwise than in the paper
 */
export function resnetLayers(
  depth: Depth,
  classes: number,
  asPublished: boolean,
  attention?: Attention,
  drawn = AS_THE_PAPER,
): Layer[] {
  const initializer = drawn.kernels;
  const stem = asPublished
    ? [
        ...convolution('conv1', 64, 7, { stride: 2, padded: true, initializer }),
        relu(),
        maxPool('pool1', 3, { stride: 2, padding: 1 }),
      ]
    : [...convolution('conv1', 64, 3, { stride: 1, padded: false, initializer }), relu()];
  const stages = FILTERS.flatMap((filters, stage) =>
    Array.from({ length: BLOCKS[depth][stage] }, (_, index) =>
      (depth < 50 ? basicBlock : bottleneck)({
        name: `conv${stage + 2}_${index + 1}`,
        filters,
        stride: stage > 0 && index === 0 ? 2 : 1,
        projected: index === 0 && (stage > 0 || depth >= 50),
        padded: asPublished || stage > 0,
        attention,
        drawn,
        strideIn: asPublished ? '1x1' : '3x3',
        lastScale: !asPublished && isDeeper(depth) ? 'zeros' : 'ones',
      }),
    ).flat(),
  );
  return [...stem, ...stages, globalAveragePool(), dense('classes', classes, { initializer: 'he-normal' })];
}
