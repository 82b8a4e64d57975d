import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { BandscapeError } from '../../../src-main/engine/errors';
import { inspectFile, openVariable } from '../../../src-main/engine/files/registry';
import { createRandom } from '../../../src-main/engine/samples/random';
import { temporaryFolder } from '../../support/temporary-folder';
import { changed, imageEntries, long, short, tiffFile } from '../../support/tiff-file';
import { readAll } from './fixtures';

const folder = temporaryFolder();
const pixels = Uint8Array.from({ length: 64 }, (_, index) => index);
const entries = imageEntries(8, 8, 64);

/** What comes of a file: its values, or the error that a person reads. */
async function outcome(contents: Uint8Array, name = 'image.tif') {
  const file = folder.write(name, contents);
  try {
    const { variables } = await inspectFile(file);
    const source = await openVariable({ file, variable: variables[0].name });
    try {
      return { values: await readAll(source) };
    } finally {
      await source.close();
    }
  } catch (error) {
    if (!(error instanceof BandscapeError)) throw error;
    expect(error.kind).toMatch(/unreadable-file|unsupported-format|unusable-data/);
    return { code: error.code, message: error.message };
  }
}

it('the file that the tests damage is a good one', async () => {
  expect(await outcome(tiffFile(pixels, entries))).toEqual({ values: pixels });
});

describe('what is not read', () => {
  it.each([
    ['samples of 12 bits', [short(258, 12)]],
    ['half floats', [short(258, 16), short(339, 3)]],
    ['complex samples', [short(258, 64), short(339, 6)]],
    ['bands of different types', [short(277, 2), short(258, 8, 16)]],
    ['JPEG', [short(259, 7)]],
    ['bits in reverse order', [short(266, 2)]],
    ['predictor 3 of integers', [short(317, 3)]],
    ['an unknown predictor', [short(317, 9)]],
  ])('says so: %s', async (_, changes) => {
    const found = await outcome(tiffFile(pixels, changed(entries, ...changes)));
    expect(found.code).toBe('tiff-unsupported');
    expect(found.message).toContain('gdal_translate');
  });
});

describe('packed blocks', () => {
  const packed = (code: number, data: Uint8Array) =>
    outcome(tiffFile(data, changed(imageEntries(8, 8, data.length), short(259, code))));

  it.each([8, 5, 32773, 50000, 34887])('of method %i that hold something else', async (code) => {
    const random = createRandom(code, 'damage');
    for (let attempt = 0; attempt < 50; attempt++) {
      const data = Uint8Array.from({ length: 200 }, () => random.integer(256));
      const found = await packed(code, data);
      if (!found.values) expect(found.code).toBe('tiff-damaged');
      else expect(found.values).toHaveLength(64);
    }
  });

  it.each([8, 5, 32773, 50000, 34887])('of method %i that hold nothing', async (code) => {
    expect((await packed(code, Uint8Array.of(0))).code).toBe('tiff-damaged');
  });

  it('filled up with rows below the image, as some programs write them', async () => {
    const strips = [0, 1].map((strip) =>
      deflateSync(Buffer.concat([pixels.subarray(40 * strip, 40 * strip + 40), Buffer.alloc(strip * 16)])),
    );
    const lengths = strips.map(({ length }) => length);
    const layout = [short(259, 8), long(278, 5), long(273, 8, 8 + lengths[0]), long(279, ...lengths)];
    const file = tiffFile(Buffer.concat(strips), changed(entries, ...layout));
    expect(await outcome(file)).toEqual({ values: pixels });
  });
});
