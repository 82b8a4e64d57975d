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

/** How often the choice is made anew, with other likings; the best one is taken. */
const ATTEMPTS = 8;

/** Pixels that a class should have on each side. */
interface Target {
  train: number;
  test: number;
}

/**
 * Chooses the blocks that training pixels may come from, so that as many classes as possible are on both sides.
 *
 * @param wanted training pixels of each class
 * @param random decides between choices of about the same worth
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
  let best = chooseOnce(grid, targets, random);
  for (let attempt = 1; attempt < ATTEMPTS; attempt++) {
    const other = chooseOnce(grid, targets, random);
    if (other.score > best.score) best = other;
  }
  return paint(truth, grid, best.chosen);
}

/**
 * Adds one block at a time, each time the one that helps most, while classes gain more in training pixels than they
 * lose in test pixels. `random` makes some blocks a little dearer than others.
 */
function chooseOnce(
  grid: BlockGrid,
  targets: Target[],
  random: Random,
): { chosen: Uint8Array; score: number } {
  const chosen = new Uint8Array(grid.counts.length);
  const covered = new Uint8Array(grid.counts.length);
  const train = new Int32Array(targets.length);
  const test = new Int32Array(targets.length);
  for (const counts of grid.counts) counts.forEach((count, index) => (test[index] += count));
  const liking = Float64Array.from(chosen, () => 0.85 + 0.3 * random.next());

  for (let score = worth(train, test, targets); ;) {
    let best = -1;
    let bestGain = 1e-9;
    for (let block = 0; block < chosen.length; block++) {
      if (chosen[block] === 1) continue;
      const next = afterChoosing(grid, block, covered, train, test);
      const gain = liking[block] * (worth(next.train, next.test, targets) - score);
      if (gain > bestGain) [best, bestGain] = [block, gain];
    }
    if (best < 0) return { chosen, score };
    const next = afterChoosing(grid, best, covered, train, test);
    train.set(next.train);
    test.set(next.test);
    chosen[best] = 1;
    for (const block of neighbours(grid, best)) covered[block] = 1;
    score = worth(train, test, targets);
  }
}

/**
 * How good a choice is. Being trained counts most, being on both sides next, then how near each class comes to the
 * training and test pixels it should have.
 */
function worth(train: Int32Array, test: Int32Array, targets: Target[]): number {
  let sum = 0;
  for (let index = 0; index < targets.length; index++) {
    if (train[index] === 0) continue;
    sum += 4 + 2 * Math.min(1, train[index] / targets[index].train);
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
