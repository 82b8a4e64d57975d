import { hdf5Damage } from '../hdf5';
import { hdf5Parts } from '../parts';

export const netcdf4Damage = hdf5Damage(
  { name: 'damaged.nc', put: (bytes) => bytes, nameOf: (path) => path },
  {
    small: [{ file: 'formats/netcdf4/smallest.nc' }],
    large: [
      { file: 'formats/netcdf4/tiny.nc', parts: hdf5Parts },
      { file: 'formats/netcdf4/sensor.nc', parts: hdf5Parts },
    ],
  },
);
