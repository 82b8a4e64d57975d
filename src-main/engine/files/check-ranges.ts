import { EngineError } from '../errors';
import type { Range } from './source';

/** @throws EngineError where a window does not lie within an array of this shape */
export function checkRanges(ranges: readonly Range[], shape: readonly number[]): void {
  const fits =
    ranges.length === shape.length &&
    ranges.every(
      ([start, stop], axis) =>
        Number.isInteger(start) &&
        Number.isInteger(stop) &&
        start >= 0 &&
        start <= stop &&
        stop <= shape[axis],
    );
  if (fits) return;
  const asked = ranges.map(([start, stop]) => `${start}:${stop}`).join(', ');
  throw new EngineError(
    'window-outside-array',
    `The window ${asked} is not within an array of ${shape.join(' x ')}.`,
    { window: asked, shape: shape.join(' x ') },
  );
}
