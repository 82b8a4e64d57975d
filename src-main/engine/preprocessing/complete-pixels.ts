import type { Cube } from '../cube/cube';
import { forEachTile, pixelsOf, type PassOptions, type Tile } from '../cube/tiles';
import { UnusableDataError } from '../errors';
import type { SelectedCube } from './prepared-cube';

/** A cube with `keptBands`, where it has only some of a file's bands. */
type Bands = Pick<Cube, 'rows' | 'columns' | 'bands'> & Partial<Pick<SelectedCube, 'keptBands'>>;

/** Tells pixels that have a value in every band from those that lack one: NaN, or infinite. */
export class CompletePixels {
  private complete = 0;
  /** Of each band, the pixels that were looked at and have no value there. */
  private readonly lacking: Float64Array;

  constructor(private readonly cube: Bands) {
    this.lacking = new Float64Array(cube.bands);
  }

  /**
   * Places in the tile of pixels that have a value in every band.
   * @param positions those to look at; all where left out
   */
  of({ values }: Tile, positions?: Int32Array): Int32Array {
    const { bands } = this.cube;
    const pixels = positions?.length ?? values.length / bands;
    const found = new Int32Array(pixels);
    let next = 0;
    for (let n = 0; n < pixels; n++) {
      const position = positions ? positions[n] : n;
      let lacks = false;
      // The difference of two finite values that are the same is 0; of any others it is NaN.
      for (let at = position * bands, band = 0; band < bands; band++, at++) {
        if (values[at] - values[at] === 0) continue;
        lacks = true;
        this.lacking[band]++;
      }
      if (!lacks) found[next++] = position;
    }
    this.complete += next;
    return found.subarray(0, next);
  }

  /** @throws UnusableDataError where no pixel has a value in every band, naming the band that most of them lack */
  throwIfNone(): void {
    if (this.complete > 0) return;
    const most = this.lacking.indexOf(Math.max(...this.lacking));
    const band = (this.cube.keptBands?.[most] ?? most) + 1;
    throw new UnusableDataError(
      'no-complete-pixel',
      `No pixel of the cube has a value in every band: ${this.lacking[most]} have none in band ${band}, more than in ` +
        'any other. Remove the bands without values.',
      { band, pixels: this.lacking[most] },
    );
  }
}

/**
 * Marks the pixels (row by row) that lack a value in some band; undefined where every pixel is complete.
 * @throws UnusableDataError where none is
 */
export async function incompletePixels(
  cube: Cube,
  options: PassOptions = {},
): Promise<Uint8Array | undefined> {
  const pixels = new CompletePixels(cube);
  const marks = new Marks(cube);
  await forEachTile(cube, (tile) => marks.add(tile, pixels.of(tile)), options);
  pixels.throwIfNone();
  return marks.incomplete;
}

/** Collects, tile by tile, which pixels of a scene are incomplete. */
export class Marks {
  /** 1 where a pixel is; absent as long as none is. */
  incomplete: Uint8Array | undefined;

  constructor(private readonly size: { rows: number; columns: number }) {}

  /** @param complete places in the tile of its complete pixels */
  add(tile: Tile, complete: Int32Array): void {
    const pixels = tile.rows * tile.columns;
    if (complete.length === pixels) return;
    this.incomplete ??= new Uint8Array(this.size.rows * this.size.columns);
    const lacks = new Uint8Array(pixels).fill(1);
    for (const position of complete) lacks[position] = 0;
    const places = pixelsOf(tile, this.size.columns);
    for (let position = 0; position < pixels; position++)
      if (lacks[position] === 1) this.incomplete[places[position]] = 1;
  }
}
