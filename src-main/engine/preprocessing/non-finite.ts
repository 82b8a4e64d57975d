import type { Cube } from '../cube/cube';
import type { Tile } from '../cube/tiles';
import { UnusableDataError } from '../errors';
import type { SelectedCube } from './prepared-cube';

/** Looks for values that are NaN or infinite, tile by tile: counts them and remembers the first. */
export class NonFiniteValues {
  private count = 0;
  /** Index in (row, column, band) order of the first value that is not finite. */
  private first = Infinity;
  private firstValue = 0;

  /** @param cube with `keptBands`, where it has only some of a file's bands */
  constructor(private readonly cube: Cube & Partial<Pick<SelectedCube, 'keptBands'>>) {}

  /** @param positions places in the tile of the pixels that count; all where left out */
  look(tile: Tile, positions?: Int32Array): void {
    const { bands } = this.cube;
    const { values } = tile;
    const pixels = positions?.length ?? values.length / bands;
    for (let n = 0; n < pixels; n++) {
      const start = (positions ? positions[n] : n) * bands;
      // The difference of two finite values that are the same is 0; of any others it is NaN.
      for (let at = start; at < start + bands; at++) if (values[at] - values[at] !== 0) this.note(tile, at);
    }
  }

  /** @throws UnusableDataError naming the first value and how many there are */
  throwIfAny(): void {
    if (this.count === 0) return;
    const { columns, bands } = this.cube;
    const pixel = Math.floor(this.first / bands);
    const row = Math.floor(pixel / columns) + 1;
    const column = (pixel % columns) + 1;
    const at = this.first % bands;
    const band = (this.cube.keptBands?.[at] ?? at) + 1;
    const more = this.count > 1 ? `, the first of ${this.count} such values` : '';
    throw new UnusableDataError(
      'values-not-finite',
      `The cube has a value that is ${this.firstValue} at row ${row}, column ${column}, band ${band}${more}: ` +
        'replace them, or leave out the bands that hold them, before training.',
      { value: String(this.firstValue), row, column, band, count: this.count },
    );
  }

  private note(tile: Tile, at: number): void {
    const { columns, bands } = this.cube;
    const position = Math.floor(at / bands);
    const row = tile.firstRow + Math.floor(position / tile.columns);
    const column = tile.firstColumn + (position % tile.columns);
    const index = (row * columns + column) * bands + (at % bands);
    this.count++;
    if (index < this.first) {
      this.first = index;
      this.firstValue = tile.values[at];
    }
  }
}
