import { expect, test, vi } from 'vitest';
import { USUAL_EXPERIMENT } from '@shared/experiment';
import { IPC_CALLS } from '@shared/ipc';
import type { IpcCallName } from '@shared/ipc';
import type { TrainingSettings } from '@shared/training';
import { UnreadableFileError } from '../../../src-main/engine/errors';
import { answerRequest, parseRequest } from '../../../src-main/ipc/requests';
import type { Handlers } from '../../../src-main/ipc/requests';

const cube = { file: '/data/cube.mat', variable: 'cube' };
const settings: TrainingSettings = {
  network: 'hybridsn',
  options: {},
  patch: 25,
  components: 30,
  training: 0.1,
  split: 'random',
  epochs: 3,
  learningRate: 0.001,
  batch: 256,
  seed: 0,
  runs: 1,
  execution: 'auto',
  experiment: { ...USUAL_EXPERIMENT, validation: 0.2, removedBands: '104-108' },
};
const picture = { scale: 4, legend: true, title: '水稻', subtitle: '' };

/** One request of each call that must pass. */
const GOOD: Record<IpcCallName, unknown> = {
  appInfo: null,
  setPreferences: { theme: 'dark' },
  chooseFiles: { purpose: 'truth' },
  inspectFiles: { files: ['/data/场景 一.mat'] },
  openSample: null,
  openScene: { cube: { ...cube, wavelengths: [400, 410.5] } },
  attachTruth: { sceneId: 'a-1', truth: cube },
  previewVariable: { variable: { ...cube, axes: ['bands', 'rows', 'columns'] } },
  endPreviews: null,
  closeScene: { sceneId: 'a-1' },
  readWavelengths: { sceneId: 'a-1', source: { text: '400\n500' } },
  readBands: { sceneId: 'a-1', bands: [0, 199], stretch: 'full', step: 2 },
  readSpectrum: { sceneId: 'a-1', row: 0, column: 3 },
  classSpectra: { sceneId: 'a-1' },
  describeNetworks: { input: [25, 25, 30], classes: 16, options: { width: 0.5, form: 'window' } },
  startTraining: { input: { cube, truth: cube }, settings },
  stopTraining: { runId: 'r' },
  cancelTraining: { runId: 'r' },
  applyModel: { folder: '/runs/a', cube, truth: cube },
  exportMap: {
    runId: 'r',
    format: 'png',
    picture,
    worldFile: true,
    classes: [{ label: 3, name: '水', color: [0, 128, 255] }],
  },
  previewMap: { runId: 'r', picture },
  exportReport: { runId: 'r', format: 'json' },
  exportProbabilities: { runId: 'r' },
  saveRun: { runId: 'r', classes: [{ label: 3, name: '水', color: [0, 128, 255] }] },
  compareRuns: { folders: ['/out/a'] },
  exportComparison: { folders: ['/out/a'], format: 'csv', sort: 'kappa', reverse: true },
  saveAs: { source: cube, format: 'tif', classes: [{ label: 3, name: '水', color: [0, 128, 255] }] },
  showInFolder: { file: '/out/map.png' },
  cancelSaving: null,
  cancelOpening: null,
  openLink: { url: 'https://doi.org/10.1/x' },
};

