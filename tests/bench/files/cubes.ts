import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { matHeader } from '../../support/mat-file';
import { npyHeader } from '../../../src-main/engine/export/npy';
import { hdf5Header } from './hdf5-header';
import { ORDERS, bytesIn, fillLines, type OrderName, type Shape } from './lines';
import { matrixHeader } from './mat-header';
import { packMat } from './packed-mat';
import { tiffHeader } from './tiff-header';

/** 3.0 GB, the size that the program is held to. */
export const WHOLE: Shape = { rows: 2500, columns: 1500, bands: 200 };
/** 2.1 GB: a variable of a MAT file of version 5 has less than 2 GiB. */
const OF_VERSION_5: Shape = { rows: 2500, columns: 1050, bands: 200 };

/** A kind of file that a cube may come in. */
export interface CubeKind {
  id: string;
  title: string;
  order: OrderName;
  shape: Shape;
  extension: string;
  /** What stands before the values. */
  header(shape: Shape): Uint8Array;
  /** A second file that describes them. */
  beside?: { extension: string; text(shape: Shape): string };
  /** Whether the values are packed, so that they must be unpacked before anything can be shown. */
  packed?: boolean;
}

const envi = (interleave: 'bsq' | 'bil' | 'bip', order: OrderName): CubeKind => ({
  id: interleave,
  title: `ENVI ${interleave.toUpperCase()}`,
  order,
  shape: WHOLE,
  extension: interleave,
  header: () => new Uint8Array(),
  beside: {
    extension: 'hdr',
    text: ({ rows, columns, bands }) =>
      `ENVI\nsamples = ${columns}\nlines = ${rows}\nbands = ${bands}\nheader offset = 0\nfile type = ENVI Standard\n` +
      `data type = 4\ninterleave = ${interleave}\nbyte order = 0\n`,
  },
});

const mat5 = (shape: Shape) => Buffer.concat([matHeader(), matrixHeader('cube', shape)]);

/** To measure another kind of file, add it here. */
export const CUBE_KINDS: readonly CubeKind[] = [
  envi('bsq', 'band after band'),
  envi('bil', 'line after line'),
  envi('bip', 'pixel after pixel'),
  {
    ...{ id: 'tif', title: 'GeoTIFF by pixels', order: 'pixel after pixel', shape: WHOLE, extension: 'tif' },
    header: (shape) => tiffHeader(shape, false),
  },
  {
    ...{
      id: 'tif-bands',
      title: 'GeoTIFF by bands',
      order: 'band after band',
      shape: WHOLE,
      extension: 'tif',
    },
    header: (shape) => tiffHeader(shape, true),
  },
  {
    ...{ id: 'mat73', title: 'MAT 7.3', order: 'MATLAB, columns first', shape: WHOLE, extension: 'mat' },
    header: hdf5Header,
  },
  {
    ...{ id: 'mat5', title: 'MAT 5', order: 'MATLAB, columns first', shape: OF_VERSION_5, extension: 'mat' },
    header: mat5,
  },
  {
    ...{ id: 'mat7', title: 'MAT 7, compressed', order: 'MATLAB, columns first', shape: OF_VERSION_5 },
    ...{ extension: 'mat', packed: true, header: mat5 },
  },
];

/** A made cube: what to open, its variable and all files that it consists of. */
export interface MadeCube {
  file: string;
  variable: string;
  truth: string;
}

/**
 * Makes a cube with its ground truth in a folder, with holes where the system allows them.
 * @param filled writes every value
 */
export async function makeCube(folder: string, kind: CubeKind, filled: boolean): Promise<MadeCube> {
  const { shape, order, extension, beside } = kind;
  const file = join(folder, `cube.${extension}`);
  const header = kind.header(shape);
  const handle = await open(file, 'w');
  try {
    await handle.write(header);
    // Values of a MAT file are followed by nothing as long as they fill up eight bytes, which all shapes here do.
    await handle.truncate(header.length + bytesIn(shape));
    await fillLines(handle, header.length, shape, ORDERS[order], filled);
  } finally {
    await handle.close();
  }
  if (kind.packed) await packMat(file);
  if (beside) {
    const text = await open(join(folder, `cube.${beside.extension}`), 'w');
    await text.writeFile(beside.text(shape));
    await text.close();
  }
  return { file, variable: 'cube', truth: await makeTruth(folder, shape) };
}

/** Four classes along the upper and the left edge, where the cube has values. */
async function makeTruth(folder: string, { rows, columns }: Shape): Promise<string> {
  const labels = new Uint8Array(rows * columns);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      if (row < 16 || column < 16) labels[row * columns + column] = 1 + ((row + column) % 4);
    }
  }
  const file = join(folder, 'truth.npy');
  const handle = await open(file, 'w');
  await handle.writeFile(Buffer.concat([npyHeader('|u1', [rows, columns]), labels]));
  await handle.close();
  return file;
}
