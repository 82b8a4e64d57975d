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

export function dot(index: readonly number[], strides: readonly number[]): number {
  let sum = 0;
  for (let axis = 0; axis < index.length; axis++) sum += index[axis] * strides[axis];
  return sum;
}