/** Requests that must be refused: the wrong type, the wrong range, one field too many. */
const BAD: Record<IpcCallName, unknown[]> = {
  appInfo: [undefined, {}, 'x'],
  setPreferences: [null, [], new Map(), { theme: 'pink' }, { language: 'de' }, { zoom: 2 }],
  chooseFiles: [null, {}, { purpose: 'any' }],
  inspectFiles: [
    { files: [] },
    { files: '/a.mat' },
    { files: ['a.mat'] },
    { files: [''] },
    { files: ['/a\0.mat'] },
    { files: [3] },
    { files: ['/'.padEnd(5000, 'x')] },
    { files: Array.from({ length: 1025 }, () => '/a') },
  ],
  openSample: [undefined, {}],
  openScene: [
    { cube: '/a.mat' },
    { cube: { file: '/a.mat' } },
    { cube, wavelengthFile: '/etc/passwd' },
    { cube: { ...cube, wavelengths: [] } },
    { cube: { ...cube, wavelengths: ['400'] } },
    { cube: { ...cube, wavelengths: [Infinity] } },
  ],
  attachTruth: [{ sceneId: '../x', truth: cube }, { sceneId: 'a' }],
  previewVariable: [
    cube,
    { variable: { ...cube, axes: [] } },
    { variable: { ...cube, axes: ['bands', 'rows', 'columns', 'rows'] } },
    { variable: { ...cube, axes: ['bands', 'rows', 'lines'] } },
  ],
  endPreviews: [undefined, {}],
  closeScene: [{ sceneId: '' }, { sceneId: 5 }],
  readWavelengths: [
    { sceneId: 'a', source: '/a.csv' },
    { sceneId: 'a', source: { file: 'a.csv' } },
    { sceneId: 'a', source: { file: '/a.csv', text: '400' } },
    { sceneId: 'a', source: { text: '4'.repeat(5_000_000) } },
  ],
  readBands: [
    ...[-1, 1.5, '1', NaN].map((band) => ({ sceneId: 'a', bands: [band], stretch: 'full', step: 1 })),
    { sceneId: 'a', bands: [], stretch: 'full', step: 1 },
    { sceneId: 'a', bands: [0], stretch: 'none', step: 1 },
    { sceneId: 'a', bands: [0], stretch: 'full', step: 0 },
  ],
  readSpectrum: [
    { sceneId: 'a', row: 0 },
    { sceneId: 'a', row: Infinity, column: 0 },
  ],
  classSpectra: [{}, { sceneId: ['a'] }],
  describeNetworks: [
    { input: [25, 25] },
    { input: [0, 1, 1] },
    { classes: 1e9 },
    { ids: 'x' },
    { ids: ['../x'] },
    { options: { width: NaN } },
    { options: { form: ['window'] } },
  ],
  startTraining: [
    { input: { cube }, settings },
    { input: { cube, truth: cube }, settings: { ...settings, epochs: 0 } },
    { input: { cube, truth: cube }, settings: null },
    { input: { cube, truth: cube, classes: [{ name: 'x', color: [0, 0, 256] }] }, settings },
    { input: { cube, truth: cube }, settings, outputDirectory: '/etc' },
  ],
  stopTraining: [{}, { runId: {} }],
  cancelTraining: [{}, { runId: 1 }],
  exportMap: [
    { runId: 'r' },
    { runId: 'r', format: 'jpg' },
    { runId: 'r', format: 'png', file: '/etc/passwd' },
    { runId: 'r', format: 'png', picture: { ...picture, scale: 17 } },
    { runId: 'r', format: 'png', picture: { ...picture, scale: 1.5 } },
    { runId: 'r', format: 'png', picture: { ...picture, font: '/etc/passwd' } },
  ],
  previewMap: [{ runId: 'r' }, { runId: 'r', picture: { ...picture, title: 'x'.repeat(501) } }],
  exportProbabilities: [{}, { runId: 'r', model: '/etc' }],
  applyModel: [{ folder: 'a', cube }, { folder: '/runs/a' }],
  saveRun: [{ runId: '' }, { runId: 'r', directory: '/out' }],
  compareRuns: [null, {}, { folders: ['a'] }, { folders: '/out/a' }],
  exportComparison: [
    { folders: [], format: 'csv', sort: 'beauty', reverse: false },
    { folders: [], format: 'exe', sort: 'oa', reverse: false },
    { folders: [], format: 'csv', sort: 'oa' },
  ],
  exportReport: [{ runId: 'r', format: 'exe' }, { runId: 'r' }],
  showInFolder: [{}, { file: 'relative.png' }],
  saveAs: [
    { source: cube },
    { source: cube, format: 'jpg' },
    { source: '/a.mat', format: 'tif' },
    { source: cube, format: 'tif', file: '/etc/passwd' },
    { source: cube, format: 'tif', classes: [{ label: 0, name: 'x', color: [0, 0, 0] }] },
  ],
  cancelSaving: [undefined, {}],
  cancelOpening: [undefined, {}],
  openLink: [{}, { url: 1 }, { url: '' }],
};

