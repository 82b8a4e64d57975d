import { UnsupportedFormatError, UnusableDataError } from '../../errors';
import { MemoryBytes, type ByteSource } from '../bytes';
import { fileName } from '../file-errors';
import { plainArray, type NamedArray, type Skipped } from '../named-arrays';
import { labelsOfPicture, MOST_PICTURE_BYTES, type Picture } from '../picture-labels';
import type { ArraySource } from '../source';
import { numbersOf, type TiffFile } from './directory';
import type { TiffImage } from './image';

const PHOTOMETRIC = 262;
const EXTRA_SAMPLES = 338;
/** PhotometricInterpretation: a sample of 0 is black, or samples are red, green and blue. */
const GRAY = 1;
const RGB = 2;
/** ExtraSamples that say how opaque a pixel is: colours are multiplied with it, or not. */
const OPACITIES = [1, 2];
/** Of a photograph this much has more colours than a map of classes. */
const FIRST_PIXELS = 64 * 1024;

/** The labels that a picture holds, or why it holds none. */
export type PictureLabels = { array: NamedArray } | { skipped: Skipped };

/**
 * The labels of an image that people may mean as ground truth although it has several bands: red, green and blue of 8 or
 * 16 bits, with or without another sample, or a gray with opacity. They are named after the image with `_classes` behind,
 * and mean what `labelsOfPicture` says; the bands stay a cube. Undefined for any other image.
 *
 * @throws UnreadableFileError where its samples are damaged
 */
export async function pictureLabels(
  tiff: TiffFile,
  image: TiffImage,
  { info, open }: NamedArray,
  signal?: AbortSignal,
): Promise<PictureLabels | undefined> {
  const opacity = await opacityOf(tiff, image);
  if (!(await isPicture(tiff, image, opacity))) return undefined;
  const { rows, columns, bands, itemSize } = image;
  const name = `${info.name}_classes`;
  try {
    if (rows * columns * bands * itemSize > MOST_PICTURE_BYTES) throw tooLarge(tiff.file, image);
    const source = await open({}, {});
    const isTransparent = (samples: Samples) => transparencyTest(samples, bands, opacity, info.nodata);
    const { labels, classes } = await readLabels(source, tiff.file, isTransparent, signal);
    const dtype = labels instanceof Uint16Array ? ('uint16' as const) : ('uint8' as const);
    const { georeferencing } = info;
    const described = { name, shape: [rows, columns], dtype, ...(georeferencing && { georeferencing }) };
    const bytes = heldBeside(tiff, new Uint8Array(labels.buffer));
    const place = { bytes, offset: 0, order: [1, 0], classes, georeferencing };
    return { array: plainArray(described, tiff.file, true, place) };
  } catch (error) {
    if (!(error instanceof UnusableDataError || error instanceof UnsupportedFormatError)) throw error;
    return { skipped: { name, kind: 'picture', problem: error, mayBeLabels: true } };
  }
}

/** Which sample of a pixel says how opaque it is, if one does. */
async function opacityOf(tiff: TiffFile, { bands, directory }: TiffImage): Promise<number | undefined> {
  const extra = (bands <= 4 && (await numbersOf(tiff, directory, EXTRA_SAMPLES, bands))) || [];
  const at = extra.findIndex((kind) => OPACITIES.includes(kind));
  return at < 0 ? undefined : bands - extra.length + at;
}

async function isPicture(tiff: TiffFile, { bands, dtype, directory }: TiffImage, opacity?: number) {
  if (dtype !== 'uint8' && dtype !== 'uint16') return false;
  const kind = (await numbersOf(tiff, directory, PHOTOMETRIC, 1))?.[0];
  if (bands === 2) return kind === GRAY && opacity === 1;
  return (bands === 3 || bands === 4) && (kind === RGB || kind === GRAY);
}

type Samples = Uint8Array | Uint16Array;
type TransparencyTest = (samples: Samples) => Picture['isTransparent'];

/** Looks at some rows before it reads all, since what is in the way is mostly a photograph. */
async function readLabels(
  source: ArraySource,
  file: string,
  isTransparent: TransparencyTest,
  signal?: AbortSignal,
) {
  const [rows, columns, channels] = source.shape;
  const labelsOf = async (end: number) => {
    const ranges = [[0, end] as const, [0, columns] as const, [0, channels] as const];
    const samples = (await source.read(ranges, signal)) as Samples;
    return labelsOfPicture({ samples, channels, isTransparent: isTransparent(samples) }, file);
  };
  const first = Math.ceil(FIRST_PIXELS / columns);
  if (first < rows) await labelsOf(first);
  return labelsOf(rows);
}

function transparencyTest(
  samples: Samples,
  bands: number,
  opacity: number | undefined,
  nodata: number | undefined,
): Picture['isTransparent'] {
  const colors = Math.min(3, opacity ?? bands);
  return (pixel) => {
    const at = pixel * bands;
    if (opacity !== undefined && samples[at + opacity] === 0) return true;
    if (nodata === undefined) return false;
    for (let color = 0; color < colors; color++) if (samples[at + color] !== nodata) return false;
    return true;
  };
}

/** Labels in memory whose file is closed with them. */
function heldBeside({ file, bytes }: TiffFile, labels: Uint8Array): ByteSource {
  const held = new MemoryBytes(file, labels);
  return {
    length: held.length,
    read: (offset, length, signal) => held.read(offset, length, signal),
    close: async () => {
      await held.close();
      await bytes.close();
    },
  };
}

function tooLarge(file: string, { rows, columns }: TiffImage): UnsupportedFormatError {
  return new UnsupportedFormatError(
    'picture-too-large',
    `"${fileName(file)}" has ${rows} x ${columns} pixels in colours, more than Bandscape reads as ground truth: save the ` +
      'labels as an image of one band.',
    { file, rows, columns },
  );
}
