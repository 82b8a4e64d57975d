import { describe, expect, it } from 'vitest';
import type { NumericArray } from '@shared/scene';
import { classNamesFor } from '../../../src-main/engine/cube/class-names';
import { readLabels, readTruth, withClasses } from '../../../src-main/engine/cube/labels';
import { checkTruthSize } from '../../../src-main/engine/cube/truth-size';
import { inspectFile } from '../../../src-main/engine/files/registry';
import { matFile } from '../../support/mat-file';
import { temporaryFolder } from '../../support/temporary-folder';
import { changed, imageEntries, short, text, tiffFile } from '../../support/tiff-file';
import { CUBE, TRUTH, expected } from './sample';

const folder = temporaryFolder();
const write = (values: NumericArray, shape = [2, 3]) => ({
  file: folder.write('truth.mat', matFile({ name: 'truth', shape, values })),
  variable: 'truth',
});

describe('ground truth', () => {
  it('of the sample has its sixteen classes, their published names and sizes', async () => {
    const truth = await readTruth(TRUTH);
    expect(truth).toMatchObject({ rows: 145, columns: 145 });
    expect(truth.classes.map(({ pixels }) => pixels)).toEqual(expected.pixels);
    expect(truth.classes.map(({ label }) => label)).toEqual(Array.from({ length: 16 }, (_, i) => i + 1));
    expect(truth.classes[0]).toEqual({ label: 1, name: 'Alfalfa', color: [255, 0, 0], pixels: 46 });
    expect(truth.classes[15].name).toBe('Stone-Steel-Towers');
  });

  it.each([
    ['bytes', Uint8Array.of(0, 1, 2, 2, 1, 0)],
    ['doubles', Float64Array.of(0, 1, 2, 2, 1, 0)],
    ['signed integers', Int32Array.of(0, 1, 2, 2, 1, 0)],
  ])('may be stored as %s', async (_, values) => {
    expect((await readLabels(write(values))).labels).toEqual(Uint16Array.of(0, 1, 2, 2, 1, 0));
  });

  it('keeps its own numbers where some do not occur', async () => {
    const { labels, classes } = await readTruth(write(Uint16Array.of(5, 1, 0, 300, 5, 5)));
    expect(labels).toEqual(Uint16Array.of(5, 1, 0, 300, 5, 5));
    expect(classes.map(({ label, name, pixels }) => [label, name, pixels])).toEqual([
      [1, 'Class 1', 1],
      [5, 'Class 5', 3],
      [300, 'Class 300', 1],
    ]);
    expect(new Set(classes.map(({ color }) => color.join())).size).toBe(3);
  });

  it('without any label has no classes', async () => {
    expect((await readTruth(write(new Uint8Array(6)))).classes).toEqual([]);
  });

  it.each([
    ['255 in bytes', Uint8Array.of(255, 1, 2, 255, 0, 254), 1, '255', [0, 1, 2, 0, 0, 254]],
    ['-9999 in signed integers', Int16Array.of(-9999, 1, 2, -9999, 0, 3), 2, '-9999', [0, 1, 2, 0, 0, 3]],
    ['-9999 in floats', Float32Array.of(-9999, 1, 2, -9999, 0, 3), 3, '-9999', [0, 1, 2, 0, 0, 3]],
    ['the least of floats', Float32Array.of(-3.4028235e38, 1, 2, 0, 0, 3), 3, '-3.4e38', null],
    [
      'as its digits say',
      Float32Array.of(-3.4028235e38, 1, 2, 0, 0, 3),
      3,
      '-3.4028235e+38',
      [0, 1, 2, 0, 0, 3],
    ],
    ['NaN', Float32Array.of(NaN, 1, 2, 0, 0, 3), 3, 'nan', [0, 1, 2, 0, 0, 3]],
  ])('is unlabelled where its file has no value: %s', async (_, values, format, nodata, labels) => {
    const bytes = new Uint8Array(values.buffer);
    const bits = 8 * values.BYTES_PER_ELEMENT;
    const type = [short(258, bits), short(339, format), text(42113, nodata)];
    const entries = changed(imageEntries(2, 3, bytes.length), ...type);
    const file = folder.write('none.tif', tiffFile(bytes, entries));
    const [{ role }] = (await inspectFile(file)).variables;
    expect(role).toBe(labels ? 'labels' : 'other');
    if (labels) expect([...(await readLabels({ file, variable: 'none' })).labels]).toEqual(labels);
  });

  it('takes the names that are given', () => {
    const grid = { rows: 1, columns: 3, labels: Uint16Array.of(1, 2, 3) };
    expect(withClasses(grid, 'x', ['Water', 'Soil']).classes.map(({ name }) => name)).toEqual([
      'Water',
      'Soil',
      'Class 3',
    ]);
  });

  it.each([
    ['a fraction', Float64Array.of(0, 1, 2, 2.5, 1, 0), '2.5', 2, 1],
    ['NaN', Float32Array.of(0, NaN, 2, 2, 1, 0), 'NaN', 1, 2],
    ['a negative one', Int8Array.of(0, 1, 2, 2, 1, -3), '-3', 2, 3],
    ['one that is too large', Uint32Array.of(0, 1, 70_000, 2, 1, 0), '70000', 1, 3],
    ['infinity', Float64Array.of(Infinity, 1, 2, 2, 1, 0), 'Infinity', 1, 1],
  ])('with a value that is no label is refused: %s', async (_, values, value, row, column) => {
    await expect(readLabels(write(values))).rejects.toMatchObject({
      kind: 'unusable-data',
      code: 'not-a-label',
      details: { value, row, column },
    });
  });

  it('must have two axes', async () => {
    await expect(readLabels(CUBE)).rejects.toMatchObject({
      code: 'not-labels',
      details: { shape: '145 x 145 x 200' },
    });
  });

  it('must be of the size of its cube', () => {
    const cube = { rows: 3, columns: 2 };
    expect(() => checkTruthSize(cube, { rows: 3, columns: 2 }, TRUTH)).not.toThrow();
    expect(() => checkTruthSize(cube, { rows: 2, columns: 3 }, TRUTH)).toThrow(/2 x 3.*3 x 2.*transpose/);
    expect(() => checkTruthSize(cube, { rows: 4, columns: 2 }, TRUTH)).toThrow(/belongs to this cube/);
  });
});

