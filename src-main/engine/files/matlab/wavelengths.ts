import type { BandVectors } from '../axes/order';
import { roleOf } from '../roles';
import { isWithin } from './containers';

export interface Wavelengths {
  /** The struct that holds them; empty at top level. */
  parent: string;
  nanometres: number[];
}

/** Of several with so many bands the nearest: beside the cube, else further out, else the first of the file. */
function nearest(found: readonly Wavelengths[], name: string, bands: number): number[] | undefined {
  const distance = ({ parent }: Wavelengths) =>
    parent === '' || isWithin(name, parent) ? name.length - parent.length : Infinity;
  return found
    .filter(({ nanometres }) => nanometres.length === bands)
    .reduce<Wavelengths | undefined>(
      (best, other) => (best && distance(best) <= distance(other) ? best : other),
      undefined,
    )?.nanometres;
}

/** The nearest of as many values as each axis of a cube is long. */
export function wavelengthsOfAxes(
  found: readonly Wavelengths[],
  { name, shape }: { name: string; shape: readonly number[] },
): BandVectors[] {
  if (roleOf(shape, false) !== 'cube') return [];
  return shape.map((length) => {
    const wavelengths = nearest(found, name, length);
    return wavelengths ? { wavelengths } : {};
  });
}
