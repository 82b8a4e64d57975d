import type { Dtype, NumericArray } from '@shared/scene';
import { UnusableDataError } from '../../errors';
import { fileName } from '../file-errors';
import { allocate } from '../values';
import { damaged, type Place } from './damage';
import type { StorageType } from './types';

/** Turns the stored bytes of a variable into values of its class; the processor is taken to be little-endian. */
export function decoder(
  storage: StorageType,
  dtype: Dtype,
  littleEndian: boolean,
  place: Place,
): (bytes: Uint8Array) => NumericArray {
  return (bytes) => {
    const native = Buffer.from(new Uint8Array(bytes).buffer);
    if (!littleEndian) swapBytes(native, storage.size);
    const stored = storage.view(native.buffer as ArrayBuffer);
    if (stored instanceof BigInt64Array || stored instanceof BigUint64Array)
      return exactNumbers(stored, dtype, place);
    const values = allocate(dtype, 0);
    return stored.constructor === values.constructor ? stored : converted(stored, dtype, place);
  };
}

function swapBytes(bytes: Buffer, size: number): void {
  if (size === 2) bytes.swap16();
  else if (size === 4) bytes.swap32();
  else if (size === 8) bytes.swap64();
}

function exactNumbers(stored: BigInt64Array | BigUint64Array, dtype: Dtype, place: Place): NumericArray {
  const numbers = new Float64Array(stored.length);
  for (let i = 0; i < stored.length; i++) {
    const number = Number(stored[i]);
    if (!Number.isSafeInteger(number) && BigInt(number) !== stored[i]) throw inexact(stored[i], place);
    numbers[i] = number;
  }
  return dtype === 'int64' || dtype === 'uint64' || dtype === 'float64'
    ? numbers
    : converted(numbers, dtype, place);
}

/** Values stored in another type than their class, as MATLAB does to save space; none may change by it. */
function converted(stored: NumericArray, dtype: Dtype, place: Place): NumericArray {
  const values = allocate(dtype, stored.length);
  for (let i = 0; i < stored.length; i++) {
    const value = stored[i];
    values[i] = value;
    if (values[i] !== value && !(Number.isNaN(value) && Number.isNaN(values[i])))
      throw damaged(place, `the value ${value} does not fit its type ${dtype}`);
  }
  return values;
}

function inexact(value: bigint, place: Place): UnusableDataError {
  return new UnusableDataError(
    'integer-not-exact',
    `Variable "${place.variable}" of "${fileName(place.file)}" holds the 64-bit integer ${value}, which cannot be ` +
      'kept exactly; convert the variable to double or to 32-bit integers first.',
    { file: place.file, variable: place.variable ?? '', value: String(value) },
  );
}
