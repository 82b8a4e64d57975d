import type { NumericArray } from '@shared/scene';
import type { Range } from '../../src-main/engine/files/source';

/** The values of a window of an array in C order. */
export function cutWindow(
  values: NumericArray | readonly number[],
  shape: readonly number[],
  ranges: readonly Range[],
): number[] {
  let places = [0];
  shape.forEach((length, axis) => {
    const [start, stop] = ranges[axis];
    const indices = Array.from({ length: stop - start }, (_, n) => start + n);
    places = places.flatMap((place) => indices.map((index) => place * length + index));
  });
  return places.map((place) => values[place]);
}
