import { join } from 'node:path';
import { beforeEach, expect, test, vi } from 'vitest';
import { CancelledError, NotWritableError } from '../../../src-main/engine/errors';
import type { Dialogs } from '../../../src-main/ipc/dialogs';
import { Saving } from '../../../src-main/ipc/saving';

const FOLDER = '/data';
const source = { file: '/data/scene.h5', variable: 'group/cube: a' };
const call = vi.fn();
const events: unknown[] = [];

beforeEach(() => {
  call.mockReset().mockResolvedValue({ files: [], shape: [], dtype: 'uint8' });
  events.length = 0;
});

/** A person who types this name, or dismisses the dialog, and answers the question about other files. */
function saving(name: string | null, replaces = false) {
  const suggested: string[] = [];
  const dialogs = {
    chooseCubeTarget: async (suggestion: string) => {
      suggested.push(suggestion);
      return name === null ? null : join(FOLDER, name);
    },
    chooseMapTarget: async (suggestion: string) => {
      suggested.push(suggestion);
      return name === null ? null : join(FOLDER, name);
    },
    confirmReplace: async () => replaces,
  } as unknown as Dialogs;
  const state = new Saving({ call } as never, dialogs, (event) => events.push(event));
  return { state, suggested };
}

test.each([
  ['out.tif', 'tif', 'out.tif'],
  ['out', 'hdr', 'out.hdr'],
  ['out.v2', 'mat', 'out.v2.mat'],
  ['OUT.TIFF', 'npy', 'OUT.TIFF'],
] as const)('the name %s chosen for %s becomes %s', async (typed, format, written) => {
  const { state, suggested } = saving(typed);
  const file = join(FOLDER, written);
  expect(await state.saveAs({ source, format })).toBe(file);
  expect(suggested).toEqual([`cube_ a.${format}`]);
  const [method, parameters] = call.mock.calls[0];
  expect([method, parameters]).toEqual(['convert', { source, file, overwrite: [join(FOLDER, typed)] }]);
});

test('progress is told with the file, from its beginning on', async () => {
  call.mockImplementation(async (_method, _parameters, { onProgress }) => onProgress({ fraction: 0.5 }));
  await saving('a.npy').state.saveAs({ source, format: 'npy' });
  const file = join(FOLDER, 'a.npy');
  expect(events).toEqual([
    { file, fraction: 0 },
    { file, fraction: 0.5 },
  ]);
});

test('probabilities are computed with the model of the run, and their progress is told', async () => {
  call.mockImplementation(async (_method, _parameters, { onProgress }) => {
    onProgress({ type: 'phase', phase: 'predicting', run: 1, runs: 1 });
    onProgress({ type: 'step', phase: 'predicting', fraction: 0.25 });
  });
  const job = { model: '/tmp/model', cube: source, classes: [] };
  const { state, suggested } = saving('p');
  const file = join(FOLDER, 'p.tif');
  expect(await state.saveProbabilities({ name: 'scene-net', ...job })).toBe(file);
  expect(suggested).toEqual(['scene-net-probabilities.tif']);
  const [method, parameters] = call.mock.calls[0];
  expect([method, parameters]).toEqual([
    'exportProbabilities',
    { ...job, file, overwrite: [join(FOLDER, 'p')] },
  ]);
  expect(events.map((event) => (event as { fraction: number }).fraction)).toEqual([0, 0.25]);
});

test('a dismissed dialog, and a companion that is to stay, write nothing', async () => {
  expect(await saving(null).state.saveAs({ source, format: 'npy' })).toBeNull();
  expect(call).not.toHaveBeenCalled();
  call.mockRejectedValue(new NotWritableError('output-file-exists', 'exists', { place: '/data/a.img' }));
  expect(await saving('a.hdr').state.saveAs({ source, format: 'hdr' })).toBeNull();
  expect(call).toHaveBeenCalledTimes(1);
});

/** A conversion that goes on until it is cancelled. */
const endless = async (_method: string, _parameters: unknown, { signal }: { signal: AbortSignal }) =>
  new Promise((_, reject) => signal.addEventListener('abort', () => reject(new CancelledError())));

test('one thing is saved at a time, until it is cancelled', async () => {
  call.mockImplementation(endless);
  const { state } = saving('a.npy');
  const first = state.saveAs({ source, format: 'npy' });
  await expect(state.saveAs({ source, format: 'npy' })).rejects.toMatchObject({ code: 'already-saving' });
  await vi.waitFor(() => expect(call).toHaveBeenCalled());
  state.cancel();
  await expect(first).rejects.toBeInstanceOf(CancelledError);
  call.mockResolvedValue(null);
  expect(await state.saveAs({ source, format: 'npy' })).toBe(join(FOLDER, 'a.npy'));
});

test('closing waits until what was under way has ended', async () => {
  call.mockImplementation(endless);
  const { state } = saving('a.npy');
  let ended = false;
  const first = state.saveAs({ source, format: 'npy' }).catch(() => (ended = true));
  await vi.waitFor(() => expect(call).toHaveBeenCalled());
  await state.close();
  expect(ended || (await first)).toBe(true);
  await state.close();
});
