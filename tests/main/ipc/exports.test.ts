import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { ClassificationResult } from '@shared/training';
import type { Dialogs } from '../../../src-main/ipc/dialogs';
import { NotWritableError } from '../../../src-main/engine/errors';
import { exportMap, exportReport, foundBy, foundByModel, previewMap } from '../../../src-main/ipc/exports';
import { saveRun } from '../../../src-main/ipc/saving-runs';
import type { FinishedRun } from '../../../src-main/ipc/training-runs';
import { WrittenFiles } from '../../../src-main/ipc/written-files';

const result = {
  report: {
    config: { cube: '/data/Pavia U.mat' },
    runs: { classes: [] },
    network: { id: 'hybridsn' },
    classes: [{ name: 'Asphalt', color: [1, 2, 3], label: 1 }],
  },
  map: { rows: 1, columns: 1, labels: Uint16Array.of(1) },
  history: [],
} as unknown as ClassificationResult;
const found = foundBy(result);
const classes = [{ label: 1, name: 'Asphalt', color: [1, 2, 3] }];
const picture = { scale: 4, legend: true, title: 'Pavia', subtitle: '' };

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
    chooseRunTarget: answer,
    confirmReplace: async (file) => {
      askedAbout.push(file);
      return replaces;
    },
  };
}

test.each([
  ['map.png', 'map.png', 'png'],
  ['map.TIFF', 'map.TIFF', 'tif'],
  ['map.tif', 'map.tif.png', 'png'],
  ['v1.2', 'v1.2.npy', 'npy'],
  ['map.mat', 'map.mat', 'mat'],
  ['map.hdr', 'map.hdr', 'hdr'],
  ['地图', '地图.png', 'png'],
] as const)('the map chosen as %s is written by the engine as %s', async (typed, written, format) => {
  const dialogs = answering(typed);
  const file = join(folder, written);
  expect(await exportMap(host, dialogs, found, { format })).toBe(file);
  expect(dialogs.suggested).toEqual([`Pavia U-hybridsn-map.${format}`]);
  const overwrite = [join(folder, typed)];
  expect(call).toHaveBeenCalledWith('exportMap', { file, format, map: result.map, classes, overwrite });
});

test('the map takes the place of the cube that it is of', async () => {
  const cube = { file: '/data/scene.tif', variable: 'scene' };
  await exportMap(host, answering('m.tif'), found, { format: 'tif', cube });
  expect(call).toHaveBeenCalledWith('exportMap', expect.objectContaining({ cube }));
});

test('colours edited after the run are the ones written', async () => {
  const edited = [{ label: 1, name: 'Road', color: [9, 9, 9] as [number, number, number] }];
  await exportMap(host, answering('m.png'), found, { format: 'png', classes: edited });
  expect(call).toHaveBeenCalledWith('exportMap', expect.objectContaining({ classes: edited }));
});

test('how a picture is drawn goes to the engine, for the file and for its preview', async () => {
  await exportMap(host, answering('m.png'), found, { format: 'png', picture, worldFile: false });
  expect(call).toHaveBeenCalledWith('exportMap', expect.objectContaining({ picture, worldFile: false }));
  const labels = Uint16Array.from({ length: 5000 }, (_, pixel) => pixel);
  const large = { ...found, map: { ...found.map, rows: 2, columns: 2500, labels } };
  await previewMap(host, large, { picture });
  const map = { rows: 1, columns: 834, labels: labels.filter((label) => label < 2500 && label % 3 === 0) };
  expect(call).toHaveBeenCalledWith('previewMap', { map, rows: 2, columns: 2500, classes, picture });
});

test('a dismissed dialog writes nothing', async () => {
  expect(await exportMap(host, answering(null), found, { format: 'png' })).toBeNull();
  expect(await exportReport(host, answering(null), result, 'json')).toBeNull();
  expect(call).not.toHaveBeenCalled();
});

