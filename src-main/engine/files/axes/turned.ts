import { AXIS_NAMES, axesOfCount, inFileOrder, inOrder, isUsualOrder, type AxisOrder } from '@shared/axes';
import type { Dtype, Georeferencing, NumericArray } from '@shared/scene';
import { checkRanges } from '../check-ranges';
import { scatter } from '../scatter';
import type { ArraySource, Range, UnpackOptions } from '../source';
import { allocate, valueCount } from '../values';

/**
 * An array with its axes in the order rows, columns, bands; closing it closes the array.
 * @param axes what each axis of `source` is
 * @param meant what its file takes them for: what it says of bands and of the place holds as far as both agree
 */
export function turned(
  source: ArraySource,
  axes: AxisOrder,
  meant: AxisOrder = axesOfCount(axes.length),
): ArraySource {
  const asMeant = String(axes) === String(meant);
  return asMeant && isUsualOrder(axes) ? source : new TurnedArray(source, axes, meant);
}

class TurnedArray implements ArraySource {
  readonly shape: readonly number[];
  readonly dtype: Dtype;
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
    meant: AxisOrder,
  ) {
    this.shape = inOrder(source.shape, axes);
    this.dtype = source.dtype;
    this.tileAxes = source.tileAxes
      .filter((axis) => axis < axes.length)
      .map((axis) => AXIS_NAMES.indexOf(axes[axis]));
    this.classes = source.classes;
    this.nodata = source.nodata;
    this.files = source.files;
    this.warnings = source.warnings;
    if (axes.indexOf('bands') !== meant.indexOf('bands')) return;
    this.wavelengths = source.wavelengths;
    this.fwhm = source.fwhm;
    this.badBands = source.badBands;
    this.bandNames = source.bandNames;
    this.defaultRgb = source.defaultRgb;
    this.georeferencing =
      String(axes) === String(meant) ? source.georeferencing : exchanged(source.georeferencing);
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

/** The place of a picture whose rows are the columns of the one that it is known of. */
function exchanged(georeferencing: Georeferencing | undefined): Georeferencing | undefined {
  if (!georeferencing) return undefined;
  const [x, xByColumn, xByRow, y, yByColumn, yByRow] = georeferencing.transform;
  return { ...georeferencing, transform: [x, xByRow, xByColumn, y, yByRow, yByColumn] };
}
