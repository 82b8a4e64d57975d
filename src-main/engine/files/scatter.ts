import type { NumericArray } from '@shared/scene';
import { valueCount } from './values';

/** Every index of an array of these lengths, first axis fastest; one empty index where there is no axis. */
export function* indices(lengths: readonly number[]): Generator<readonly number[]> {
  const total = valueCount(lengths);
  const index = lengths.map(() => 0);
  for (let n = 0; n < total; n++) {
    yield index;
    for (let axis = 0; axis < index.length && ++index[axis] === lengths[axis]; axis++) index[axis] = 0;
  }
}

/** All lists run over the axes of the window, fastest in the source first. */
export interface ScatterPlan {
  lengths: readonly number[];
  from: readonly number[];
  to: readonly number[];
}

/** Copies the window's values out of a span, which begins with the first of them, to their places in C order. */
export function scatter(stored: NumericArray, values: NumericArray, start: number, plan: ScatterPlan): void {
  // Axes of length 1 move nothing; without them the innermost loop is a long one even for a single band.
  const axes = plan.lengths.map((_, axis) => axis).filter((axis) => plan.lengths[axis] > 1);
  const of = (perAxis: readonly number[]) => axes.map((axis) => perAxis[axis]);
  const [run = 1, ...outerLengths] = of(plan.lengths);
  const [stepFrom = 1, ...outerFrom] = of(plan.from);
  const [stepTo = 1, ...outerTo] = of(plan.to);
  // The axis whose values come to lie side by side.
  const beside = outerTo.indexOf(1);
  if (beside >= 0) {
    const [width, from] = [outerLengths[beside], outerFrom[beside]];
    outerLengths[beside] = 1;
    for (const outer of indices(outerLengths))
      transpose(
        { stored, at: dot(outer, outerFrom), step: stepFrom, from },
        { values, at: start + dot(outer, outerTo), step: stepTo },
        { run, width },
      );
    return;
  }
  for (const outer of indices(outerLengths)) {
    let source = dot(outer, outerFrom);
    let target = start + dot(outer, outerTo);
    if (stepFrom === 1 && stepTo === 1) {
      values.set(stored.subarray(source, source + run), target);
      continue;
    }
    for (let i = 0; i < run; i++, source += stepFrom, target += stepTo) values[target] = stored[source];
  }
}

/**
 * Values of a side of the squares that are copied one after the other: as many as fill a cache line of 64 bytes, if
 * they have four, so that a line is in the cache until all of its values are written.
 */
const SIDE = 16;

/** Copies `run` x `width` values, of which those of one place in the run come to lie side by side. */
function transpose(
  {
    stored,
    at: source,
    step: stepFrom,
    from,
  }: { stored: NumericArray; at: number; step: number; from: number },
  { values, at: target, step: stepTo }: { values: NumericArray; at: number; step: number },
  { run, width }: { run: number; width: number },
): void {
  for (let first = 0; first < run; first += SIDE) {
    const count = Math.min(SIDE, run - first);
    for (let beside = 0; beside < width; beside++) {
      let place = source + first * stepFrom + beside * from;
      let to = target + first * stepTo + beside;
      for (let i = 0; i < count; i++, place += stepFrom, to += stepTo) values[to] = stored[place];
    }
  }
}

export function dot(index: readonly number[], strides: readonly number[]): number {
  let sum = 0;
  for (let axis = 0; axis < index.length; axis++) sum += index[axis] * strides[axis];
  return sum;
}
