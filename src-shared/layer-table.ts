/** What the command line and the window show of a network's layers, beside another network or alone. */
import type { LayerDescription, NetworkDescription } from './network';

/** A layer, or a part of one, of one network or of both. */
export interface LayerRow {
  /** Names from the outermost layer to this one. */
  path: string[];
  left?: LayerDescription;
  right?: LayerDescription;
}

/**
 * Every layer, its parts below it. With a second network, layers of the same name lie beside each other as far as the
 * order of both allows; the others have a row of their own.
 */
export function layerRows(
  left: readonly LayerDescription[],
  right: readonly LayerDescription[] = [],
  above: readonly string[] = [],
): LayerRow[] {
  return aligned(left, right).flatMap((pair) => {
    const path = [...above, (pair.left ?? pair.right)!.name];
    return [{ path, ...pair }, ...layerRows(pair.left?.parts ?? [], pair.right?.parts ?? [], path)];
  });
}

/** What dense execution saves when every pixel of a large scene is labelled. */
export interface Sharing {
  /** Multiply-accumulates of the shared layers: for a window by itself, and for one more pixel of a scene. */
  windowMacs: number;
  pixelMacs: number;
  /** Share of a scene's pixels from which on their windows by themselves cost more than the scene as a whole. */
  breakEven: number;
  /** How many times less all layers need for a labelled pixel. */
  factor: number;
}

/** Undefined for a network whose first layers cannot be shared. */
export function sharing({ trunkLayers, macs, denseMacs, headMacs }: NetworkDescription): Sharing | undefined {
  if (trunkLayers === 0) return undefined;
  const windowMacs = macs - headMacs;
  const pixelMacs = denseMacs - headMacs;
  return { windowMacs, pixelMacs, breakEven: pixelMacs / windowMacs, factor: macs / denseMacs };
}

/** For every row: whether dense execution computes the layer that one side has there once for a whole scene. */
export function sharedRows(
  rows: readonly LayerRow[],
  side: 'left' | 'right',
  { layers, trunkLayers }: NetworkDescription,
): boolean[] {
  const trunk = new Set(layers.slice(0, trunkLayers));
  let within = false;
  return rows.map(({ path, [side]: layer }) => {
    if (path.length === 1) within = layer !== undefined && trunk.has(layer);
    return within && layer !== undefined;
  });
}

type Pair = Pick<LayerRow, 'left' | 'right'>;

/** The longest common subsequence of the names; what is left out of it stands before the next common one. */
function aligned(left: readonly LayerDescription[], right: readonly LayerDescription[]): Pair[] {
  const common = commonLengths(left, right);
  const pairs: Pair[] = [];
  let [i, j] = [0, 0];
  while (i < left.length || j < right.length) {
    if (left[i]?.name === right[j]?.name) pairs.push({ left: left[i++], right: right[j++] });
    else if (j === right.length || (i < left.length && common[i + 1][j] >= common[i][j + 1]))
      pairs.push({ left: left[i++] });
    else pairs.push({ right: right[j++] });
  }
  return pairs;
}

/** How many names the rests of both lists have in common, in the same order. */
function commonLengths(left: readonly LayerDescription[], right: readonly LayerDescription[]): number[][] {
  const lengths = Array.from({ length: left.length + 1 }, () => new Array<number>(right.length + 1).fill(0));
  for (let i = left.length - 1; i >= 0; i--)
    for (let j = right.length - 1; j >= 0; j--)
      lengths[i][j] =
        left[i].name === right[j].name
          ? lengths[i + 1][j + 1] + 1
          : Math.max(lengths[i + 1][j], lengths[i][j + 1]);
  return lengths;
}

/**
 * A convolution with one kernel a channel and the 1x1 convolution behind it, which together stand for a standard
 * convolution (Howard et al. 2017, arXiv:1704.04861, section 3.1).
 */
export interface SeparableConvolution {
  path: string[];
  /** Side of the depthwise kernel: K. */
  kernel: number;
  /** Outputs of the 1x1 convolution: N. */
  filters: number;
  /** Of the 1x1 convolution. */
  groups: number;
  /** Multiply-accumulates of both, and of the standard convolution of the same size. */
  macs: number;
  standardMacs: number;
}

/** All of them, in the network's order, wherever they are in its blocks. */
export function separableConvolutions(
  layers: readonly LayerDescription[],
  above: readonly string[] = [],
): SeparableConvolution[] {
  return layers.flatMap((layer, index) => {
    if (layer.parts) return separableConvolutions(layer.parts, [...above, layer.name]);
    if (layer.kind !== 'DepthwiseConv2D') return [];
    const pointwise = layers.slice(index + 1).find(({ kind }) => kind.includes('Conv2D'));
    const found = pointwise && separable(layer, pointwise);
    return found ? [{ path: above.length > 0 ? [...above] : [layer.name], ...found }] : [];
  });
}

function separable(
  depthwise: LayerDescription,
  pointwise: LayerDescription,
): Omit<SeparableConvolution, 'path'> | undefined {
  const [rows, columns, channels] = depthwise.outputShape;
  const [ownRows, ownColumns, filters] = pointwise.outputShape;
  const kernel = Math.sqrt(depthwise.macs / (rows * columns * channels));
  const groups = (rows * columns * channels * filters) / pointwise.macs;
  const onePixelEach = rows === ownRows && columns === ownColumns && Number.isInteger(groups);
  if (pointwise.kind === depthwise.kind || !onePixelEach) return undefined;
  const macs = depthwise.macs + pointwise.macs;
  return { kernel, filters, groups, macs, standardMacs: depthwise.macs * filters };
}

/** The paper's share of a standard convolution's work: 1/N + 1/K^2, with groups 1/N + 1/(g K^2). */
export function separableShare({ kernel, filters, groups }: SeparableConvolution): number {
  return 1 / filters + 1 / (groups * kernel ** 2);
}

/** The formula with this convolution's own numbers, such as "1/64 + 1/9 = 0.127". */
export function separableFormula(convolution: SeparableConvolution): string {
  const { kernel, filters, groups } = convolution;
  const area = groups > 1 ? `(${groups}·${kernel ** 2})` : String(kernel ** 2);
  return `1/${filters} + 1/${area} = ${separableShare(convolution).toFixed(3)}`;
}
