/**
 * Share of the test pixels whose window contains a training pixel: how far the figures of a split may flatter a
 * network (Liang et al. 2017, arXiv:1605.05829; Nalepa et al. 2019, arXiv:1811.03707). 0 where nothing tests.
 *
 * @param split pixel indices `row * columns + column`
 * @param patch side of the square window, odd
 */
export function windowOverlap(
  split: { train: Int32Array; test: Int32Array },
  rows: number,
  columns: number,
  patch: number,
): number {
  if (split.test.length === 0) return 0;
  const reach = (patch - 1) / 2;
  const sums = summedArea(split.train, rows, columns);
  const width = columns + 1;
  let overlapping = 0;
  for (const pixel of split.test) {
    const row = Math.floor(pixel / columns);
    const column = pixel % columns;
    const top = Math.max(0, row - reach) * width;
    const bottom = Math.min(rows, row + reach + 1) * width;
    const left = Math.max(0, column - reach);
    const right = Math.min(columns, column + reach + 1);
    const inWindow = sums[bottom + right] - sums[top + right] - sums[bottom + left] + sums[top + left];
    if (inWindow > 0) overlapping++;
  }
  return overlapping / split.test.length;
}

/** (rows + 1) x (columns + 1): how many of the pixels lie above and to the left of a corner. */
export function summedArea(pixels: Int32Array, rows: number, columns: number): Int32Array {
  const width = columns + 1;
  const sums = new Int32Array((rows + 1) * width);
  for (const pixel of pixels) sums[(Math.floor(pixel / columns) + 1) * width + (pixel % columns) + 1] = 1;
  for (let row = 1; row <= rows; row++) {
    let along = 0;
    for (let column = 1; column <= columns; column++) {
      along += sums[row * width + column];
      sums[row * width + column] = sums[(row - 1) * width + column] + along;
    }
  }
  return sums;
}