test('files that the dialog did not ask about are replaced only by a person who says so', async () => {
  const existing = [join(folder, 'm.hdr'), join(folder, 'm.img')];
  call.mockImplementation((async (_: string, { overwrite }: { overwrite: string[] }) => {
    const place = existing.find((file) => !overwrite.includes(file));
    if (place) throw new NotWritableError('output-file-exists', 'exists', { place });
    return null;
  }) as never);
  const keeping = answering('m.hdr');
  expect(await exportMap(host, keeping, found, { format: 'hdr' })).toBeNull();
  expect(keeping.askedAbout).toEqual([existing[1]]);
  const replacing = answering('m.hdr', true);
  expect(await exportMap(host, replacing, found, { format: 'hdr' })).toBe(existing[0]);
  expect(replacing.askedAbout).toEqual([existing[1]]);
  call.mockImplementation(async () => null);
});

test.each([
  ['csv', 'report'],
  ['confusion', 'confusion'],
] as const)('the report goes to the engine as %s', async (format, name) => {
  const file = join(folder, 'r.csv');
  const dialogs = answering('r');
  expect(await exportReport(host, dialogs, result, format)).toBe(file);
  expect(dialogs.suggested).toEqual([`Pavia U-hybridsn-${name}.csv`]);
  const { report, history } = result;
  expect(call).toHaveBeenCalledWith('exportReport', {
    file,
    format,
    result: { report, history },
    overwrite: [join(folder, 'r')],
  });
});

const cube = { file: '/data/Pavia U.mat', variable: 'paviaU' };
const run: FinishedRun = { result, found, cube, model: '/tmp/model' };

test('a run is written to the folder that is named, with the colours of now and its model', async () => {
  const edited = [{ label: 1, name: 'Road', color: [9, 9, 9] as [number, number, number] }];
  const dialogs = answering('run 1');
  const directory = join(folder, 'run 1');
  expect(await saveRun(host, dialogs, run, '/tmp/model', edited)).toBe(directory);
  expect(dialogs.suggested).toEqual(['Pavia U-hybridsn']);
  const relabelled = { ...result, report: { ...result.report, classes: edited } };
  const asked = { cube, model: '/tmp/model', result: relabelled, directory, overwrite: false };
  expect(call).toHaveBeenCalledWith('saveRun', asked);
  expect(await saveRun(host, answering(null), run, '/tmp/model')).toBeNull();
  expect(call).toHaveBeenCalledTimes(1);
});

test('of a model that was applied is written what predict writes', async () => {
  const applied = {
    ...{ map: found.map, classes: found.classes, network: { id: 'svm', title: 'SVM' }, seconds: 1 },
    source: {
      model: '/runs/a/model',
      cube: '/data/Pavia U.mat:paviaU',
      network: 'svm',
      patch: 1,
      components: 9,
    },
  };
  const dialogs = answering('map 2');
  const own: FinishedRun = { applied, found: foundByModel(applied), cube, model: applied.source.model };
  const directory = join(folder, 'map 2');
  expect(await saveRun(host, dialogs, own, applied.source.model)).toBe(directory);
  expect(dialogs.suggested).toEqual(['Pavia U-svm']);
  expect(call).toHaveBeenCalledWith('savePrediction', { cube, directory, overwrite: false, applied });
});

test('an earlier run is replaced only by a person who says so, and another folder never', async () => {
  const place = join(folder, 'earlier');
  const save = (dialogs: Dialogs) => saveRun(host, dialogs, run, '/tmp/model');
  const refusing = (code: string) =>
    call.mockImplementation((async (_: string, { overwrite }: { overwrite: boolean }) => {
      if (!overwrite) throw new NotWritableError(code as never, 'exists', { place });
      return null;
    }) as never);
  refusing('output-exists');
  const keeping = answering('earlier');
  expect(await save(keeping)).toBeNull();
  expect(keeping.askedAbout).toEqual([place]);
  expect(await save(answering('earlier', true))).toBe(place);
  refusing('output-holds-other-files');
  await expect(save(answering('earlier', true))).rejects.toMatchObject({ code: 'output-holds-other-files' });
  call.mockImplementation(async () => null);
});

test('only files that were written may be shown', async () => {
  const written = new WrittenFiles();
  expect(await written.note(Promise.resolve('/out/map.png'))).toBe('/out/map.png');
  expect(await written.note(Promise.resolve(null))).toBeNull();
  expect(() => written.check('/out/map.png')).not.toThrow();
  expect(() => written.check('/etc/passwd')).toThrow(expect.objectContaining({ code: 'not-written-here' }));
});
