import { element } from '../../support/mat-file';
import { bytesIn, type Shape } from './lines';

const SINGLE_CLASS = 7;
const SINGLE_STORAGE = 7;

/** What stands before the values of a variable of MATLAB's class single in a MAT file of version 5. */
export function matrixHeader(name: string, shape: Shape): Buffer {
  const flags = Buffer.alloc(8);
  flags.writeUInt32LE(SINGLE_CLASS);
  const dimensions = Buffer.alloc(12);
  [shape.rows, shape.columns, shape.bands].forEach((length, axis) =>
    dimensions.writeInt32LE(length, axis * 4),
  );
  const inside = Buffer.concat([element(6, flags), element(5, dimensions), element(1, Buffer.from(name))]);
  const values = Buffer.alloc(8);
  values.writeUInt32LE(SINGLE_STORAGE);
  values.writeUInt32LE(bytesIn(shape), 4);
  const tag = Buffer.alloc(8);
  tag.writeUInt32LE(14);
  tag.writeUInt32LE(inside.length + values.length + bytesIn(shape), 4);
  return Buffer.concat([tag, inside, values]);
}
