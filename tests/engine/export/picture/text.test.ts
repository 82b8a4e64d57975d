import { beforeAll, describe, expect, it } from 'vitest';
import { coverageOf } from '../../../../src-main/engine/export/picture/coverage';
import { Font } from '../../../../src-main/engine/export/picture/font';
import { glyphsOf, missingIn, widthOf, wrap } from '../../../../src-main/engine/export/picture/text';
import { FONT_FILE } from '../../../support/font';

let font: Font;
beforeAll(async () => {
  font = await Font.open(FONT_FILE);
});

const square = (left: number, bottom: number, right: number, top: number) =>
  [
    [left, bottom],
    [left, top],
    [right, top],
    [right, bottom],
  ].map(([x, y]) => ({ x, y, onCurve: true }));
const sum = (values: ArrayLike<number>) => Array.from(values).reduce((total, value) => total + value, 0);

describe('the cover of a glyph', () => {
  it('is the share of each pixel that lies inside', () => {
    const cover = coverageOf([square(0, 0, 250, 100)], 1, 2, 0.01);
    expect(cover).toMatchObject({ x: 1, y: 1, width: 3, height: 1 });
    expect([...cover!.values].map((value) => Number(value.toFixed(3)))).toEqual([1, 1, 0.5]);
  });

  it('leaves out what an outline of the other direction cuts out', () => {
    const cover = coverageOf([square(0, 0, 400, 400), square(100, 100, 300, 300).reverse()], 0, 4, 0.01);
    expect([...cover!.values]).toEqual([1, 1, 1, 1, 1, 0, 0, 1, 1, 0, 0, 1, 1, 1, 1, 1]);
  });

  it('follows curves: a circle of four of them has nearly its area', () => {
    const [r, k] = [100, 100 * Math.tan(Math.PI / 8)];
    const ring = [
      [r, 0],
      [r, k],
      [k, r],
      [0, r],
      [-k, r],
      [-r, k],
      [-r, 0],
      [-r, -k],
      [-k, -r],
      [0, -r],
      [k, -r],
      [r, -k],
    ];
    const points = ring.map(([x, y]) => ({ x, y, onCurve: x === 0 || y === 0 }));
    const area = sum(coverageOf([points], 0, 0, 1)!.values);
    expect(area / (Math.PI * r * r)).toBeCloseTo(1, 1.5);
  });

  it('of a blank is nothing', () => {
    expect([...glyphsOf(font, '  ', 0, 0, 20)]).toEqual([]);
  });
});

describe('the font', () => {
  it('has what class names are written with', () => {
    expect(
      missingIn(font, ['Corn-notill (20 %)', 'Äcker & Flüsse, façade', 'ΩЖ½²×–—…', '沥青屋顶，自锁砖']),
    ).toEqual([]);
  });

  it('says once of what it has no sign', () => {
    expect(missingIn(font, ['a 😀b', '😀 م'])).toEqual(['😀', 'م']);
  });

  it('sets letters of different widths, and ideographs in squares', () => {
    expect(widthOf(font, 'ii', 100)).toBeLessThan(widthOf(font, 'WW', 100) / 2);
    expect(widthOf(font, '草地', 100)).toBe(200);
  });

  it('draws different letters differently, and the same ones alike', () => {
    const ink = (text: string) =>
      sum([...glyphsOf(font, text, 0, 40, 40)].flatMap(({ values }) => [...values]));
    expect(ink('草')).toBeGreaterThan(100);
    expect(ink('OO')).toBeCloseTo(2 * ink('O'), 0);
    expect(ink('O')).not.toBeCloseTo(ink('C'), 0);
  });

  it('that is gone is told', async () => {
    await expect(Font.open('/nowhere.ttf')).rejects.toMatchObject({ code: 'font-missing' });
  });
});

describe('wrapping', () => {
  it.each([
    'Buildings-Grass-Trees-Drives and Stone-Steel-Towers',
    '一个很长的类别名称由许多汉字组成没有空格',
    'Soja 大豆 minimum-till 少耕',
    'Donaudampfschifffahrtsgesellschaftskapitänspatent',
  ])('keeps every character of %s, in lines that fit', (text) => {
    const lines = wrap(font, text, 16, 120);
    expect(lines.length).toBeGreaterThan(1);
    expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
    for (const line of lines) expect(widthOf(font, line, 16)).toBeLessThanOrEqual(120);
  });

  it('leaves what fits in one line, and nothing as one empty line', () => {
    expect(wrap(font, 'Woods', 16, 120)).toEqual(['Woods']);
    expect(wrap(font, ' ', 16, 120)).toEqual(['']);
  });
});
