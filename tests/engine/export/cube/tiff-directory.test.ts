import { describe, expect, it } from 'vitest';
import { encodeDirectory, tiffHeader } from '../../../../src-main/engine/export/cube/tiff-directory';
import { tag } from '../../../../src-main/engine/export/tiff-layout';
import { inspectFile, openVariable } from '../../../../src-main/engine/files/registry';
import { temporaryFolder } from '../../../support/temporary-folder';
import { readAll } from '../../files/fixtures';

const folder = temporaryFolder();

describe.each([
  ['classic', false, 42],
  ['BigTIFF', true, 43],
])('a %s file', (_, isBig, magic) => {
  it('of two planes of one tile each reads as it was written', async () => {
    const planes = [0, 1].map((band) => Uint16Array.from({ length: 256 }, (_, pixel) => 1000 * band + pixel));
    const first = tiffHeader(isBig, 0).length;
    const tags = [
      tag.long('ImageWidth', 256, 16),
      tag.long('ImageLength', 257, 16),
      tag.short('BitsPerSample', 258, 16, 16),
      tag.short('Compression', 259, 1),
      tag.short('PhotometricInterpretation', 262, 1),
      tag.short('SamplesPerPixel', 277, 2),
      tag.short('PlanarConfiguration', 284, 2),
      tag.long('TileWidth', 322, 16),
      tag.long('TileLength', 323, 16),
      tag.double('ModelPixelScale', 33550, 2, 2, 0),
      tag.double('ModelTiepoint', 33922, 0, 0, 0, 100, 200, 0),
    ];
    const tables = [
      { code: 324, values: [first, first + 512] },
      { code: 325, values: [512, 512] },
    ];
    const { bytes, directory } = encodeDirectory(tags, tables, first + 1024, isBig);
    const header = tiffHeader(isBig, directory);
    expect(header.readUInt16LE(2)).toBe(magic);
    const file = folder.write(
      `${magic}.tif`,
      Buffer.concat([header, ...planes.map(({ buffer }) => Buffer.from(buffer)), bytes]),
    );
    const [info] = (await inspectFile(file)).variables;
    expect(info).toMatchObject({
      shape: [16, 16, 2],
      dtype: 'uint16',
      georeferencing: { transform: [100, 2, 0, 200, 0, -2] },
    });
    const source = await openVariable({ file, variable: info.name });
    const values = await readAll(source);
    await source.close();
    planes.forEach((plane, band) =>
      expect([...values].filter((_, index) => index % 2 === band)).toEqual([...plane]),
    );
  });
});
