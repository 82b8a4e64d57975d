import type { Damage } from './damage';
import { csvDamage } from './formats/csv';
import { enviDamage } from './formats/envi';
import { erdasDamage } from './formats/erdas';
import { geotiffDamage } from './formats/geotiff';
import { hdf5FileDamage } from './formats/hdf5';
import { mat4Damage } from './formats/mat4';
import { mat5Damage } from './formats/mat5';
import { mat73Damage } from './formats/mat73';
import { netcdf4Damage } from './formats/netcdf4';
import { npyDamage } from './formats/npy';
import { npzDamage } from './formats/npz';
import { pngDamage } from './formats/png';

/** What each format of the reader's registry is put through, by its id. */
export const damageOf: Readonly<Record<string, Damage>> = {
  mat5: mat5Damage,
  mat73: mat73Damage,
  netcdf4: netcdf4Damage,
  hdf5: hdf5FileDamage,
  geotiff: geotiffDamage,
  npy: npyDamage,
  npz: npzDamage,
  erdas: erdasDamage,
  mat4: mat4Damage,
  png: pngDamage,
  csv: csvDamage,
  envi: enviDamage,
};
