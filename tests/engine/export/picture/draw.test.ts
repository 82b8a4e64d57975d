import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { largestScale, usualScale } from '@shared/map-picture';
import { classColors } from '@shared/palettes';
import { drawMap, PLAIN } from '../../../../src-main/engine/export/picture/draw';
import { Font } from '../../../../src-main/engine/export/picture/font';
import { pictureLayout } from '../../../../src-main/engine/export/picture/layout';
import { layoutOf } from '../../../../src-main/engine/export/picture/paint';
import { previewMap } from '../../../../src-main/engine/export/picture/preview';
import { thinned } from '../../../../src-main/engine/export/picture/thinned';
import { widthOf } from '../../../../src-main/engine/export/picture/text';
import { writeMap } from '../../../../src-main/engine/export/write';
import { decodePng } from '../../../support/decode-png';
import { FONT_FILE } from '../../../support/font';
import { temporaryFolder } from '../../../support/temporary-folder';

const folder = temporaryFolder();
const openFont = () => Font.open(FONT_FILE);
let font: Font;
beforeAll(async () => {
  font = await openFont();
});

const LONG = 'Buildings-Grass-Trees-Drives, stone and steel towers, and 建筑物与塔';
const namesOf = (count: number) =>
  Array.from({ length: count }, (_, index) => (index % 5 === 3 ? LONG : `Class ${index + 1}`));
const classesOf = (count: number) =>
  classColors(count).map((color, index) => ({ name: namesOf(count)[index], color }));
function mapOf(rows: number, columns: number, classes: number) {
  const labels = Uint16Array.from({ length: rows * columns }, (_, pixel) => 1 + ((pixel * 7) % classes));
  return { rows, columns, labels, confidence: new Float32Array(0) };
}
const DECORATED = { scale: 3, legend: true, title: 'A scene – a network', subtitle: 'OA 98.21 %' };

describe('the parts of a picture', () => {
  it.each([
    [10, 10, 16, 1],
    [145, 145, 16, 6],
    [610, 340, 9, 2],
    [3, 400, 20, 1],
    [60, 700, 60, 2],
    [900, 60, 40, 1],
    [2, 2, 1, 16],
  ])(
    'of %i x %i pixels and %i classes lie on it and not over each other',
    (rows, columns, classes, scale) => {
      const layout = pictureLayout(font, { rows, columns }, namesOf(classes), { ...DECORATED, scale });
      const { map } = layout;
      expect([map.width, map.height]).toEqual([columns * scale, rows * scale]);
      const boxes = [
        map,
        ...layout.swatches.map(({ x, y, side }) => ({ x, y, width: side, height: side })),
        ...layout.texts.map(({ text, x, y, size }) => ({
          x,
          y: y - 0.8 * size,
          width: widthOf(font, text, size),
          height: size,
        })),
      ];
      expect(layout.swatches).toHaveLength(classes);
      for (const [index, box] of boxes.entries()) {
        expect(box.x).toBeGreaterThan(0);
        expect(box.y).toBeGreaterThan(0);
        expect(box.x + box.width).toBeLessThan(layout.width);
        expect(box.y + box.height).toBeLessThan(layout.height);
        for (const other of boxes.slice(index + 1)) {
          const apart =
            box.x + box.width <= other.x ||
            other.x + other.width <= box.x ||
            box.y + box.height <= other.y ||
            other.y + other.height <= box.y;
          expect(apart, JSON.stringify([box, other])).toBe(true);
        }
      }
    },
  );

  it('grow with the map, so that a large picture is as readable as a small one', () => {
    const size = { rows: 500, columns: 500 };
    const [small, large] = [2, 8].map((scale) =>
      pictureLayout(font, size, namesOf(9), { ...DECORATED, scale }),
    );
    expect(large.width / small.width).toBeCloseTo(4, 1);
    expect(large.texts.map(({ text }) => text)).toEqual(small.texts.map(({ text }) => text));
  });
});

