import type { BandscapeError } from '../../errors';
import { TIGHTEST_PACKING } from '../unpack';
import { damaged, type Place } from './damage';
import type { NumericMatrix, OtherMatrix } from './matrix';

/** A top-level element of the file that holds a variable. */
export interface Block {
  /** Where its contents, compressed or not, lie in the file. */
  start: number;
  stop: number;
  compressed: boolean;
}

/** What an array inside a struct or cell array has besides. */
interface Nested {
  /** The struct or cell that holds it, as MATLAB writes it: `data`, `s(3)`. */
  parent: string;
  /** The last field on the way to it; of a cell's contents the field, or variable, that the cell is. */
  field: string;
  /** Bytes between its values and the end of the whole variable. */
  behind: number;
  /** Its first values as stored, where they had to be unpacked on the way and will be looked at. */
  head?: Uint8Array;
}

export type NumericVariable = NumericMatrix & { block: Block; nested?: Nested };
/** `problem`: why what lies in it cannot all be opened. */
export type OtherVariable = OtherMatrix & { block: Block; problem?: BandscapeError };
export type Variable = NumericVariable | OtherVariable;

export const isNumeric = (variable: Variable): variable is NumericVariable => variable.kind === 'numeric';
export const isOther = (variable: Variable): variable is OtherVariable => variable.kind === 'other';

/** @param length bytes from the block's first one on that must come out of it */
export function checkPacking(length: number, { start, stop }: Block, place: Place): void {
  const packed = stop - start;
  if (length <= packed * TIGHTEST_PACKING) return;
  throw damaged(place, `it claims ${length} bytes of values, more than ${packed} compressed bytes can hold`);
}
