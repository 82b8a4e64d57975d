import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fromArrayBuffer } from 'geotiff';
import { describe, expect, it } from 'vitest';
import { convertVariable } from '../../../src-main/engine/export/cube/convert';
import { inspectFile, openVariable } from '../../../src-main/engine/files/registry';
import { temporaryFolder } from '../../support/temporary-folder';
import { readAll } from './fixtures';

const FOLDER = fileURLToPath(new URL('../../fixtures/geotiff/', import.meta.url));
const NAMES = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.tif'))
  .map((name) => name.replace('.tif', ''));
const folder = temporaryFolder();

/** What geotiff 3.0.5 cannot tell: it reads no integers of 64 bits, and takes predictors for little-endian. */
const NO_WITNESS = /^u?int64-|-predictor-big$/;
const WITNESSED = NAMES.filter((name) => !NO_WITNESS.test(name));

/** Every image of a file but its smaller copies, as the library geotiff reads them: values by row, column and band. */
async function byLibrary(file: string) {
  const { buffer, byteOffset, byteLength } = readFileSync(file);
  const tiff = await fromArrayBuffer(buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer);
  const images = [];
  for (let index = 0; index < (await tiff.getImageCount()); index++) {
    const image = await tiff.getImage(index);
    if (((image.fileDirectory.getValue('NewSubfileType') ?? 0) & 1) === 0) images.push(image);
  }
  const pages = await Promise.all(images.map((image) => image.readRasters({ interleave: true })));
  const [image] = images;
  const pixels = image.getWidth() * image.getHeight();
  const bands = pages.length > 1 ? pages.length : image.getSamplesPerPixel();
  const at = (index: number) =>
    pages.length > 1 ? pages[index % bands][Math.floor(index / bands)] : pages[0][index];
  return {
    image,
    shape: [image.getHeight(), image.getWidth(), ...(bands > 1 ? [bands] : [])],
    values: Array.from({ length: pixels * bands }, (_, index) => Number(at(index))),
  };
}

async function byUs(file: string) {
  const [{ name }] = (await inspectFile(file)).variables;
  const source = await openVariable({ file, variable: name });
  const values = Array.from(await readAll(source));
  await source.close();
  return { source, shape: source.shape, values };
}

describe('what the library geotiff reads is the same to the bit', () => {
  it.each(WITNESSED)('%s', async (name) => {
    const file = join(FOLDER, `${name}.tif`);
    const [theirs, ours] = [await byLibrary(file), await byUs(file)];
    expect(ours.shape).toEqual(theirs.shape);
    expect(ours.values.findIndex((value, index) => !Object.is(value, theirs.values[index]))).toBe(-1);
  });

  it.each(NAMES.filter((name) => !name.includes('int64')))('%s converted', async (name) => {
    const file = join(folder.path, `${name}.tif`);
    await convertVariable({ file: join(FOLDER, `${name}.tif`), variable: name }, file);
    const [theirs, ours] = [await byLibrary(file), await byUs(join(FOLDER, `${name}.tif`))];
    expect(theirs.shape).toEqual(ours.shape);
    expect(theirs.values.findIndex((value, index) => !Object.is(value, ours.values[index]))).toBe(-1);
    expect(theirs.image.getGDALNoData()).toBe(ours.source.nodata ?? null);
  });
});
