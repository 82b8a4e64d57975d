import { SIDE, type LabelGrid } from './sides';

/** More places than this are not tried for one class. */
const MOST_PLACES = 400;

/** The training pixels of a disjoint split with the test pixels that they leave. */
export interface SplitSides {
  sides: Uint8Array;
  leftOut: number;
}

/**
 * Gives test pixels to classes that have none, where the scene allows it: the training pixels too near to one of the
 * class's pixels stop training, as few as may be, as long as every class keeps one. Blocks alone are too coarse for a
 * class that is hardly wider than the distance between training and test pixels.
 * @param split its training pixels are looked at, and its test pixels counted
 * @param retest finds the test pixels anew for training pixels that have changed
 */
export function testEveryClass(
  truth: LabelGrid,
  pixelsOfClass: Map<number, Int32Array>,
  split: SplitSides,
  patch: number,
  retest: (trainOnly: Uint8Array) => SplitSides,
): SplitSides {
  let best = split;
  for (const [label, pixels] of pixelsOfClass) {
    if (!onSide(best.sides, pixels, SIDE.train) || onSide(best.sides, pixels, SIDE.test)) continue;
    const changed = withRoomFor(truth, label, pixels, best.sides, patch);
    const next = changed && retest(changed);
    if (next && isBetter(next, best, pixelsOfClass)) best = next;
  }
  return best;
}

/** Training pixels of which none is near one pixel of the class; undefined where that cannot be. */
function withRoomFor(
  truth: LabelGrid,
  label: number,
  pixels: Int32Array,
  sides: Uint8Array,
  patch: number,
): Uint8Array | undefined {
  const train = Int32Array.from(sides.keys()).filter((pixel) => sides[pixel] === SIDE.train);
  const near = nearnessOf(truth.columns, patch);
  const step = Math.ceil(pixels.length / MOST_PLACES);
  let fewest: { lost: Int32Array; instead: number | undefined } | undefined;
  for (let at = 0; at < pixels.length; at += step) {
    const place = pixels[at];
    const lost = train.filter((pixel) => near(pixel, place));
    if (fewest && lost.length >= fewest.lost.length) continue;
    const bereft = bereftClasses(truth, train, lost);
    const instead = bereft.has(label) ? pixels.find((pixel) => !near(pixel, place)) : undefined;
    bereft.delete(label);
    const keepsOwn = instead !== undefined || train.some((t) => truth.labels[t] === label && !near(t, place));
    if (bereft.size === 0 && keepsOwn) fewest = { lost, instead };
  }
  if (!fewest) return undefined;
  const changed = sides.map((side) => (side === SIDE.train ? side : SIDE.unlabelled));
  for (const pixel of fewest.lost) changed[pixel] = SIDE.unlabelled;
  if (fewest.instead !== undefined) changed[fewest.instead] = SIDE.train;
  return changed;
}

/** Whether the windows of two pixels would share one. */
function nearnessOf(columns: number, patch: number): (one: number, other: number) => boolean {
  const apart = (one: number, other: number) => Math.abs(one - other) >= patch;
  return (one, other) =>
    !apart(Math.floor(one / columns), Math.floor(other / columns)) && !apart(one % columns, other % columns);
}

/** Classes whose training pixels are all among those lost. */
function bereftClasses({ labels }: LabelGrid, train: Int32Array, lost: Int32Array): Set<number> {
  const gone = new Set(lost);
  const bereft = new Set(Array.from(lost, (pixel) => labels[pixel]));
  for (const pixel of train) if (!gone.has(pixel)) bereft.delete(labels[pixel]);
  return bereft;
}

function isBetter(next: SplitSides, before: SplitSides, pixelsOfClass: Map<number, Int32Array>): boolean {
  const on = ({ sides }: SplitSides, side: number) =>
    [...pixelsOfClass.values()].filter((pixels) => onSide(sides, pixels, side)).length;
  return on(next, SIDE.test) > on(before, SIDE.test) && on(next, SIDE.train) >= on(before, SIDE.train);
}

function onSide(sides: Uint8Array, pixels: Int32Array, side: number): boolean {
  return pixels.some((pixel) => sides[pixel] === side);
}
