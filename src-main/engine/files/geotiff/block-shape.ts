import type { Dtype } from '@shared/scene';

/** What a block must turn out to be. */
export interface BlockShape {
  rows: number;
  columns: number;
  /** Samples a pixel in this block. */
  samples: number;
  dtype: Dtype;
  /** Bytes of all samples. */
  length: number;
  /** What may be unpacked at most: some programs fill the last strip up with rows below the image. */
  most: number;
  /** Values of LercParameters (version, additional compression). */
  lerc: readonly number[];
}
