import type { NumericArray } from '@shared/scene';
import type { Cube } from '../../src-main/engine/cube/cube';

/** A cube of values in (row, column, band) order that lies in memory. */
export function memoryCube([rows, columns, bands]: readonly number[], values: NumericArray): Cube {
  return {
    rows,
    columns,
    bands,
    dtype: 'float64',
    tileAxis: 'rows',
    bandsTogether: false,
    warnings: [],
    read: async ({ rows: [start, stop] = [0, rows] }) =>
      values.slice(start * columns * bands, stop * columns * bands),
    close: async () => undefined,
  };
}
