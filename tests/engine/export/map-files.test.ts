import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Georeferencing } from '@shared/scene';
import { writeMap } from '../../../src-main/engine/export/write';
import { inspectFile, openVariable } from '../../../src-main/engine/files/registry';
import { temporaryFolder } from '../../support/temporary-folder';
import { readAll } from '../files/fixtures';

const folder = temporaryFolder();
const labels = Uint16Array.of(1, 2, 3, 3, 1, 2);
const map = { rows: 2, columns: 3, labels, confidence: new Float32Array(6) };
const classes = [
  { name: 'Corn, no till', color: [255, 0, 10] as [number, number, number] },
  { name: 'Woods {old}', color: [0, 128, 0] as [number, number, number] },
  { name: '草地', color: [1, 2, 3] as [number, number, number] },
];
const place: Georeferencing = { transform: [500000, 20, 0, 4650020, 0, -10], crs: 'EPSG:32616' };

const placed = { georeferencing: place };

async function read(file: string) {
  const { format, variables } = await inspectFile(file);
  const source = await openVariable({ file, variable: variables[0].name });
  const values = [...(await readAll(source))];
  await source.close();
  return { format, source, values, info: variables[0] };
}

describe('an ENVI Classification', () => {
  it('has labels, names without commas, colours and the place of the scene', async () => {
    const file = join(folder.path, 'map.hdr');
    await writeMap(file, 'hdr', map, classes, { placed });
    const { format, source, values, info } = await read(file);
    expect(format).toBe('envi');
    expect(info).toMatchObject({ shape: [2, 3], dtype: 'uint8', role: 'labels', georeferencing: place });
    expect(values).toEqual([...labels]);
    expect(source.classes).toEqual([
      { label: 0, name: 'Unclassified', color: [0, 0, 0] },
      { label: 1, name: 'Corn  no till', color: [255, 0, 10] },
      { label: 2, name: 'Woods  old', color: [0, 128, 0] },
      { label: 3, name: '草地', color: [1, 2, 3] },
    ]);
    expect(readFileSync(file, 'utf8')).toMatch(/file type = ENVI Classification[^]*classes = 4\n/);
  });

  it('of more than 255 classes has words, and names the classes between', async () => {
    const file = join(folder.path, 'many.dat.hdr');
    await writeMap(file, 'hdr', { ...map, labels: labels.map((label) => label * 100) }, [
      { ...classes[0], label: 300 },
    ]);
    expect(existsSync(join(folder.path, 'many.dat'))).toBe(true);
    const { source, values } = await read(file);
    expect(source.dtype).toBe('uint16');
    expect(values).toEqual([100, 200, 300, 300, 100, 200]);
    expect(source.classes?.[299]).toMatchObject({ name: 'Class 299' });
  });
});

it('never replaces data that nobody was asked about', async () => {
  const data = folder.write('other.img', 'mine');
  const file = join(folder.path, 'other.hdr');
  await expect(writeMap(file, 'hdr', map, classes)).rejects.toMatchObject({ code: 'output-file-exists' });
  expect(readFileSync(data, 'utf8')).toBe('mine');
  expect(existsSync(file)).toBe(false);
});

describe('a MAT map', () => {
  it.each([
    [255, 'uint8'],
    [256, 'uint16'],
  ])('whose largest label is %i holds every label', async (largest, dtype) => {
    const file = join(folder.path, `map-${largest}.mat`);
    const found = labels.map((label) => (label === 3 ? largest : label));
    await writeMap(file, 'mat', { ...map, labels: found }, [{ ...classes[0], label: largest }]);
    const { info, values } = await read(file);
    expect(info).toMatchObject({ name: 'map', shape: [2, 3], dtype, role: 'labels' });
    expect(values).toEqual([...found]);
  });
});

describe('a PNG', () => {
  it('of a place that is known has a world file', async () => {
    await writeMap(join(folder.path, 'placed.png'), 'png', map, classes, { placed });
    const lines = readFileSync(join(folder.path, 'placed.pgw'), 'utf8').trim().split('\n').map(Number);
    expect(lines).toEqual([20, 0, 0, -10, 500010, 4650015]);
  });

  it('of no place has none', async () => {
    await writeMap(join(folder.path, 'plain.png'), 'png', map, classes);
    expect(readdirSync(folder.path).filter((name) => name.startsWith('plain'))).toEqual(['plain.png']);
  });
});
