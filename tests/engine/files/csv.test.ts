import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readTruth } from '../../../src-main/engine/cube/labels';
import { BandscapeError } from '../../../src-main/engine/errors';
import { inspectFile } from '../../../src-main/engine/files/registry';
import { readEverything } from '../../support/read-everything';
import { temporaryFolder } from '../../support/temporary-folder';

const FIXTURES = fileURLToPath(new URL('../../fixtures/formats/csv/', import.meta.url));
const folder = temporaryFolder();
const write = (text: string, name = 'table.csv') => folder.write(name, text);
const onlyVariable = async (file: string) => (await inspectFile(file)).variables[0];
const truthOf = (text: string, size?: [number, number]) =>
  readTruth({ file: write(text), variable: 'table' }, { size });

describe('a list of wavelengths is not taken for labels', () => {
  it.each(['wavelengths.csv', 'wavelengths-without-heading.csv', 'whole-nanometres.csv', 'micrometres.txt'])(
    '%s',
    async (name) => {
      const variable = await onlyVariable(FIXTURES + name);
      expect(variable).toMatchObject({ role: 'vector', shape: [5] });
      expect(variable.wavelengths?.[0]).toBeCloseTo(400, -1);
    },
  );

  it('but a narrow table of labels is one of labels', async () => {
    const variable = await onlyVariable(write('1,2,3\n1,2,4\n1,2,5\n1,2,6\n'));
    expect(variable).toMatchObject({ role: 'labels', shape: [4, 3], dtype: 'uint8' });
    expect(variable.wavelengths).toBeUndefined();
  });
});

describe('what a table is', () => {
  it.each([
    ['whole numbers are labels', '0,1\n2,3\n', 'labels'],
    ['fractions are not', '0.5,1\n2,3\n', 'other'],
    ['a single line is a vector', '0,1,2,3\n', 'vector'],
    ['a single line that only looks like headings too', '0,1,2\n', 'vector'],
  ])('%s', async (_, text, role) => {
    expect((await onlyVariable(write(text))).role).toBe(role);
  });

  it('lines may end in a separator and hold quotes', async () => {
    expect((await truthOf('"1","0"\r\n2,1,\r\n')).labels).toEqual(Uint16Array.of(1, 0, 2, 1));
  });
});

describe('a list of pixels', () => {
  it('has the size of its scene', async () => {
    const truth = await truthOf('row,column,label\n0,1,2\n', [3, 2]);
    expect(truth).toMatchObject({ rows: 3, columns: 2, labels: Uint16Array.of(0, 2, 0, 0, 0, 0) });
    expect(truth.warnings).toBeUndefined();
  });

  it('is said to fit any larger scene', async () => {
    const variable = await onlyVariable(write('row,column,label\n0,1,2\n4,4,1\n'));
    expect(variable).toMatchObject({ role: 'labels', shape: [5, 5], leastShape: true });
  });

  it('counts from 1 where a pixel is the last of its scene', async () => {
    const truth = await truthOf('x,y,class\n2,3,7\n', [3, 2]);
    expect(Array.from(truth.labels)).toEqual([0, 0, 0, 0, 0, 7]);
    expect(truth.warnings).toBeUndefined();
  });

  it('counts from 1 without a 0 too, and says that it guessed', async () => {
    const truth = await truthOf('row,col,label\n1,1,7\n', [3, 2]);
    expect(truth.labels[0]).toBe(7);
    expect(truth.warnings).toMatchObject([{ code: 'list-counted-from-one' }]);
  });

  it('may name its classes', async () => {
    const truth = await readTruth({ file: `${FIXTURES}list-of-names.csv`, variable: 'list-of-names' });
    expect(truth.classes.map(({ label, name }) => [label, name])).toEqual([
      [1, 'Corn'],
      [2, 'Wheat, winter'],
      [3, 'Woods'],
    ]);
  });

  it('leaves pixels without a name unlabelled', async () => {
    expect((await truthOf('row,col,class\n0,0,Corn\n0,1,\n0,2,Unclassified\n')).labels).toEqual(
      Uint16Array.of(1, 0, 0),
    );
  });

  it.each([
    ['list-no-pixel', 'coordinates on the ground', 'x,y,class\n500123.5,4433221.25,1\n', undefined],
    ['list-no-pixel', 'a picture of 65,535 x 65,535', 'row,col,label\n65535,1,1\n1,65535,2\n', undefined],
    ['list-no-pixel', 'a negative row', 'row,col,label\n-1,0,1\n', undefined],
    ['list-no-pixel', 'a line that is too short', 'row,col,label\n3\n', undefined],
    ['list-pixel-outside', 'a pixel below the scene', 'row,col,label\n0,0,1\n3,0,1\n', [3, 2]],
    ['list-pixel-twice', 'two labels of a pixel', 'row,col,label\n0,0,1\n0,0,2\n', undefined],
    ['table-cell-no-number', 'a name among numbers', 'row,col,label\n0,0,1\n0,1,corn\n', undefined],
    ['table-cell-no-number', 'a negative label', 'row,col,label\n0,0,-1\n', undefined],
    ['table-empty', 'headings alone', 'row,col,label\n', undefined],
  ])('is refused (%s) with %s', async (code, _, text, size) => {
    const error = await truthOf(text, size as [number, number]).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ kind: 'unusable-data', code });
    expect((error as Error).message).toMatch(/^[^\n]+\.$/);
  });
});

describe('a table that cannot be read', () => {
  it.each([
    ['table-cell-no-number', '1,2\n3,x\n', { line: 2, column: 2, cell: 'x' }],
    ['table-cell-no-number', '1,2,3\n4,,5\n', { line: 2, column: 2, cell: '' }],
    ['table-line-length-differs', '1,2\n3,\n', { line: 2, cells: 1 }],
    ['table-cell-no-number', 'a,b\nc,d\n', { line: 2, column: 1 }],
    ['table-line-length-differs', '1,2\n3,4,5\n', { line: 2, cells: 3, columns: 2 }],
    ['table-empty', '# nothing\n\n', {}],
  ])('says where: %s', async (code, text, details) => {
    await expect(inspectFile(write(text))).rejects.toMatchObject({ kind: 'unusable-data', code, details });
  });

  it('because it is a web page is named as such', async () => {
    await expect(inspectFile(write('<!DOCTYPE html><html>'))).rejects.toMatchObject({ code: 'web-page' });
  });

  it('because it is too long says so before it is read', async () => {
    const file = write('1'.repeat(33 * 1024 * 1024));
    await expect(inspectFile(file)).rejects.toMatchObject({ code: 'table-too-long' });
  });
});

it.each(['comma.csv', 'list.csv', 'unicode-text.txt'])(
  '%s cut off at any byte is read or refused, never more',
  async (name) => {
    const whole = readFileSync(FIXTURES + name);
    let refused = 0;
    for (let length = 1; length < whole.length; length++) {
      const result = await readEverything(folder.write(`cut${name}`, whole.subarray(0, length)));
      if (result instanceof BandscapeError) refused++;
    }
    expect(refused).toBeGreaterThan(5);
  },
);
