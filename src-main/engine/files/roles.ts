import type { VariableRole } from '@shared/scene';

/**
 * What a variable is, by its shape and by whether its values are whole numbers from 0 on; never by its name.
 * Three axes longer than 1 make a cube, two make labels where the values allow it.
 */
export function roleOf(shape: readonly number[], couldBeLabels: boolean): VariableRole {
  if (shape.some((length) => length === 0)) return 'other';
  const longAxes = shape.filter((length) => length > 1).length;
  if (longAxes === 1) return 'vector';
  if (longAxes !== shape.length) return 'other';
  if (shape.length === 3) return 'cube';
  return shape.length === 2 && couldBeLabels ? 'labels' : 'other';
}

/** Labels are whole numbers from 0 to 65535. */
export function couldBeLabel(value: number): boolean {
  return Number.isInteger(value) && value >= 0 && value <= 65_535;
}

const WAVELENGTH_NAME = /^(wave_?lengths?|wl|wvl|lambda|band_?cent(re|er)s?)(_?(nm|um|microns?))?$/i;

/** Whether a vector's name says that it holds wavelengths. */
export function isWavelengthName(name: string): boolean {
  return WAVELENGTH_NAME.test(name);
}

/** Nanometres from 0.3 to 20 micrometres: what imaging spectrometers see. */
const SHORTEST_NM = 300;
const LONGEST_NM = 20_000;

/**
 * Wavelengths in nanometres from values in nanometres or micrometres, or undefined where the values cannot be
 * wavelengths. Real sensors jump back where two spectrometers overlap, so most steps must go up, not all.
 */
export function asNanometres(values: ArrayLike<number>): number[] | undefined {
  const numbers = Array.from(values);
  if (numbers.length === 0) return undefined;
  const within = (low: number, high: number) => numbers.every((value) => value >= low && value <= high);
  const micrometres = within(SHORTEST_NM / 1000, LONGEST_NM / 1000);
  if (!micrometres && !within(SHORTEST_NM, LONGEST_NM)) return undefined;
  const rising = numbers.filter((value, index) => index > 0 && value > numbers[index - 1]).length;
  if (rising < 0.8 * (numbers.length - 1)) return undefined;
  // Rounded to a picometre, so that 0.7 micrometres is 700 and not 699.9999999999999.
  return micrometres ? numbers.map((value) => Math.round(value * 1e6) / 1e3) : numbers;
}
