import { describe, expect, it } from 'vitest';
import { inFileOrder, type AxisName } from '@shared/axes';
import type { VariableInfo } from '@shared/scene';
import { formats, inspectFile, openVariable } from '../../../src-main/engine/files/registry';
import type { Range } from '../../../src-main/engine/files/source';
import { createRandom } from '../../../src-main/engine/samples/random';
import { cutWindow } from '../../support/cut-window';
import { formatFolders, readManifest, type ManifestRow } from '../../support/known-files';
import { readAll } from './fixtures';

it('every format that can be opened holds the cube', () => {
  expect([...formatFolders].sort()).toEqual(formats.map(({ id }) => id).sort());
});

describe.each(formatFolders)('%s', (format) => {
  const { folder, rows, valuesOf } = readManifest(format);

  it.each(rows)('$file holds $variable to the bit', async (wanted) => {
    const { file, variable, values: _, ...row } = wanted;
    const expected = valuesOf(wanted);
    const path = folder + file;
    const info = await inspectFile(path);
    const listed = info.variables.find(({ name }) => name === variable);
    expect(info.format).toBe(format);
    expectDescription(listed && asStored(listed), row);
    const source = await openVariable({ file: path, variable, axes: listed?.axes && USUAL });
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

/** Arrays are compared as they lie in their files, also where these say that their axes are others. */
const USUAL: AxisName[] = ['rows', 'columns', 'bands'];

function asStored({ axes, ...info }: VariableInfo): VariableInfo {
  return axes ? { ...info, shape: inFileOrder(info.shape, axes) } : info;
}

function expectDescription(
  listed: VariableInfo | undefined,
  { transform, crs, ...row }: Omit<ManifestRow, 'file' | 'variable' | 'values'>,
): void {
  expect(listed).toMatchObject(row);
  const found = listed?.georeferencing;
  if (crs) expect(found?.crs).toBe(crs);
  if (!transform) return;
  transform.forEach((coefficient, place) => expect(found?.transform[place]).toBeCloseTo(coefficient, 9));
}
