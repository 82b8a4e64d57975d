import { inFileOrder } from '@shared/axes';
import type { ErrorReportLike, VariableRef } from '@shared/scene';
import { UnusableDataError } from '../errors';
import { fileName } from '../files/file-errors';
import { openVariable } from '../files/registry';
import { tileAxisOf, type ArraySource, type OpenOptions, type UnpackOptions } from '../files/source';
import type { Cube, CubeWindow } from './cube';
import { givenWavelengths, readWavelengths, wavelengthsBeside } from './wavelengths';

export interface OpenCubeOptions extends OpenOptions {
  /** A text file of band centres, used instead of what the cube's own file says. */
  wavelengthFile?: string;
}

/**
 * Opens a 3-D variable as rows x columns x bands; the caller closes it. Wavelengths that come with the options or the
 * reference replace those of the file; where nothing gives any, a `wavelengths.csv` beside it is taken if it has one
 * line a band.
 *
 * @throws as `openVariable`, and UnusableDataError where the variable does not have three axes longer than 1, or
 *   the wavelengths do not fit
 */
export async function openCube(ref: VariableRef, options: OpenCubeOptions = {}): Promise<Cube> {
  const source = await openVariable(ref, options);
  try {
    checkAxes(source, ref);
    const bands = source.shape[2];
    const given =
      options.wavelengthFile === undefined
        ? givenWavelengths(ref, bands)
        : await readWavelengths(options.wavelengthFile, bands);
    const wavelengths = given ?? source.wavelengths ?? (await wavelengthsBeside(ref.file, bands));
    return new SourceCube(source, wavelengths, axesWarnings(source, ref));
  } catch (error) {
    await source.close();
    throw error;
  }
}

function checkAxes({ shape }: ArraySource, { file, variable }: VariableRef): void {
  if (shape.length === 3 && shape.every((length) => length > 1)) return;
  throw new UnusableDataError(
    'not-a-cube',
    `Variable "${variable}" of "${fileName(file)}" is ${shape.join(' x ')}, but a hyperspectral cube has three ` +
      'axes (rows, columns, bands), each longer than 1: choose another variable.',
    { file, variable, shape: shape.join(' x ') },
  );
}

function axesWarnings({ taken, shape }: ArraySource, { file, variable }: VariableRef): ErrorReportLike[] {
  if (!taken?.uncertain) return [];
  const stored = inFileOrder(shape, taken.axes).join(' x ');
  return [
    {
      code: 'axes-guessed',
      message:
        `Which axis of "${variable}" in "${fileName(file)}" is which could only be guessed from their lengths, so ` +
        `${stored} were taken for ${taken.axes.join(', ')}: if the picture looks wrong, choose another order.`,
      details: { file, variable, shape: stored, axes: taken.axes.join(', ') },
    },
  ];
}

class SourceCube implements Cube {
  readonly rows: number;
  readonly columns: number;
  readonly bands: number;

  constructor(
    private readonly source: ArraySource,
    readonly wavelengths: readonly number[] | undefined,
    private readonly ownWarnings: readonly ErrorReportLike[],
  ) {
    [this.rows, this.columns, this.bands] = source.shape;
  }

  get dtype() {
    return this.source.dtype;
  }

  get taken() {
    return this.source.taken;
  }

  get georeferencing() {
    return this.source.georeferencing;
  }

  get defaultRgb() {
    return this.source.defaultRgb;
  }

  get nodata() {
    return this.source.nodata;
  }

  get warnings() {
    return [...this.source.warnings, ...this.ownWarnings];
  }

  get tileAxis() {
    return tileAxisOf(this.source) === 1 ? 'columns' : 'rows';
  }

  get bandsTogether() {
    const { tileAxes } = this.source;
    return tileAxes[tileAxes.length - 1] === 2;
  }

  read({ rows, columns, bands }: CubeWindow, signal?: AbortSignal) {
    return this.source.read(
      [rows ?? [0, this.rows], columns ?? [0, this.columns], bands ?? [0, this.bands]],
      signal,
    );
  }

  async unpack(options: UnpackOptions) {
    await this.source.unpack?.(options);
  }

  close() {
    return this.source.close();
  }
}
