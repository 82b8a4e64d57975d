import { describe, expect, it } from 'vitest';
import { classColors } from '@shared/palettes';
import { readTruth } from '../../../src-main/engine/cube/labels';
import { encodeGeoTiff } from '../../../src-main/engine/export/geotiff';
import { inspectFile, openVariable } from '../../../src-main/engine/files/registry';
import { createRandom } from '../../../src-main/engine/samples/random';
import { pngFile } from '../../support/png-file';
import { temporaryFolder } from '../../support/temporary-folder';
import { changed, imageEntries, short, text, tiffFile, type TiffEntry } from '../../support/tiff-file';
import { readAll } from './fixtures';

const folder = temporaryFolder();
const ROWS = 4;
const COLUMNS = 5;
const RGB = 2;

/** Bytes of pixels by the indices of their colours, which are repeated as often as needed. */
const painted = (colors: readonly (readonly number[])[], rows = ROWS, columns = COLUMNS) =>
  Buffer.from(Array.from({ length: rows * columns }, (_, at) => colors[at % colors.length]).flat());

const picture = (data: Uint8Array, changes: TiffEntry[] = [], rows = ROWS, columns = COLUMNS) => {
  const bands = data.length / rows / columns;
  const bits = short(258, ...new Array<number>(bands).fill(8));
  const entries = changed(imageEntries(rows, columns, data.length), bits, short(277, bands), short(262, RGB));
  return folder.write('gt.tif', tiffFile(data, changed(entries, ...changes)));
};
const truthOf = (file: string, variable = 'gt_classes') => readTruth({ file, variable });

/** The same pixels in a PNG. */
const png = (colorType: number, data: Uint8Array) => {
  const line = data.length / ROWS;
  const lines = Array.from({ length: ROWS }, (_, row) => [0, ...data.subarray(row * line, (row + 1) * line)]);
  return folder.write(
    'same.png',
    pngFile({ rows: ROWS, columns: COLUMNS, colorType, data: Uint8Array.from(lines.flat()) }),
  );
};

const COLORS = [
  [250, 200, 10],
  [0, 0, 0],
  [10, 20, 30],
  [10, 20, 29],
];
const OPACITY = short(338, 2);

describe('a picture in colours', () => {
  it.each<[string, number, number[][], TiffEntry[]]>([
    ['in red, green and blue', 2, COLORS, []],
    ['in colours of the published palette', 2, [[255, 0, 0], [0, 0, 0], ...classColors(7).slice(4)], []],
    ['with opacity', 6, COLORS.map((color, at) => [...color, at === 2 ? 0 : 200]), [OPACITY]],
    ['whose colours are all grays', 2, [1, 0, 3, 7].map((gray) => [gray, gray, gray]), []],
    [
      'in grays with opacity',
      4,
      [3, 1, 0, 2].map((gray) => [gray, gray === 1 ? 0 : 9]),
      [OPACITY, short(262, 1)],
    ],
  ])('has the classes that it has as a PNG: one %s', async (_, colorType, colors, changes) => {
    const data = painted(colors);
    const fromTiff = await truthOf(picture(data, changes));
    const fromPng = await truthOf(png(colorType, data), 'same');
    expect(fromTiff).toEqual(fromPng);
    expect(fromTiff.classes.length).toBeGreaterThan(1);
  });

  it('takes a fourth sample that is no opacity for nothing', async () => {
    const data = painted(COLORS.map((color, at) => [...color, at % 2]));
    const { labels } = await truthOf(picture(data, [short(338, 0)]));
    expect([...labels.slice(0, 4)]).toEqual([3, 0, 2, 1]);
  });

  it('leaves pixels of the value that stands for none unlabelled', async () => {
    const colors = [[255, 255, 255], ...COLORS, [255, 255, 0]];
    const { labels } = await truthOf(picture(painted(colors), [text(42113, '255')]));
    expect([...labels.slice(0, 6)]).toEqual([0, 3, 0, 2, 1, 4]);
  });

  it('is a cube too', async () => {
    const data = painted(COLORS);
    const file = picture(data);
    const { variables, noLabels } = await inspectFile(file);
    expect(variables).toMatchObject([
      { name: 'gt', role: 'cube', shape: [ROWS, COLUMNS, 3] },
      { name: 'gt_classes', role: 'labels', shape: [ROWS, COLUMNS], dtype: 'uint8' },
    ]);
    expect(noLabels).toBeUndefined();
    const source = await openVariable({ file, variable: 'gt' });
    expect(Buffer.from(await readAll(source))).toEqual(data);
    await source.close();
  });

  it('comes back from a map that Bandscape wrote, by its palette and not by its colours', async () => {
    const labels = Uint16Array.of(0, 1, 5, 3, 3, 1);
    const classes = [1, 3, 5].map((label) => ({
      label,
      name: `Kind ${label}`,
      color: classColors(5)[label - 1],
    }));
    const file = folder.write('map.tif', encodeGeoTiff({ rows: 2, columns: 3, labels }, classes));
    const truth = await truthOf(file, 'map');
    expect(truth.labels).toEqual(labels);
    expect(truth.classes.map(({ label, name, color }) => ({ label, name, color }))).toEqual(classes);
  });
});

describe('a picture that is no map of classes', () => {
  const random = createRandom(4, 'photograph');
  const noise = (rows: number, columns: number) =>
    Buffer.from(Array.from({ length: rows * columns * 3 }, () => random.integer(256)));
  const shaded = (rows: number, columns: number) =>
    Buffer.concat([Buffer.alloc((rows - 20) * columns * 3, 9), noise(20, columns)]);

  it.each([
    ['a photograph', 40, 40, noise(40, 40)],
    ['one whose first rows are of one colour', 300, 400, shaded(300, 400)],
  ])('stays a cube, and is refused as labels in one sentence: %s', async (_, rows, columns, data) => {
    const file = picture(data, [], rows, columns);
    const { variables, noLabels, skipped } = await inspectFile(file);
    expect(variables).toMatchObject([{ name: 'gt', role: 'cube', shape: [rows, columns, 3] }]);
    expect({ noLabels, skipped }).toEqual({ noLabels: ['gt_classes'] });
    await expect(truthOf(file)).rejects.toMatchObject({ kind: 'unusable-data', code: 'image-not-labels' });
    await expect(truthOf(file)).rejects.toThrow(/^"gt.tif" has more than 255 colours[^\n]+\.$/);
  });

  it('is too large, which is told before it is read', async () => {
    const strips = [
      { code: 273, type: 4, values: [0] },
      { code: 279, type: 4, values: [0] },
    ] as TiffEntry[];
    const size = { rows: 8000, columns: 8000 };
    const changes = [...strips, ...imageEntries(size.rows, size.columns, 0).slice(0, 2), short(278, 8000)];
    const file = picture(painted(COLORS), changes);
    expect(await inspectFile(file)).toMatchObject({ noLabels: ['gt_classes'] });
    await expect(truthOf(file)).rejects.toMatchObject({ code: 'picture-too-large' });
  });

  it('is not even one: three bands of floats or of 32 bits', async () => {
    for (const [bits, format] of [
      [32, 3],
      [32, 1],
    ]) {
      const data = Buffer.alloc(ROWS * COLUMNS * 4 * 3);
      const changes = [short(258, bits, bits, bits), short(339, format, format, format), short(277, 3)];
      const info = await inspectFile(picture(data, changes));
      expect(info.variables.map(({ name }) => name)).toEqual(['gt']);
      expect(info.noLabels).toBeUndefined();
    }
  });
});
