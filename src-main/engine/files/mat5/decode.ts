import type { Dtype, NumericArray } from '@shared/scene';
import { exactNumbers, nativeCopy } from '../plain-values';
import { allocate } from '../values';
import { damaged, type Place } from './damage';
import type { StorageType } from './types';

/** Turns the stored bytes of a variable into values of its class. */
export function decoder(
  storage: StorageType,
  dtype: Dtype,
  littleEndian: boolean,
  place: Place,
): (bytes: Uint8Array) => NumericArray {
  return (bytes) => {
    const stored = storage.view(nativeCopy(bytes, storage.size, littleEndian));
    if (stored instanceof BigInt64Array || stored instanceof BigUint64Array) {
      const numbers = exactNumbers(stored, place);
      const asDoubles = dtype === 'int64' || dtype === 'uint64' || dtype === 'float64';
      return asDoubles ? numbers : converted(numbers, dtype, place);
    }
    const values = allocate(dtype, 0);
    return stored.constructor === values.constructor ? stored : converted(stored, dtype, place);
  };
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