describe('class names', () => {
  const upTo = (count: number) => Array.from({ length: count }, (_, i) => i + 1);

  it.each([
    ['indian_pines_gt', 16, 'Alfalfa', 'Stone-Steel-Towers'],
    ['indian_pines', 16, 'Alfalfa', 'Stone-Steel-Towers'],
    ['salinas_gt', 16, 'Brocoli_green_weeds_1', 'Vinyard_vertical_trellis'],
    ['salinasA_gt', 6, 'Brocoli_green_weeds_1', 'Lettuce_romaine_7wk'],
    ['paviaU_gt', 9, 'Asphalt', 'Shadows'],
    ['pavia_gt', 9, 'Water', 'Bare Soil'],
    ['KSC_gt', 13, 'Scrub', 'Water'],
    ['Botswana_gt', 14, 'Water', 'Exposed soils'],
  ])('of %s are the published ones', (variable, count, first, last) => {
    const names = classNamesFor(variable, upTo(count));
    expect([names.length, names[0], names[names.length - 1]]).toEqual([count, first, last]);
    expect(names.join()).not.toContain(', ');
  });

  it('of the part of Salinas are those of its labels', () => {
    const names = classNamesFor('salinasA_gt', [1, 10, 11, 12, 13, 14]);
    expect([names[0], names[9], names[13]]).toEqual([
      'Brocoli_green_weeds_1',
      'Corn_senesced_green_weeds',
      'Lettuce_romaine_7wk',
    ]);
  });

  it.each([
    ['another name', 'truth', 16],
    ['another count', 'indian_pines_gt', 9],
  ])('are not guessed: %s', (_, variable, count) => {
    expect(classNamesFor(variable, upTo(count))).toEqual([]);
  });
});
