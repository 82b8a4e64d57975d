import type { Rectangle } from '../preprocessing/picture';

/** A rectangle of pixels to label or to learn from, halo not included. */
export type Tile = Rectangle;

/** Tiles of at most `side` x `side` pixels that cover a scene, all of nearly the same size. */
export class TileGrid {
  /** Row by row. */
  readonly tiles: readonly Tile[];
  private readonly rowCuts: number[];
  private readonly columnCuts: number[];

  constructor(rows: number, columns: number, side: number) {
    this.rowCuts = cuts(rows, side);
    this.columnCuts = cuts(columns, side);
    this.tiles = this.rowCuts.slice(1).flatMap((bottom, i) =>
      this.columnCuts.slice(1).map((right, j) => ({
        row: this.rowCuts[i],
        column: this.columnCuts[j],
        rows: bottom - this.rowCuts[i],
        columns: right - this.columnCuts[j],
      })),
    );
  }

  /** Position in `tiles` of the one that a pixel of the scene lies in. */
  indexAt(row: number, column: number): number {
    return partAt(this.rowCuts, row) * (this.columnCuts.length - 1) + partAt(this.columnCuts, column);
  }
}

function cuts(length: number, side: number): number[] {
  const parts = Math.max(1, Math.ceil(length / side));
  return Array.from({ length: parts + 1 }, (_, part) => Math.round((part * length) / parts));
}

/** Which of the parts between `cuts` an index lies in; they are so even that the first guess is at most one off. */
function partAt(cuts: readonly number[], index: number): number {
  const parts = cuts.length - 1;
  const guess = Math.floor((index * parts) / cuts[parts]);
  if (index < cuts[guess]) return guess - 1;
  return index >= cuts[guess + 1] ? guess + 1 : guess;
}
