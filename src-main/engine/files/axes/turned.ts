import { AXIS_NAMES, axesOfCount, inFileOrder, inOrder, isUsualOrder, type AxisOrder } from '@shared/axes';
import type { Dtype, Georeferencing, NumericArray } from '@shared/scene';
import { checkRanges } from '../check-ranges';
import { scatter } from '../scatter';
import type { ArraySource, Range, TakenAxes, UnpackOptions } from '../source';
import { allocate, valueCount } from '../values';

interface Turning {
  /** What its file takes the axes for: what it says of the place holds as far as both agree; usual if left out. */
  meant?: AxisOrder;
  /** The axis that what is said of bands is said of. */
  bands?: number;
  taken?: TakenAxes;
}

/**
 * An array with its axes in the order rows, columns, bands; closing it closes the array.
 * @param axes what each axis of `source` is
 */
export function turned(source: ArraySource, axes: AxisOrder, turning: Turning = {}): ArraySource {
  const { meant = axesOfCount(axes.length), bands = meant.indexOf('bands'), taken } = turning;
  const isSame = isUsualOrder(axes) && isUsualOrder(meant) && (taken?.from ?? 'given') === 'given';
  return isSame ? source : new TurnedArray(source, axes, { meant, bands, taken });
}

class TurnedArray implements ArraySource {
  readonly shape: readonly number[];
  readonly dtype: Dtype;
  readonly taken: ArraySource['taken'];
  readonly tileAxes: readonly number[];
  readonly wavelengths: ArraySource['wavelengths'];
  readonly fwhm: ArraySource['fwhm'];
  readonly badBands: ArraySource['badBands'];
  readonly bandNames: ArraySource['bandNames'];
  readonly defaultRgb: ArraySource['defaultRgb'];
  readonly georeferencing: ArraySource['georeferencing'];
  readonly classes: ArraySource['classes'];
  readonly nodata: ArraySource['nodata'];
  readonly files: ArraySource['files'];
  readonly warnings: ArraySource['warnings'];

  constructor(
    private readonly source: ArraySource,
    private readonly axes: AxisOrder,
    { meant, bands, taken }: Required<Pick<Turning, 'meant' | 'bands'>> & Turning,
  ) {
    this.taken = taken;
    this.shape = inOrder(source.shape, axes);
    this.dtype = source.dtype;
    this.tileAxes = source.tileAxes
      .filter((axis) => axis < axes.length)
      .map((axis) => AXIS_NAMES.indexOf(axes[axis]));
    this.classes = source.classes;
    this.nodata = source.nodata;
    this.files = source.files;
    this.warnings = source.warnings;
    this.georeferencing = placeIn(axes, meant, source.georeferencing);
    if (axes.indexOf('bands') !== bands) return;
    this.wavelengths = source.wavelengths;
    this.fwhm = source.fwhm;
    this.badBands = source.badBands;
    this.bandNames = source.bandNames;
    this.defaultRgb = source.defaultRgb;
  }

  /** The window is held twice: as it lies in the file, and turned. */
  async read(ranges: readonly Range[], signal?: AbortSignal): Promise<NumericArray> {
    checkRanges(ranges, this.shape);
    const stored = inFileOrder(ranges, this.axes);
    const values = await this.source.read(stored, signal);
    const lengths = lengthsOf(stored);
    if (this.keepsOrder(lengths)) return values;
    const result = allocate(this.dtype, values.length);
    scatter(values, result, 0, {
      lengths: [...lengths].reverse(),
      from: stridesOf(lengths).reverse(),
      to: inFileOrder(stridesOf(lengthsOf(ranges)), this.axes).reverse(),
    });
    return result;
  }

  async unpack(options: UnpackOptions): Promise<void> {
    await this.source.unpack?.(options);
  }

  close(): Promise<void> {
    return this.source.close();
  }

  /** Axes of one index may be anywhere. */
  private keepsOrder(lengths: readonly number[]): boolean {
    const long = this.axes.filter((_, axis) => lengths[axis] > 1).map((name) => AXIS_NAMES.indexOf(name));
    return long.every((axis, place) => place === 0 || axis > long[place - 1]);
  }
}

function lengthsOf(ranges: readonly Range[]): number[] {
  return ranges.map(([start, stop]) => stop - start);
}

/** In C order. */
function stridesOf(lengths: readonly number[]): number[] {
  return lengths.map((_, axis) => valueCount(lengths.slice(axis + 1)));
}

/** The place of a picture, also of one whose rows are the columns of that which it is known of. */
function placeIn(axes: AxisOrder, meant: AxisOrder, georeferencing: Georeferencing | undefined) {
  if (!georeferencing || axes.indexOf('bands') !== meant.indexOf('bands')) return undefined;
  if (String(axes) === String(meant)) return georeferencing;
  const [x, xByColumn, xByRow, y, yByColumn, yByRow] = georeferencing.transform;
  const transform: Georeferencing['transform'] = [x, xByRow, xByColumn, y, yByRow, yByColumn];
  return { ...georeferencing, transform };
}
