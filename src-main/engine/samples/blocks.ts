import type { Random } from './random';
import type { LabelGrid } from './sides';

/** More blocks make a finer choice that takes longer, in proportion to their square. */
const MOST_BLOCKS = 600;

/** Labelled pixels by block and class, and which blocks are within reach of each other. */
interface BlockGrid {
  side: number;
  rows: number;
  columns: number;
  /** Blocks x classes. */
  counts: Int32Array[];
  /** Blocks whose windows may share a pixel: this many block rows and columns away, or nearer. */
  reach: number;
}

/**
 * Chooses the blocks that training pixels may come from. Blocks are added one at a time, each time the one that
 * helps most, while a class gains a first training pixel, or training pixels that it lacks, for less than it loses
 * in test pixels. `random` decides between equals.
 *
 * @returns rows x columns: 1 where the pixel's block is for training
 */
export function chooseTrainingBlocks(
  truth: LabelGrid,
  pixelsOfClass: Map<number, Int32Array>,
  wanted: Map<number, number>,
  patch: number,
  random: Random,
): Uint8Array {
  const grid = divide(truth, pixelsOfClass, patch);
  const targets = [...pixelsOfClass].map(([label, pixels]) => ({
    train: wanted.get(label)!,
    test: Math.max(1, pixels.length - wanted.get(label)!),
  }));
  const chosen = new Uint8Array(grid.counts.length);
  const covered = new Uint8Array(grid.counts.length);
  const train = new Int32Array(targets.length);
  const test = Int32Array.from(pixelsOfClass.values(), (pixels) => pixels.length);
  const order = random.shuffle(Int32Array.from(chosen.keys()));

  for (let score = worth(train, test, targets); ;) {
    let best = -1;
    let bestScore = score + 1e-9;
    for (const block of order) {
      if (chosen[block] === 1) continue;
      const next = afterChoosing(grid, block, covered, train, test);
      const nextScore = worth(next.train, next.test, targets);
      if (nextScore > bestScore) [best, bestScore] = [block, nextScore];
    }
    if (best < 0) break;
    const next = afterChoosing(grid, best, covered, train, test);
    train.set(next.train);
    test.set(next.test);
    chosen[best] = 1;
    for (const block of neighbours(grid, best)) covered[block] = 1;
    score = bestScore;
  }
  return paint(truth, grid, chosen);
}

/**
 * How good a choice is. Being trained counts most, being on both sides next, then how near each class comes to the
 * training and test pixels it should have.
 */
function worth(train: Int32Array, test: Int32Array, targets: { train: number; test: number }[]): number {
  let sum = 0;
  for (let index = 0; index < targets.length; index++) {
    if (train[index] === 0) continue;
    sum += 2 + Math.min(1, train[index] / targets[index].train);
    if (test[index] > 0) sum += 4 + 2 * Math.min(1, test[index] / targets[index].test);
  }
  return sum;
}

function afterChoosing(
  grid: BlockGrid,
  block: number,
  covered: Uint8Array,
  train: Int32Array,
  test: Int32Array,
): { train: Int32Array; test: Int32Array } {
  const nextTrain = train.map((count, index) => count + grid.counts[block][index]);
  const nextTest = test.slice();
  for (const other of neighbours(grid, block)) {
    if (covered[other] === 1) continue;
    const counts = grid.counts[other];
    for (let index = 0; index < counts.length; index++) nextTest[index] -= counts[index];
  }
  return { train: nextTrain, test: nextTest };
}

function divide(truth: LabelGrid, pixelsOfClass: Map<number, Int32Array>, patch: number): BlockGrid {
  const side = Math.max(
    Math.ceil(patch / 3),
    Math.ceil(Math.sqrt((truth.rows * truth.columns) / MOST_BLOCKS)),
  );
  const rows = Math.ceil(truth.rows / side);
  const columns = Math.ceil(truth.columns / side);
  const counts = Array.from({ length: rows * columns }, () => new Int32Array(pixelsOfClass.size));
  [...pixelsOfClass.values()].forEach((pixels, index) => {
    for (const pixel of pixels) counts[blockOf(pixel, truth.columns, side, columns)][index]++;
  });
  return { side, rows, columns, counts, reach: Math.ceil((patch - 1) / side) };
}

function blockOf(pixel: number, sceneColumns: number, side: number, blockColumns: number): number {
  const row = Math.floor(pixel / sceneColumns);
  const column = pixel % sceneColumns;
  return Math.floor(row / side) * blockColumns + Math.floor(column / side);
}

function* neighbours(grid: BlockGrid, block: number): Generator<number> {
  const row = Math.floor(block / grid.columns);
  const column = block % grid.columns;
  const lastRow = Math.min(grid.rows - 1, row + grid.reach);
  const lastColumn = Math.min(grid.columns - 1, column + grid.reach);
  for (let otherRow = Math.max(0, row - grid.reach); otherRow <= lastRow; otherRow++) {
    for (let other = Math.max(0, column - grid.reach); other <= lastColumn; other++) {
      yield otherRow * grid.columns + other;
    }
  }
}

function paint(truth: LabelGrid, grid: BlockGrid, chosen: Uint8Array): Uint8Array {
  const painted = new Uint8Array(truth.rows * truth.columns);
  for (let pixel = 0; pixel < painted.length; pixel++) {
    painted[pixel] = chosen[blockOf(pixel, truth.columns, grid.side, grid.columns)];
  }
  return painted;
}
