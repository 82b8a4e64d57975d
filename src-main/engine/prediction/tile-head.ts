import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor2D, Tensor3D } from '@tensorflow/tfjs-core';
import { HEAD_FLOATS, type Execution } from '../networks/execution';
import { gatherWindows, predictLayers } from '../networks/forward';
import { cheapestPieces, directMacs, type Pieces, type WindowSizes } from '../networks/frequencies/pieces';
import { windowProducts } from '../networks/frequencies/window-products';
import { sizeOf } from '../networks/layer';
import { headMacs, headPeak, trunkMacsPerPixel, type Plan } from '../networks/plan';
import type { Tile } from '../networks/tiles';
import { cornersOf } from '../networks/window-logits';

/** A network's head over the windows of one tile. */
export interface TileHead {
  /** Most pixels to ask for at once. */
  readonly atOnce: number;
  /** (stop - start, classes) of the tile's pixels from `start` to `stop`, row * tile.columns + column. */
  logits(start: number, stop: number): Tensor;
  dispose(): void;
}

/**
 * The head over a tile: window by window, or where it begins with a large fully connected layer that costs less as a
 * convolution of the whole tile, that way. Both give the same but for rounding.
 * @param features of the tile, (1, rows, columns, ...); they belong to the head from now on
 */
export function tileHead(
  execution: Execution,
  weights: readonly Tensor[],
  features: Tensor,
  tile: Tile,
): TileHead {
  const products = cheaperProducts(execution, tile);
  return products
    ? new ProductsHead(execution, weights, features, products)
    : new WindowsHead(execution, weights, features, tile);
}

/** Of the work on a tile, roughly, what its head needs before it gives its first logits, the features included. */
export function preparingShare(execution: Execution, tile: Tile): number {
  const { plan } = execution;
  const pixels = tile.rows * tile.columns;
  const products = cheaperProducts(execution, tile);
  const before = pixels * trunkMacsPerPixel(plan) + (products?.pieces.macs ?? 0);
  const after = pixels * headMacs({ head: products ? plan.head.slice(2) : plan.head });
  return before / Math.max(1, before + after);
}

class WindowsHead implements TileHead {
  readonly atOnce: number;
  private readonly plan: Plan;

  constructor(
    { windowsAtOnce, plan }: Execution,
    private readonly weights: readonly Tensor[],
    private readonly features: Tensor,
    private readonly tile: Tile,
  ) {
    this.atOnce = windowsAtOnce;
    this.plan = plan;
  }

  logits(start: number, stop: number): Tensor {
    const { plan, features, tile } = this;
    const positions = Int32Array.from({ length: stop - start }, (_, index) => start + index);
    const corners = cornersOf(positions, tile.columns, features.shape[2] as number);
    const windows = tf.tidy(() => gatherWindows(features, corners, plan.window));
    const logits = predictLayers(windows, plan.head, this.weights);
    windows.dispose();
    return logits;
  }

  dispose(): void {
    this.features.dispose();
  }
}

/** What convolution in frequencies has to save to be worth its passes over memory. */
const WORTH_IT = 3;

function cheaperProducts({ kind, plan }: Execution, { rows, columns }: Tile) {
  const [first, second] = plan.head;
  if (kind !== 'dense' || first?.layer.kind !== 'Flatten' || !second?.layer.afterProducts) return undefined;
  const channels = sizeOf(first.input.slice(2));
  const sizes = { rows, columns, side: plan.window, channels, units: second.output[0] };
  const pieces = cheapestPieces(sizes);
  return directMacs(sizes) > WORTH_IT * pieces.macs ? { sizes, pieces } : undefined;
}

class ProductsHead implements TileHead {
  readonly atOnce: number;
  private readonly values: Tensor2D;
  private readonly rest: Plan['head'];

  constructor(
    { plan }: Execution,
    private readonly weights: readonly Tensor[],
    features: Tensor,
    { sizes, pieces }: { sizes: WindowSizes; pieces: Pieces },
  ) {
    const [, connected, ...rest] = plan.head;
    this.rest = rest;
    this.atOnce = Math.max(1, Math.floor(HEAD_FLOATS / headPeak({ head: rest })));
    const { layer, firstWeight, weights: own } = connected;
    const [kernel, ...others] = weights.slice(firstWeight, firstWeight + own.length);
    this.values = tf.tidy(() => {
      const [, rows, columns] = features.shape as number[];
      const picture = tf.reshape(features, [rows, columns, sizes.channels]) as Tensor3D;
      const products = windowProducts(picture, kernel as Tensor2D, sizes, pieces);
      return layer.afterProducts!(products, [kernel, ...others]) as Tensor2D;
    });
    features.dispose();
  }

  logits(start: number, stop: number): Tensor {
    const some = tf.slice(this.values, [start, 0], [stop - start, -1]);
    const logits = predictLayers(some, this.rest, this.weights);
    some.dispose();
    return logits;
  }

  dispose(): void {
    this.values.dispose();
  }
}
