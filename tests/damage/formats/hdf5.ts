import { hdf5Damage } from '../hdf5';
import { hdf5Parts } from '../parts';

export const hdf5FileDamage = hdf5Damage(
  { name: 'damaged.h5', put: (bytes) => bytes, nameOf: (path) => path },
  {
    small: [{ file: 'formats/hdf5/tiny-latest.h5' }],
    large: [
      { file: 'formats/hdf5/tiny-earliest.h5', parts: hdf5Parts },
      { file: 'formats/hdf5/user-block.h5', parts: hdf5Parts },
      { file: 'formats/hdf5/layouts-latest.h5', parts: hdf5Parts },
    ],
  },
);
