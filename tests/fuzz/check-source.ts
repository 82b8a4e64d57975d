import { createHash } from 'node:crypto';
import type { NumericArray, VariableInfo } from '@shared/scene';
import type { ArraySource, Range } from '../../src-main/engine/files/source';
import { allocate, bytesPerValue, valueCount } from '../../src-main/engine/files/values';
import { createRandom, type Random } from '../../src-main/engine/samples/random';
import { cutWindow } from '../support/cut-window';
import { Inconsistency } from './inconsistency';

/** Arrays of up to this many bytes are read whole; of larger ones a part. */
const LARGEST_WHOLE = 32 * 1024 * 1024;
const WINDOWS = 3;
const MOST_IN_WINDOW = 4096;

/**
 * Reads a variable whole, where it is not too large for that, and by windows, which must hold the same values.
 * @returns a digest of its type, shape and values where it was read whole
 * @throws Inconsistency where what was said of the variable, or two reads of it, do not agree
 */
export async function checkSource(source: ArraySource, info: VariableInfo): Promise<string | undefined> {
  checkDescription(source, info);
  const random = createRandom(1, info.name);
  const outer = someRanges(source.shape, LARGEST_WHOLE / bytesPerValue(source.dtype), (most) => most, random);
  const lengths = outer.map(([start, stop]) => stop - start);
  const values = await readChecked(source, outer);
  for (let n = 0; n < WINDOWS; n++) {
    const inner = someRanges(lengths, MOST_IN_WINDOW, (most) => Math.ceil(random.next() * most), random);
    const shifted = inner.map(([start, stop], axis): Range => [
      start + outer[axis][0],
      stop + outer[axis][0],
    ]);
    const window = await readChecked(source, shifted);
    const expected = cutWindow(values, lengths, inner);
    const at = expected.findIndex((value, index) => !Object.is(value, window[index]));
    if (at >= 0)
      throw new Inconsistency(
        `"${info.name}": value ${at} of the window ${JSON.stringify(shifted)} is ${window[at]}, but was ${expected[at]}`,
      );
  }
  const isWhole = lengths.every((length, axis) => length === source.shape[axis]);
  return isWhole ? digestOf(source, values) : undefined;
}

function digestOf({ dtype, shape }: ArraySource, values: NumericArray): string {
  const hash = createHash('sha1').update(`${dtype} ${shape.join(' x ')}`);
  return hash.update(new Uint8Array(values.buffer, values.byteOffset, values.byteLength)).digest('base64');
}

function checkDescription(source: ArraySource, info: VariableInfo): void {
  const require = (holds: boolean, what: string) => {
    if (!holds) throw new Inconsistency(`"${info.name}": ${what}`);
  };
  const { shape, dtype, wavelengths, bandNames, defaultRgb, classes, georeferencing, nodata } = source;
  const bands = shape.length === 1 ? shape[0] : (shape[2] ?? 1);
  require(shape.length > 0, 'it has no axes');
  require(shape.every((length) => Number.isSafeInteger(length) && length >= 0), `its shape is ${shape}`);
  require(JSON.stringify(shape) === JSON.stringify(info.shape), `${info.shape} was listed, ${shape} opened`);
  require(dtype === info.dtype, `${info.dtype} was listed, ${dtype} opened`);
  // A list of wavelengths may be a row or a column of a table: it describes itself.
  const isList = shape.filter((length) => length !== 1).length <= 1;
  const described = isList ? [bands, valueCount(shape)] : [bands];
  require(!wavelengths || described.includes(wavelengths.length), 'other wavelengths than bands');
  require(wavelengths?.every((value) => value > 0 && Number.isFinite(value)) ??
    true, 'senseless wavelengths');
  require(JSON.stringify(wavelengths) === JSON.stringify(info.wavelengths), 'other wavelengths than listed');
  require(bandNames === undefined || bandNames.length === bands, 'other names than bands');
  require(defaultRgb?.every((band) => band >= 0 && band < bands) ?? true, 'a default band that is none');
  require(classes?.every(({ label }) => Number.isInteger(label) && label >= 0) ?? true, 'senseless labels');
  require(georeferencing?.transform.every(Number.isFinite) ?? true, 'a place that is none');
  require(Object.is(nodata, info.nodata), 'another nodata value than listed');
  require(info.role !== 'cube' || shape.length === 3, 'a cube without three axes');
  require(info.role !== 'labels' || shape.length === 2, 'labels without two axes');
}

async function readChecked(source: ArraySource, ranges: readonly Range[]): Promise<NumericArray> {
  const values = await source.read(ranges);
  const count = valueCount(ranges.map(([start, stop]) => stop - start));
  if (values.length !== count || values.constructor !== allocate(source.dtype, 0).constructor)
    throw new Inconsistency(
      `a window of ${count} ${source.dtype} is a ${values.constructor.name} of ${values.length}`,
    );
  return values;
}

/** A window somewhere in an array, of at most `most` values; `choose` picks its length along each axis. */
function someRanges(
  shape: readonly number[],
  most: number,
  choose: (most: number) => number,
  random: Random,
): Range[] {
  let left = most;
  return shape.map((length) => {
    const taken = choose(Math.min(length, Math.max(1, Math.floor(left))));
    left /= Math.max(1, taken);
    const start = Math.floor(random.next() * (length - taken + 1));
    return [start, start + taken];
  });
}
