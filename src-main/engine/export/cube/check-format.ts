import { assertNever } from '@shared/engine-protocol';
import { obstacleOf, type CubeFormat } from '@shared/cube-formats';
import { InvalidSettingsError } from '../../errors';
import type { CubeDescription } from './writer';

/** @throws InvalidSettingsError where the format cannot hold the array */
export function checkFormat(format: CubeFormat, { dtype, shape }: CubeDescription, file: string): void {
  const obstacle = obstacleOf(format, { dtype, shape });
  switch (obstacle) {
    case undefined:
      return;
    case 'type':
      throw new InvalidSettingsError(
        'type-not-in-format',
        `ENVI files have no type for ${dtype}, so ${file} was not written: choose .npy, .mat or .tif.`,
        { file, dtype },
      );
    case 'size':
      throw new InvalidSettingsError(
        'too-large-for-mat',
        `MAT files of version 5 hold at most 2 GB a variable, so ${file} was not written: choose .npy, .tif or .hdr.`,
        { file },
      );
    case 'bands':
      throw new InvalidSettingsError(
        'too-many-bands-for-tiff',
        `A TIFF image has at most ${format.mostBands} bands, so ${file} was not written: choose .npy, .mat or .hdr.`,
        { file, bands: shape[2] },
      );
    default:
      assertNever(obstacle);
  }
}
