import type { Dtype, NumericArray } from '@shared/scene';
import { throwIfCancelled } from '../../errors';
import { checkRanges } from '../check-ranges';
import type { ArraySource, Range } from '../source';
import type { StoredArray } from '../stored-array';
import { nextTurn } from '../turn';
import { allocate, valueCount } from '../values';
import type { BlockReader } from './blocks';
import type { TiffImage } from './image';

/** What one read of plain rows may take, so that memory stays small and a cancellation is noticed soon. */
const LARGEST_READ = 4 * 1024 * 1024;

/** Blocks that are only read, not unpacked, before other work gets its turn. */
const PLAIN_BLOCKS_A_TURN = 64;

export interface Page {
  image: TiffImage;
  blocks: BlockReader;
  /** All of its samples, where they lie together as they are. */
  whole?: StoredArray;
}

/** Everything that the file says of the array besides its values. */
export type TiffDetails = Omit<ArraySource, 'shape' | 'dtype' | 'tileAxes' | 'read' | 'close'>;

/** Rows, columns and bands of one image, or of several images of one band each. */
export class GeoTiffSource implements ArraySource {
  readonly shape: readonly number[];
  readonly dtype: Dtype;
  readonly wavelengths: ArraySource['wavelengths'];
  readonly fwhm: ArraySource['fwhm'];
  readonly badBands: ArraySource['badBands'];
  readonly bandNames: ArraySource['bandNames'];
  readonly classes: ArraySource['classes'];
  readonly defaultRgb: ArraySource['defaultRgb'];
  readonly georeferencing: ArraySource['georeferencing'];
  readonly nodata: ArraySource['nodata'];
  readonly carried: ArraySource['carried'];
  readonly warnings: ArraySource['warnings'];

  constructor(
    private readonly pages: readonly Page[],
    details: TiffDetails,
    private readonly closeFile: () => Promise<void>,
  ) {
    const [{ image }] = pages;
    const bands = pages.length > 1 ? pages.length : image.bands;
    this.shape = bands > 1 ? [image.rows, image.columns, bands] : [image.rows, image.columns];
    this.dtype = image.dtype;
    this.wavelengths = details.wavelengths;
    this.fwhm = details.fwhm;
    this.badBands = details.badBands;
    this.bandNames = details.bandNames;
    this.classes = details.classes;
    this.defaultRgb = details.defaultRgb;
    this.georeferencing = details.georeferencing;
    this.nodata = details.nodata;
    this.carried = details.carried;
    this.warnings = details.warnings;
  }

  async read(ranges: readonly Range[], signal?: AbortSignal): Promise<NumericArray> {
    throwIfCancelled(signal);
    checkRanges(ranges, this.shape);
    const [{ whole }] = this.pages;
    if (this.pages.length === 1 && whole) return whole.read(ranges, signal);
    const [rows, columns, bands = [0, 1] as const] = ranges;
    const window = { rows, columns, bands };
    const values = allocate(this.dtype, valueCount(ranges.map(([start, stop]) => stop - start)));
    if (values.length === 0) return values;
    if (this.pages.length === 1) {
      await readPage(this.pages[0], window, values, bands[1] - bands[0], 0, signal);
      return values;
    }
    for (let band = bands[0]; band < bands[1]; band++) {
      const onlyBand = { rows, columns, bands: [0, 1] as const };
      await readPage(this.pages[band], onlyBand, values, bands[1] - bands[0], band - bands[0], signal);
    }
    return values;
  }

  /** Blocks hold neighbouring rows. */
  get tileAxes(): readonly number[] {
    return this.pages.length > 1 || this.pages[0].image.planar ? [2, 0, 1] : [0, 1, 2];
  }

  close(): Promise<void> {
    return this.closeFile();
  }
}

interface Window {
  rows: Range;
  columns: Range;
  bands: Range;
}

