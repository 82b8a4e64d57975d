import type { NumericArray } from '@shared/scene';
import { openFileBytes } from '../bytes';
import { stemOf } from '../file-errors';
import { namedArraysReader, type NamedArray, type Skipped } from '../named-arrays';
import { placeBeside } from '../place-beside';
import { scaleNotApplied } from '../scale-warning';
import { BlockReader } from './blocks';
import { contiguousArray } from './contiguous';
import { readDirectories, numbersOf, type Directory, type TiffFile } from './directory';
import { readGeoreferencing, readGeoTags } from './georeferencing';
import { describeImage, type TiffImage } from './image';
import { readMetadata } from './metadata';
import { readPalette } from './palette';
import { pictureLabels } from './picture';
import { GeoTiffSource } from './source';

const WORLD_FILES = ['tfw', 'tifw', 'tiffw', 'wld'];
const SUBFILE_TYPE = 254;
const LERC_PARAMETERS = 50674;
/** Bits of SubfileType that mark a smaller copy of another image and a mask of valid pixels. */
const REDUCED_OR_MASK = 0b101;
/** Values that are enough to tell labels from measurements. */
const PEEK_VALUES = 8192;

/**
 * TIFF 6.0, BigTIFF and GeoTIFF 1.1: strips and tiles, bands of a pixel together or apart, 8 to 64 bits a sample.
 * A file of several images of one band each, all alike, is a cube; other images are variables of their own, and
 * overviews and masks are passed over. Samples are given as they are stored: nodata stays the number that it is, and
 * scale and offset are not applied but warned about. A picture in colours is listed twice, as bands and as labels.
 *
 * Read by ourselves, because the library geotiff (3.0.5) has no integers of 64 bits, takes the predictors of big-endian
 * files for little-endian, and neither ends on directories that lead back to themselves nor notices blocks behind the
 * end of a file; where it can, it is a witness in the tests.
 */
export const geoTiffReader = namedArraysReader('geotiff', async (file, signal) => {
  const bytes = await openFileBytes(file);
  try {
    const { tiff, directories } = await readDirectories({ file, bytes }, signal);
    const images: TiffImage[] = [];
    for (const directory of await fullImages(tiff, directories))
      images.push(await describeImage(tiff, directory));
    const groups = areBands(images) ? [images] : images.map((image) => [image]);
    const arrays: NamedArray[] = [];
    const skipped: Skipped[] = [];
    for (const [index, group] of groups.entries()) {
      const name = groups.length === 1 ? stemOf(file) : `${stemOf(file)}_${index + 1}`;
      const array = await describeArray(tiff, group, name);
      arrays.push(array);
      const found = group.length === 1 ? await pictureLabels(tiff, group[0], array, signal) : undefined;
      if (found && 'array' in found) arrays.push(found.array);
      else if (found) skipped.push(found.skipped);
    }
    return { bytes, arrays, skipped };
  } catch (error) {
    await bytes.close();
    throw error;
  }
});

async function fullImages(tiff: TiffFile, directories: readonly Directory[]): Promise<Directory[]> {
  const full: Directory[] = [];
  for (const directory of directories) {
    const kind = (await numbersOf(tiff, directory, SUBFILE_TYPE, 1))?.[0] ?? 0;
    if ((kind & REDUCED_OR_MASK) === 0) full.push(directory);
  }
  // A lone image is shown whatever it is marked as.
  return full.length > 0 ? full : directories.slice(0, 1);
}

/** Whether the images are the bands of one cube, each on a page of its own. */
function areBands(images: readonly TiffImage[]): boolean {
  const [first] = images;
  return images.every(
    ({ rows, columns, bands, dtype }) =>
      bands === 1 && rows === first.rows && columns === first.columns && dtype === first.dtype,
  );
}

async function describeArray(
  tiff: TiffFile,
  images: readonly TiffImage[],
  name: string,
): Promise<NamedArray> {
  const [{ rows, columns, dtype, directory }] = images;
  const bands = images.length > 1 ? images.length : images[0].bands;
  const metadata = await readMetadata(
    tiff,
    images.map((image) => image.directory),
    bands,
  );
  const georeferencing =
    (await readGeoreferencing(tiff, directory)) ?? (await placeBeside(tiff.file, WORLD_FILES));
  const shape = bands > 1 ? [rows, columns, bands] : [rows, columns];
  const { wavelengths, fwhm, badBands, nodata } = metadata;
  const info = {
    ...{ name, shape, dtype },
    ...(wavelengths && { wavelengths }),
    ...(fwhm && { fwhm }),
    ...(badBands && { badBands }),
    ...(georeferencing && { georeferencing }),
    ...(nodata !== undefined && { nodata }),
  };
  const source = async () => {
    const filler = fillerOf(nodata, dtype);
    const pages = [];
    for (const image of images) {
      const lerc = (await numbersOf(tiff, image.directory, LERC_PARAMETERS, 16)) ?? [];
      pages.push({
        image,
        blocks: new BlockReader(tiff, image, lerc, filler),
        whole: contiguousArray(tiff, image),
      });
    }
    const warnings = metadata.scaled ? [scaleNotApplied(tiff.file)] : [];
    const carried = { ...metadata.carried, geoTags: await readGeoTags(tiff, directory) };
    const classes = await readPalette(tiff, images[0], metadata.classes);
    const details = { ...metadata, georeferencing, classes, carried, warnings };
    return new GeoTiffSource(pages, details, () => tiff.bytes.close());
  };
  return {
    info,
    first: async (signal): Promise<NumericArray> => {
      const first = await source();
      const peekRows = Math.min(rows, Math.ceil(PEEK_VALUES / columns));
      const ranges = [[0, peekRows] as const, [0, Math.min(columns, PEEK_VALUES)] as const];
      return first.read(bands > 1 ? [...ranges, [0, 1]] : ranges, signal);
    },
    open: source,
  };
}

/** A block that was left out of the file holds nodata, or zeros where there is none that fits the type. */
function fillerOf(nodata: number | undefined, dtype: string): number {
  if (nodata === undefined) return 0;
  return dtype.startsWith('float') || Number.isInteger(nodata) ? nodata : 0;
}
