import { isWithin } from './containers';

export interface Wavelengths {
  /** The struct that holds them; empty at top level. */
  parent: string;
  nanometres: number[];
}

/** Of several that fit the bands the nearest: beside the cube, else further out, else the first of the file. */
export function nearest(
  found: readonly Wavelengths[],
  { name, shape }: { name: string; shape: readonly number[] },
): number[] | undefined {
  const distance = ({ parent }: Wavelengths) =>
    parent === '' || isWithin(name, parent) ? name.length - parent.length : Infinity;
  return found
    .filter(({ nanometres }) => nanometres.length === shape[2])
    .reduce<Wavelengths | undefined>(
      (best, other) => (best && distance(best) <= distance(other) ? best : other),
      undefined,
    )?.nanometres;
}