describe('a picture', () => {
  it('of a map alone has each label as a square of pixels', async () => {
    const map = mapOf(5, 7, 4);
    const { png } = await drawMap(map, classesOf(4), { ...PLAIN, scale: 3 });
    const { width, height, pixels, colorType } = decodePng(png);
    expect([width, height, colorType]).toEqual([21, 15, 3]);
    pixels.forEach((label, at) => {
      const [row, column] = [Math.floor(at / width / 3), Math.floor((at % width) / 3)];
      expect(label).toBe(map.labels[row * 7 + column]);
    });
  });

  it.each([4, 300])('with a legend still holds the map of %i classes, pixel for pixel', async (count) => {
    const map = mapOf(20, 30, count);
    const classes = classesOf(count);
    const { png, layout } = await drawMap(map, classes, DECORATED, openFont);
    const { width, pixels, palette } = decodePng(png);
    const colorAt = (x: number, y: number) => {
      const at = y * width + x;
      const found = palette ? palette.subarray(3 * pixels[at]) : pixels.subarray(3 * at);
      return [...found.subarray(0, 3)];
    };
    for (let y = 0; y < layout.map.height; y++) {
      for (let x = 0; x < layout.map.width; x++) {
        const label = map.labels[Math.floor(y / 3) * 30 + Math.floor(x / 3)];
        expect(colorAt(layout.map.x + x, layout.map.y + y)).toEqual(classes[label - 1].color);
      }
    }
    const [{ x, y, side }] = layout.swatches;
    expect(colorAt(x + (side >> 1), y + (side >> 1))).toEqual(classes[0].color);
    expect(colorAt(0, 0)).toEqual([255, 255, 255]);
  });

  it('that most programs could not open is refused, with the scale that can be had', () => {
    const map = { rows: 2000, columns: 3000, labels: new Uint16Array(0) };
    expect(largestScale(2000, 3000)).toBe(6);
    expect(() => layoutOf(map, [], { ...PLAIN, scale: 7 })).toThrow(
      'A picture of 21000 x 14000 pixels is too large for most programs: choose a scale of at most 6.',
    );
    expect(layoutOf({ ...map, rows: 100_000 }, [], PLAIN)).toMatchObject({ width: 3000, height: 100_000 });
    expect([usualScale(145, 145), usualScale(5000, 10), usualScale(2, 2)]).toEqual([6, 1, 16]);
  });
});

it('a preview has the proportions of the picture, and says what cannot be written', async () => {
  const map = mapOf(3000, 2000, 4);
  const classes = [...classesOf(3), { name: 'غابة', color: [1, 2, 3] as [number, number, number] }];
  const small = thinned(map);
  expect([small.rows, small.columns, small.labels[1]]).toEqual([1000, 667, map.labels[3]]);
  const preview = await previewMap(small, map, classes, { ...DECORATED, scale: 2 }, openFont);
  const { width, height } = decodePng(preview.png);
  expect(preview.width / preview.height).toBeCloseTo(width / height, 1);
  expect(preview.width).toBeGreaterThan(4000);
  expect(width).toBeLessThan(1500);
  expect(preview.missing.length).toBeGreaterThan(0);
});

describe('a world file', () => {
  const georeferencing = {
    transform: [500, 20, 0, 900, 0, -10] as [number, number, number, number, number, number],
  };
  const classes = classesOf(4);

  it('says of a picture with a legend where the map on it lies', async () => {
    const file = join(folder.path, 'drawn.png');
    const options = { placed: { georeferencing }, picture: DECORATED, font: openFont };
    await writeMap(file, 'png', mapOf(20, 30, 4), classes, options);
    const { map } = pictureLayout(font, { rows: 20, columns: 30 }, namesOf(4), DECORATED);
    const lines = readFileSync(join(folder.path, 'drawn.pgw'), 'utf8').trim().split('\n').map(Number);
    const [stepX, turnY, turnX, stepY, x, y] = lines;
    expect([stepX, turnY, turnX, stepY]).toEqual([20 / 3, 0, 0, -10 / 3]);
    // The middle of the map's first picture pixel, reached from the picture's own.
    expect(x + map.x * stepX).toBeCloseTo(500 + 20 / 6, 9);
    expect(y + map.y * stepY).toBeCloseTo(900 - 10 / 6, 9);
  });

  it('that is not wanted is not written, and one of an earlier picture goes', async () => {
    const file = join(folder.path, 'again.png');
    const world = folder.write('again.pgw', 'earlier');
    const options = { placed: { georeferencing }, worldFile: false, overwrite: [world] };
    await writeMap(file, 'png', mapOf(2, 2, 4), classes, options);
    expect(() => readFileSync(world)).toThrow();
    expect(decodePng(readFileSync(file)).width).toBe(2);
  });
});
