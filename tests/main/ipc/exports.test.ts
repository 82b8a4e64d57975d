import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { ClassificationResult } from '@shared/training';
import type { Dialogs } from '../../../src-main/ipc/dialogs';
import { NotWritableError } from '../../../src-main/engine/errors';
import { exportMap, exportReport } from '../../../src-main/ipc/exports';

const result = {
  report: {
    config: { cube: '/data/Pavia U.mat' },
    network: { id: 'hybridsn' },
    classes: [{ name: 'Asphalt', color: [1, 2, 3], label: 1 }],
  },
  map: { rows: 1, columns: 1 },
  history: [],
} as unknown as ClassificationResult;
const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47]);

let folder: string;
const call = vi.fn(async () => null);
const host = { call } as never;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bandscape-export-'));
  call.mockClear();
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A person who types this name, or dismisses the dialog. */
function answering(
  name: string | null,
  replaces = false,
): Dialogs & { suggested: string[]; askedAbout: string[] } {
  const suggested: string[] = [];
  const askedAbout: string[] = [];
  const answer = async (suggestion: string) => {
    suggested.push(suggestion);
    return name === null ? null : join(folder, name);
  };
  return {
    suggested,
    askedAbout,
    chooseFiles: async () => [],
    chooseMapTarget: answer,
    chooseReportTarget: answer,
    chooseCubeTarget: answer,
    confirmReplace: async (file) => {
      askedAbout.push(file);
      return replaces;
    },
  };
}

test.each([
  ['map.png', 'map.png', 'png'],
  ['map.TIFF', 'map.TIFF', 'tif'],
  ['map.npy', 'map.npy', 'npy'],
  ['map.mat', 'map.mat', 'mat'],
  ['map.hdr', 'map.hdr', 'hdr'],
  ['地图', '地图.png', 'png'],
])('the map chosen as %s is written by the engine as %s', async (typed, written, format) => {
  const dialogs = answering(typed);
  const file = join(folder, written);
  expect(await exportMap(host, dialogs, result, {})).toBe(file);
  expect(dialogs.suggested).toEqual(['Pavia U-hybridsn-map.png']);
  const classes = [{ name: 'Asphalt', color: [1, 2, 3] }];
  const overwrite = [join(folder, typed)];
  expect(call).toHaveBeenCalledWith('exportMap', { file, format, map: result.map, classes, overwrite });
});

test('the map takes the place of the cube that it is of', async () => {
  const cube = { file: '/data/scene.tif', variable: 'scene' };
  await exportMap(host, answering('m.tif'), result, { cube });
  expect(call).toHaveBeenCalledWith('exportMap', expect.objectContaining({ cube }));
});

test('colours edited after the run are the ones written', async () => {
  const classes = [{ name: 'Road', color: [9, 9, 9] as [number, number, number] }];
  await exportMap(host, answering('m.png'), result, { classes });
  expect(call).toHaveBeenCalledWith('exportMap', expect.objectContaining({ classes }));
});

test('a picture with a legend is written as it came', async () => {
  await exportMap(host, answering('m.png'), result, { withLegend: png });
  expect(new Uint8Array(readFileSync(join(folder, 'm.png')))).toEqual(png);
  expect(call).not.toHaveBeenCalled();
  await expect(exportMap(host, answering('m.tif'), result, { withLegend: png })).rejects.toMatchObject({
    code: 'legend-needs-png',
  });
  expect(readdirSync(folder)).toEqual(['m.png']);
});

test('a dismissed dialog writes nothing', async () => {
  expect(await exportMap(host, answering(null), result, {})).toBeNull();
  expect(await exportReport(host, answering(null), result, 'json')).toBeNull();
  expect(call).not.toHaveBeenCalled();
});

test('an unknown ending is refused', async () => {
  await expect(exportMap(host, answering('m.jpg'), result, {})).rejects.toMatchObject({
    code: 'unknown-map-format',
  });
});

test('files that the dialog did not ask about are replaced only by a person who says so', async () => {
  const existing = [join(folder, 'm.hdr'), join(folder, 'm.img')];
  call.mockImplementation((async (_: string, { overwrite }: { overwrite: string[] }) => {
    const place = existing.find((file) => !overwrite.includes(file));
    if (place) throw new NotWritableError('output-file-exists', 'exists', { place });
    return null;
  }) as never);
  const keeping = answering('m.hdr');
  expect(await exportMap(host, keeping, result, {})).toBeNull();
  expect(keeping.askedAbout).toEqual([existing[1]]);
  const replacing = answering('m.hdr', true);
  expect(await exportMap(host, replacing, result, {})).toBe(existing[0]);
  expect(replacing.askedAbout).toEqual([existing[1]]);
  call.mockImplementation(async () => null);
});

test('a completed name is asked about', async () => {
  writeFileSync(join(folder, 'm.png'), 'mine');
  const dialogs = answering('m');
  expect(await exportMap(host, dialogs, result, { withLegend: png })).toBeNull();
  expect(dialogs.askedAbout).toEqual([join(folder, 'm.png')]);
  expect(readFileSync(join(folder, 'm.png'), 'utf8')).toBe('mine');
});

test('the report goes to the engine in the asked format', async () => {
  const file = join(folder, 'r.csv');
  expect(await exportReport(host, answering('r'), result, 'csv')).toBe(file);
  const { report, history } = result;
  expect(call).toHaveBeenCalledWith('exportReport', {
    file,
    format: 'csv',
    result: { report, history },
    overwrite: [join(folder, 'r')],
  });
});
