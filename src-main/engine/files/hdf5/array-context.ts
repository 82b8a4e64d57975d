import { UnreadableFileError } from '../../errors';
import type { Attribute } from './attributes';
import type { Hdf5File } from './hdf5-file';
import type { NumericDataset } from './numeric-dataset';
import type { FoundDataset } from './walk';

export interface FoundArray {
  found: FoundDataset;
  array: NumericDataset;
}

/** What is known of an array on the way to its description. */
export interface ArrayContext {
  h5: Hdf5File;
  array: FoundArray;
  attributes: Map<string, Attribute>;
  /** The vector that gives each of its axes coordinates, as far as there are any. */
  scales: (FoundArray | undefined)[];
  all: readonly FoundArray[];
}

export async function attributesOrNone(found: FoundDataset): Promise<Map<string, Attribute>> {
  return orNothing(found.attributes(), new Map());
}

/** @returns `nothing` where what is asked for is damaged */
export async function orNothing<T>(asked: Promise<T>, nothing: T): Promise<T> {
  return asked.catch((error: unknown) => {
    if (error instanceof UnreadableFileError) return nothing;
    throw error;
  });
}
