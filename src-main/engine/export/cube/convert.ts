import { extname, resolve } from 'node:path';
import { CUBE_FORMATS, type CubeFormat, type CubeFormatId } from '@shared/cube-formats';
import type { Replaceable } from '@shared/engine-protocol';
import type { Dtype, VariableRef } from '@shared/scene';
import { givenWavelengths, wavelengthsBeside } from '../../cube/wavelengths';
import { InvalidSettingsError, UnusableDataError } from '../../errors';
import { openVariable } from '../../files/registry';
import type { ArraySource, SourceClass } from '../../files/source';
import { checkTargets } from '../targets';
import { checkFormat } from './check-format';
import type { TilePass } from './tiles';
import type { CubeDescription, CubeWriter } from './writer';

export interface ConvertOptions extends TilePass {
  overwrite?: Replaceable;
  /** Names and colours of labels, instead of what the source's file says. */
  classes?: readonly SourceClass[];
}

export interface Converted {
  files: string[];
  shape: number[];
  dtype: Dtype;
}

/** What unpacking takes of the time, where an array must be unpacked first. */
const UNPACKING = 0.5;

/** Each loaded when it is first written. */
const WRITERS: Readonly<Record<CubeFormatId, () => Promise<CubeWriter>>> = {
  npy: async () => (await import('./npy')).npyWriter,
  mat: async () => (await import('./mat')).matWriter,
  tif: async () => (await import('./geotiff')).geoTiffWriter,
  hdr: async () => (await import('./envi')).enviWriter,
};

/**
 * Writes a variable to a file of another format, in tiles: the same values, type and shape, with what the format has
 * room for of all that the source's file says besides. The file is whole or not there.
 *
 * @throws InvalidSettingsError for an ending that names no format, or an array that the format cannot hold
 * @throws NotWritableError where the file exists and may not be replaced, or the disk refuses
 * @throws CancelledError when the signal is aborted; nothing is left behind
 */
export async function convertVariable(
  ref: VariableRef,
  file: string,
  { overwrite = false, classes, ...pass }: ConvertOptions = {},
): Promise<Converted> {
  const target = resolve(file);
  const format = formatOf(file);
  const writer = await WRITERS[format.id]();
  const files = writer.filesOf(target);
  await checkTargets(files, overwrite, [ref.file]);
  let unpacked = 0;
  const source = await openVariable(ref, {
    signal: pass.signal,
    onProgress: (fraction) => {
      unpacked = UNPACKING;
      pass.onProgress?.(fraction * UNPACKING);
    },
  });
  const onProgress = (fraction: number) => pass.onProgress?.(unpacked + fraction * (1 - unpacked));
  try {
    await checkTargets(files, overwrite, [ref.file, ...(source.files ?? [])]);
    const description = { ...(await describe(ref, source)), ...(classes && { classes }) };
    checkFormat(format, description, file);
    await writer.write(target, source, description, { ...pass, onProgress });
    return { files, shape: [...source.shape], dtype: source.dtype };
  } finally {
    await source.close();
  }
}

function formatOf(file: string): CubeFormat {
  const ending = extname(file).slice(1).toLowerCase();
  const format = CUBE_FORMATS.find(({ extensions }) => extensions.includes(ending));
  if (format) return format;
  throw new InvalidSettingsError(
    'unknown-cube-format',
    `${file} does not end in .npy, .mat, .tif or .hdr: choose one of these endings.`,
    { file },
  );
}

async function describe(ref: VariableRef, source: ArraySource): Promise<CubeDescription> {
  const { shape, dtype, bandNames } = source;
  if (shape.length > 3 || shape.some((length) => length === 0)) {
    throw new UnusableDataError(
      'not-convertible',
      `Variable "${ref.variable}" is ${shape.join(' x ')}, but only arrays of one to three axes that are not empty can ` +
        'be converted: choose another one.',
      { file: ref.file, variable: ref.variable, shape: shape.join(' x ') },
    );
  }
  const bands = shape[2];
  const wavelengths =
    bands === undefined
      ? undefined
      : (givenWavelengths(ref, bands) ?? source.wavelengths ?? (await wavelengthsBeside(ref.file, bands)));
  const { fwhm, badBands, defaultRgb, classes, georeferencing, nodata, carried } = source;
  return {
    ...{
      name: ref.variable,
      shape,
      dtype,
      fwhm,
      badBands,
      defaultRgb,
      classes,
      georeferencing,
      nodata,
      carried,
    },
    wavelengths: wavelengths?.length === bands ? wavelengths : undefined,
    bandNames: bandNames?.length === (bands ?? 1) ? bandNames : undefined,
  };
}
