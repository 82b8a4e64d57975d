import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { BandscapeError } from '../../../src-main/engine/errors';
import { inspectFile, openVariable } from '../../../src-main/engine/files/registry';
import { createRandom } from '../../../src-main/engine/samples/random';
import { temporaryFolder } from '../../support/temporary-folder';
import { changed, imageEntries, long, short, tiffFile } from '../../support/tiff-file';
import { readAll } from './fixtures';

const FOLDER = fileURLToPath(new URL('../../fixtures/geotiff/', import.meta.url));
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

describe('directories', () => {
  it.each([
    ['that come back to themselves', (at: number) => at, 'tiff-damaged'],
    ['beyond the end', () => 4_000_000_000, 'tiff-truncated'],
    ['within the header', () => 1, 'tiff-'],
  ])('%s', async (_, next, code) => {
    expect((await outcome(tiffFile(pixels, entries, next))).code).toContain(code);
  });

  it('in a cycle of two', async () => {
    const first = tiffFile(pixels, entries, (at) => at + 2 + 12 * entries.length + 4);
    const start = first.readUInt32LE(4);
    const second = Buffer.from(first.subarray(start));
    second.writeUInt32LE(start, second.length - 4);
    const { code, message } = await outcome(Buffer.concat([first, second]));
    expect(code).toBe('tiff-damaged');
    expect(message).toContain('comes back to itself');
  });

  it('in a file of 38 bytes that points at itself', async () => {
    const tiny = tiffFile(new Uint8Array(0), [long(256, 1), long(257, 1)], (at) => at);
    expect(tiny).toHaveLength(38);
    expect((await outcome(tiny)).code).toBe('tiff-damaged');
  });

  it('with more entries than can be, in BigTIFF', async () => {
    const big = Buffer.alloc(52);
    big.write('II+\0\x08\0\0\0', 'latin1');
    big.writeBigUInt64LE(16n, 8);
    big.writeBigUInt64LE(10n ** 10n, 16);
    expect((await outcome(big)).code).toBe('tiff-damaged');
  });

  it('of no image at all', async () => {
    expect((await outcome(Buffer.from('II*\0\0\0\0\0', 'latin1'))).code).toBe('tiff-damaged');
  });
});

describe('sizes that are not true', () => {
  it.each([
    ['65,529 samples a pixel', [short(277, 65_529)]],
    ['65,529 samples a pixel, each with its own blocks', [short(277, 65_529), short(284, 2)]],
    ['10^6 rows and columns', [long(256, 1_000_000), long(257, 1_000_000), long(278, 1_000_000)]],
    ['10^6 rows in strips of one', [long(257, 1_000_000), long(278, 1)]],
    ['2^31 columns', [long(256, 2 ** 31)]],
    ['no columns', [long(256, 0)]],
    ['no rows', [long(257, 0)]],
    ['no samples', [short(277, 0)]],
    ['strips of no rows', [long(278, 0)]],
    ['tiles of no columns', [long(322, 0), long(323, 16), long(324, 8), long(325, 64)]],
    ['tiles larger than the file', [long(322, 4096), long(323, 4096), long(324, 8), long(325, 64)]],
    ['a strip beyond the end', [long(273, 1_000_000)]],
    ['a strip within the header', [long(273, 2)]],
    ['a strip longer than the file', [long(279, 4_000_000_000)]],
    ['a strip too short', [long(279, 10)]],
    ['4 * 10^9 strips', [{ ...long(273, 8), count: 4_000_000_000 }]],
    ['a deflated strip of 10^9 bytes', [short(259, 8), long(257, 100_000_000), long(278, 100_000_000)]],
    ['a Zstandard strip of 10^9 bytes', [short(259, 50_000), long(257, 100_000_000), long(278, 100_000_000)]],
  ])('%s', async (_, changes) => {
    expect((await outcome(tiffFile(pixels, changed(entries, ...changes)))).code).toMatch(/^tiff-/);
  });
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

  it('that unpack to much more than they should', async () => {
    const bomb = deflateSync(Buffer.alloc(100_000_000));
    expect((await packed(8, bomb)).code).toBe('tiff-damaged');
  });

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

const MUTATED = [
  'uint8-big.tif',
  'bigtiff.tif',
  'planar-tiles.tif',
  'lzw-predictor-planar.tif',
  'zstd.tif',
  'gdal-lerc.tif',
  'gdal-lerc-zstd.tif',
  'gdal-names.tif',
  'pages.tif',
];

it.each(MUTATED)('%s cut off at any byte is an error or reads', async (name) => {
  const whole = readFileSync(FOLDER + name);
  const step = Math.max(1, Math.floor(whole.length / 400));
  for (let length = 1; length < whole.length; length += step) await outcome(whole.subarray(0, length), name);
});

it.each(MUTATED)('%s with changed bytes is an error or reads', async (name) => {
  const whole = readFileSync(FOLDER + name);
  const random = createRandom(whole.length, 'damage');
  for (let attempt = 0; attempt < 300; attempt++) {
    const mutated = Buffer.from(whole);
    const changes = 1 + random.integer(4);
    for (let n = 0; n < changes; n++) {
      mutated[random.integer(mutated.length)] = random.integer(256);
    }
    await outcome(mutated, name);
  }
});