/** Reads a page's window into `values`, whose pixels have `pixelStep` values, from `shift` in each pixel on. */
async function readPage(
  { image, blocks }: Page,
  window: Window,
  values: NumericArray,
  pixelStep: number,
  shift: number,
  signal?: AbortSignal,
): Promise<void> {
  const across = Math.ceil(image.columns / image.blockColumns);
  const grid = across * Math.ceil(image.rows / image.blockRows);
  const [firstBand, endBand] = window.bands;
  const passes = image.planar ? endBand - firstBand : 1;
  let sinceTurn = 0;
  for (let pass = 0; pass < passes; pass++) {
    const band = firstBand + pass;
    for (const place of placesOf(image, window)) {
      const block = (image.planar ? band * grid : 0) + place.down * across + place.across;
      for (const piece of piecesOf(image, blocks, place, block)) {
        const stored = await piece.read(signal);
        copyPiece(
          image,
          window,
          { place, stored, ...piece },
          values,
          pixelStep,
          shift + (image.planar ? pass : 0),
        );
      }
      // Half a million strips of one line each are no reason to wait as often.
      if (blocks.isPlain && ++sinceTurn < PLAIN_BLOCKS_A_TURN) continue;
      sinceTurn = 0;
      await nextTurn();
      throwIfCancelled(signal);
    }
  }
}

interface Place {
  down: number;
  across: number;
  /** Rows of the image that both the block and the window have. */
  rows: Range;
  columns: Range;
}

function* placesOf(image: TiffImage, { rows, columns }: Window): Generator<Place> {
  const { blockRows, blockColumns } = image;
  for (let down = Math.floor(rows[0] / blockRows); down * blockRows < rows[1]; down++) {
    for (let across = Math.floor(columns[0] / blockColumns); across * blockColumns < columns[1]; across++) {
      yield {
        down,
        across,
        rows: [Math.max(rows[0], down * blockRows), Math.min(rows[1], (down + 1) * blockRows)],
        columns: [
          Math.max(columns[0], across * blockColumns),
          Math.min(columns[1], (across + 1) * blockColumns),
        ],
      };
    }
  }
}

interface Piece {
  /** First row of the image in what `read` gives, and the rows wanted from it. */
  firstRow: number;
  rows: Range;
  read(signal?: AbortSignal): Promise<NumericArray>;
}

/** A packed block is unpacked whole; of a plain one only the rows wanted are read, a few megabytes at a time. */
function* piecesOf(image: TiffImage, blocks: BlockReader, place: Place, block: number): Generator<Piece> {
  const blockTop = place.down * image.blockRows;
  if (!blocks.isPlain) {
    yield { firstRow: blockTop, rows: place.rows, read: (signal) => blocks.read(block, signal) };
    return;
  }
  const rowBytes = image.blockColumns * (image.planar ? 1 : image.bands) * image.itemSize;
  const step = Math.max(1, Math.floor(LARGEST_READ / rowBytes));
  for (let row = place.rows[0]; row < place.rows[1]; row += step) {
    const end = Math.min(row + step, place.rows[1]);
    yield {
      firstRow: row,
      rows: [row, end],
      read: (signal) => blocks.readRows(block, row - blockTop, end - row, signal),
    };
  }
}

function copyPiece(
  image: TiffImage,
  window: Window,
  { place, stored, firstRow, rows }: Piece & { place: Place; stored: NumericArray },
  values: NumericArray,
  pixelStep: number,
  shift: number,
): void {
  const samples = image.planar ? 1 : image.bands;
  const firstSample = image.planar ? 0 : window.bands[0];
  const count = image.planar ? 1 : window.bands[1] - window.bands[0];
  const width = window.columns[1] - window.columns[0];
  for (let row = rows[0]; row < rows[1]; row++) {
    let from =
      ((row - firstRow) * image.blockColumns + place.columns[0] - place.across * image.blockColumns) *
        samples +
      firstSample;
    let to = ((row - window.rows[0]) * width + place.columns[0] - window.columns[0]) * pixelStep + shift;
    if (count === samples && count === pixelStep) {
      values.set(stored.subarray(from, from + (place.columns[1] - place.columns[0]) * samples), to);
      continue;
    }
    for (
      let column = place.columns[0];
      column < place.columns[1];
      column++, from += samples, to += pixelStep
    ) {
      for (let band = 0; band < count; band++) values[to + band] = stored[from + band];
    }
  }
}
