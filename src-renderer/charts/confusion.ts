/** One cell of a confusion matrix as it is drawn. */
export interface ConfusionCell {
  count: number;
  /** Share of the row's truth pixels, 0 to 1; 0 in an empty row. */
  share: number;
  correct: boolean;
}

/** Rows = truth, columns = prediction; shares are of the row. */
export function confusionCells(confusion: readonly (readonly number[])[]): ConfusionCell[][] {
  return confusion.map((row, truth) => {
    const total = row.reduce((sum, count) => sum + count, 0);
    return row.map((count, predicted) => ({
      count,
      share: total > 0 ? count / total : 0,
      correct: truth === predicted,
    }));
  });
}

/**
 * Opacity of a cell's colour. Errors of a few per cent must be seen beside a diagonal near 100 %, so it grows with
 * the square root of the share; it ends where the count in the cell could no longer be read.
 */
export function cellStrength(share: number): number {
  return share <= 0 ? 0 : 0.1 + 0.6 * Math.sqrt(share);
}
