import type { Dtype } from '@shared/scene';

/** Five 32-bit integers. */
export const HEADER_LENGTH = 20;
export const LONGEST_NAME = 4095;

/** By the digit P of the type "MOPT". */
const PRECISIONS: readonly Dtype[] = ['float64', 'float32', 'int32', 'int16', 'uint16', 'uint8'];
/** By the digit T. */
const KINDS = ['matrix', 'text', 'sparse matrix'] as const;
const LARGEST_TYPE = 4052;
/** Digits M: IEEE in either byte order; those that follow are of the VAX and of Cray. */
const MACHINES = 5;
const IEEE_MACHINES = 2;

/** The header of one matrix ("MAT-File Format", The MathWorks, appendix on level 4). */
export interface Mat4Header {
  littleEndian: boolean;
  /** Whether numbers are those of a machine that no longer exists. */
  foreignMachine: boolean;
  dtype: Dtype;
  kind: (typeof KINDS)[number];
  rows: number;
  columns: number;
  complex: boolean;
  /** With the zero at its end. */
  nameLength: number;
}

/** The header at the start of `bytes`, in whichever order of bytes it makes sense; undefined where in none. */
export function readMat4Header(bytes: Uint8Array): Mat4Header | undefined {
  return headerIn(bytes, true) ?? headerIn(bytes, false);
}

function headerIn(bytes: Uint8Array, littleEndian: boolean): Mat4Header | undefined {
  if (bytes.length < HEADER_LENGTH) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const word = (index: number) => view.getInt32(4 * index, littleEndian);
  const type = word(0);
  if (type < 0 || type > LARGEST_TYPE) return undefined;
  const [machine, zero, precision, kind] = [1000, 100, 10, 1].map((unit) => Math.floor(type / unit) % 10);
  const [rows, columns, imaginary, nameLength] = [word(1), word(2), word(3), word(4)];
  const typeMakesSense =
    machine < MACHINES && zero === 0 && precision < PRECISIONS.length && kind < KINDS.length;
  const sizesMakeSense = rows >= 0 && columns >= 0 && nameLength > 0 && nameLength <= LONGEST_NAME;
  if (!typeMakesSense || !sizesMakeSense || imaginary < 0 || imaginary > 1) return undefined;
  return {
    littleEndian,
    foreignMachine: machine >= IEEE_MACHINES,
    dtype: PRECISIONS[precision],
    kind: KINDS[kind],
    rows,
    columns,
    complex: imaginary === 1,
    nameLength,
  };
}