const names = Object.keys(IPC_CALLS) as IpcCallName[];
const fromOurPage = { frame: { url: 'app://bandscape/index.html', parent: null }, isOurWindow: true };

/** Handlers that only note that they were reached. */
function recordingHandlers() {
  const reached = vi.fn(async (..._parameters: unknown[]) => null);
  const handlers = Object.fromEntries(names.map((name) => [name, reached])) as unknown as Handlers;
  return { reached, handlers };
}

test.each(names)('%s: the agreed request passes unchanged', (name) => {
  expect(parseRequest(name, GOOD[name])).toEqual(GOOD[name]);
});

test.each(names.flatMap((name) => BAD[name].map((bad) => [name, bad] as const)))(
  '%s refuses %j without reaching the handler',
  async (name, bad) => {
    const { reached, handlers } = recordingHandlers();
    const answer = await answerRequest(name, bad, fromOurPage, handlers);
    expect(answer).toMatchObject({ ok: false, error: { code: expect.stringMatching(/^invalid-/) } });
    expect(reached).not.toHaveBeenCalled();
  },
);

test('settings that are out of range name the setting', async () => {
  const { handlers } = recordingHandlers();
  const bad = { input: { cube, truth: cube }, settings: { ...settings, patch: 24 } };
  expect(await answerRequest('startTraining', bad, fromOurPage, handlers)).toMatchObject({
    ok: false,
    error: { kind: 'invalid-settings', code: 'invalid-patch' },
  });
});

test.each([
  ['a subframe', { ...fromOurPage, frame: { url: 'app://bandscape/index.html', parent: {} } }],
  ['another page', { ...fromOurPage, frame: { url: 'https://example.org/', parent: null } }],
  [
    'a page whose address only begins like ours',
    { ...fromOurPage, frame: { url: 'app://bandscape.x/', parent: null } },
  ],
  ['a file', { ...fromOurPage, frame: { url: 'file:///x/index.html', parent: null } }],
  ['another window', { ...fromOurPage, isOurWindow: false }],
  ['a frame that is gone', { ...fromOurPage, frame: null }],
])('every call from %s is refused', async (_what, sender) => {
  const { reached, handlers } = recordingHandlers();
  for (const name of names) {
    expect(await answerRequest(name, GOOD[name], sender, handlers)).toMatchObject({
      ok: false,
      error: { code: 'refused-sender' },
    });
  }
  expect(reached).not.toHaveBeenCalled();
});

test('the dev server may ask only where it is in use', async () => {
  const { handlers } = recordingHandlers();
  const sender = { frame: { url: 'http://localhost:5173/', parent: null }, isOurWindow: true };
  expect((await answerRequest('appInfo', null, sender, handlers)).ok).toBe(false);
  const withServer = { ...sender, developmentUrl: 'http://localhost:5173' };
  expect((await answerRequest('appInfo', null, withServer, handlers)).ok).toBe(true);
});

test('what a handler throws is an answer too', async () => {
  const { handlers } = recordingHandlers();
  const failing: Handlers = {
    ...handlers,
    openSample: () => Promise.reject(new UnreadableFileError('file-missing', 'Not there.', { file: '/x' })),
    appInfo: () => Promise.reject(new TypeError('x is undefined')),
  };
  expect(await answerRequest('openSample', null, fromOurPage, failing)).toEqual({
    ok: false,
    error: { kind: 'unreadable-file', code: 'file-missing', message: 'Not there.', details: { file: '/x' } },
  });
  expect(await answerRequest('appInfo', null, fromOurPage, failing)).toMatchObject({
    ok: false,
    error: { kind: 'engine', code: 'unexpected' },
  });
});
