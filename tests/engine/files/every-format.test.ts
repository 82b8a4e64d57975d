import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Dtype, VariableInfo } from '@shared/scene';
import { inspectFile, openVariable } from '../../../src-main/engine/files/registry';
import type { Range } from '../../../src-main/engine/files/source';
import { createRandom } from '../../../src-main/engine/samples/random';
import { cutWindow } from '../../support/cut-window';
import { readAll } from './fixtures';

/**
 * Every folder of fixtures/formats holds files of one format, the script that made them with independent libraries,
 * and a manifest of what they hold.
 */
const FORMATS = fileURLToPath(new URL('../../fixtures/formats/', import.meta.url));

interface Row {
  file: string;
  variable: string;
  dtype: Dtype;
  shape: number[];
  /** Key of its values in the manifest. */
  values: string;
  wavelengths?: number[];
  fwhm?: number[];
  badBands?: number[];
  nodata?: number;
  transform?: number[];
}

interface Manifest {
  rows: Row[];
  /** In C order; what JSON cannot hold as text. */
  values: Record<string, (number | string)[]>;
}

const SPECIAL: Record<string, number> = { nan: NaN, inf: Infinity, '-inf': -Infinity };

const formats = readdirSync(FORMATS, { withFileTypes: true }).filter((entry) => entry.isDirectory());

describe.each(formats.map(({ name }) => name))('%s', (format) => {
  const folder = `${FORMATS}${format}/`;
  const { rows, values } = JSON.parse(readFileSync(`${folder}manifest.json`, 'utf8')) as Manifest;

  it.each(rows)('$file holds $variable to the bit', async ({ file, variable, values: key, ...row }) => {
    const expected = values[key].map((value) => (typeof value === 'string' ? SPECIAL[value] : value));
    const path = folder + file;
    const info = await inspectFile(path);
    const listed = info.variables.find(({ name }) => name === variable);
    expect(info.format).toBe(format);
    expectDescription(listed, row);
    const source = await openVariable({ file: path, variable });
    try {
      expect(source).toMatchObject({ shape: row.shape, dtype: row.dtype });
      expect(source.wavelengths).toEqual(row.wavelengths);
      expect(Array.from(await readAll(source))).toEqual(expected);
      const random = createRandom(5, file);
      for (let n = 0; n < 10; n++) {
        const ranges = row.shape.map((length): Range => {
          const start = random.integer(length + 1);
          return [start, start + random.integer(length - start + 1)];
        });
        const window = Array.from(await source.read(ranges));
        expect(window, JSON.stringify(ranges)).toEqual(cutWindow(expected, row.shape, ranges));
      }
    } finally {
      await source.close();
    }
  });
});

function expectDescription(
  listed: VariableInfo | undefined,
  { transform, ...row }: Omit<Row, 'file' | 'variable' | 'values'>,
): void {
  expect(listed).toMatchObject(row);
  if (!transform) return;
  const found = listed?.georeferencing;
  transform.forEach((coefficient, place) => expect(found?.transform[place]).toBeCloseTo(coefficient, 9));
}
