import { stat } from 'node:fs/promises';
import { extname, resolve } from 'node:path';
import type { Dtype, VariableRef } from '@shared/scene';
import { givenWavelengths, wavelengthsBeside } from '../../cube/wavelengths';
import { InvalidSettingsError, NotWritableError, UnusableDataError } from '../../errors';
import { openVariable } from '../../files/registry';
import type { ArraySource } from '../../files/source';
import type { TilePass } from './tiles';
import type { CubeDescription, CubeWriter } from './writer';

export interface ConvertOptions extends TilePass {
  /** Whether an existing file may be replaced. */
  overwrite?: boolean;
}

export interface Converted {
  files: string[];
  shape: number[];
  dtype: Dtype;
}

/** Each loaded when it is first written, by the ending of the file. */
const WRITERS: Readonly<Record<string, () => Promise<CubeWriter>>> = {
  '.npy': async () => (await import('./npy')).npyWriter,
  '.mat': async () => (await import('./mat')).matWriter,
  '.tif': async () => (await import('./geotiff')).geoTiffWriter,
  '.tiff': async () => (await import('./geotiff')).geoTiffWriter,
  '.hdr': async () => (await import('./envi')).enviWriter,
};

/**
 * Writes a variable to a file of another format, in tiles: the same values, type and shape, with wavelengths, names of
 * bands, georeferencing and nodata where the format has room for them. The file is whole or not there.
 *
 * @throws InvalidSettingsError for an ending that names no format, or an array that the format cannot hold
 * @throws NotWritableError where the file exists and may not be replaced, or the disk refuses
 * @throws CancelledError when the signal is aborted; nothing is left behind
 */
export async function convertVariable(
  ref: VariableRef,
  file: string,
  { overwrite = false, ...pass }: ConvertOptions = {},
): Promise<Converted> {
  const target = resolve(file);
  const writer = await writerOf(file);
  const files = writer.filesOf(target);
  await checkTargets(files, ref, overwrite);
  const source = await openVariable(ref, { signal: pass.signal });
  try {
    const description = await describe(ref, source);
    writer.check(description, file);
    await writer.write(target, source, description, pass);
    return { files, shape: [...source.shape], dtype: source.dtype };
  } finally {
    await source.close();
  }
}

async function writerOf(file: string): Promise<CubeWriter> {
  const load = WRITERS[extname(file).toLowerCase()];
  if (load) return load();
  throw new InvalidSettingsError(
    'unknown-cube-format',
    `${file} does not end in .npy, .mat, .tif or .hdr: choose one of these endings.`,
    { file },
  );
}

async function checkTargets(files: readonly string[], ref: VariableRef, overwrite: boolean): Promise<void> {
  const source = await identity(ref.file);
  for (const file of files) {
    const found = await identity(file);
    if (found === undefined) continue;
    if (found === source) {
      throw new NotWritableError(
        'output-is-input',
        `${file} is the file that is read, so it is left alone: choose another name.`,
        { place: file },
      );
    }
    if (!overwrite) {
      throw new NotWritableError(
        'output-file-exists',
        `${file} exists already: choose another name, or add --force to replace it.`,
        { place: file },
      );
    }
  }
}

/** The same for two names of one file; undefined where there is none. */
async function identity(file: string): Promise<string | undefined> {
  return stat(file).then(
    ({ dev, ino }) => `${dev}:${ino}`,
    () => undefined,
  );
}

async function describe(ref: VariableRef, source: ArraySource): Promise<CubeDescription> {
  const { shape, dtype, georeferencing, nodata, bandNames } = source;
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
  return {
    ...{ name: ref.variable, shape, dtype, georeferencing, nodata },
    wavelengths: wavelengths?.length === bands ? wavelengths : undefined,
    bandNames: bandNames?.length === bands ? bandNames : undefined,
  };
}
