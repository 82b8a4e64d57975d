import { MemoryBytes, openFileBytes } from '../bytes';
import { stemOf } from '../file-errors';
import { namedArraysReader, plainArray, type FileContents } from '../named-arrays';
import { readChunks } from './chunks';
import { labelsOf } from './labels';
import { readSamples } from './pixels';

/**
 * PNG images of ground truth, named after their file; `labelsOf` says what their colours mean.
 *
 * They are decoded here although a good library exists: fast-png unpacks pixels and colour profiles as far as they go,
 * so a small bomb takes all memory, and whoever caps that beforehand has walked the chunks and unpacked the pixels, which
 * leaves the library only the filters; it also stops for nobody who cancels.
 */
export const pngReader = namedArraysReader('png', async (file, signal): Promise<FileContents> => {
  const bytes = await openFileBytes(file);
  try {
    const contents = await readChunks(bytes, file, signal);
    const { rows, columns } = contents.header;
    const { labels, classes } = labelsOf(contents, await readSamples(contents, file, signal), file);
    const dtype = labels instanceof Uint16Array ? 'uint16' : 'uint8';
    const info = { name: stemOf(file), shape: [rows, columns], dtype } as const;
    const values = new MemoryBytes(file, new Uint8Array(labels.buffer));
    const array = plainArray({ ...info, shape: [...info.shape] }, file, true, {
      bytes: values,
      offset: 0,
      order: [1, 0],
      classes,
    });
    return { bytes: values, arrays: [array] };
  } finally {
    await bytes.close();
  }
});
