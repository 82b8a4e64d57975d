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
    read: async ({
      rows: [top, bottom] = [0, rows],
      columns: [left, right] = [0, columns],
      bands: [first, end] = [0, bands],
    }) => {
      const window = values.slice(0, (bottom - top) * (right - left) * (end - first));
      let to = 0;
      for (let row = top; row < bottom; row++)
        for (let column = left; column < right; column++)
          for (let band = first; band < end; band++)
            window[to++] = values[(row * columns + column) * bands + band];
      return window;
    },
    close: async () => undefined,
  };
}
