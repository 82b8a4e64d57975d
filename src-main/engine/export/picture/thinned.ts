import type { ClassificationMap } from '@shared/training';

/** Pixels along the longer side of a map's preview: about a screen. */
export const PREVIEW_SIDE = 1200;

type Labels = Pick<ClassificationMap, 'rows' | 'columns' | 'labels'>;

/** Every n-th row and column of a map, so that no side is longer than a preview shows. */
export function thinned({ rows, columns, labels }: Labels): Labels {
  const step = Math.ceil(Math.max(rows, columns) / PREVIEW_SIDE);
  const size = { rows: Math.ceil(rows / step), columns: Math.ceil(columns / step) };
  const thin = new Uint16Array(size.rows * size.columns);
  for (let row = 0, to = 0; row < rows; row += step) {
    for (let column = 0; column < columns; column += step) thin[to++] = labels[row * columns + column];
  }
  return { ...size, labels: thin };
}
