import type { ErrorReportLike } from '@shared/scene';

/** What a pixel of `Split.sides` can be. */
export const SIDE = { unlabelled: 0, train: 1, validation: 2, test: 3 } as const;

/** Rows x columns, row by row; 0 = unlabelled, or not in the mask. */
export interface LabelGrid {
  rows: number;
  columns: number;
  labels: Uint16Array;
}

/** Sides as one way of splitting leaves them, with what only that way can warn about. */
export interface Sides {
  /** Rows x columns, values of `SIDE`. */
  sides: Uint8Array;
  warnings: ErrorReportLike[];
}
