import type { Dtype } from '@shared/scene';
import type { ArraySource } from '../../files/source';
import type { TilePass } from './tiles';

type Described =
  | 'wavelengths'
  | 'fwhm'
  | 'badBands'
  | 'bandNames'
  | 'defaultRgb'
  | 'classes'
  | 'georeferencing'
  | 'nodata'
  | 'carried';

/** What goes into a file besides the values. */
export interface CubeDescription extends Pick<ArraySource, Described> {
  /** Of the variable, where the format has names. */
  name: string;
  shape: readonly number[];
  dtype: Dtype;
}

/** Writes one format. */
export interface CubeWriter {
  /** Every file that is written for this name, in the order in which they get their names. */
  filesOf(target: string): string[];
  /** Writes all of `filesOf(target)`, each whole or not there. */
  write(target: string, source: ArraySource, description: CubeDescription, pass: TilePass): Promise<void>;
}
