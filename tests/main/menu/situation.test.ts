import { beforeEach, expect, test, vi } from 'vitest';
import type { IpcEvents } from '@shared/ipc';
import { menuCommands } from '../../../src-main/menu/menu';
import { Situation } from '../../../src-main/menu/situation';
import type { Handlers } from '../../../src-main/ipc/requests';

const changed = vi.fn();
let training: boolean;
let situation: Situation;
let handlers: Handlers;

const begin = async () => {
  training = true;
  return { runId: 'r' };
};

beforeEach(() => {
  changed.mockClear();
  training = false;
  situation = new Situation(() => training, changed);
  handlers = situation.watch({
    openSample: async () => ({ sceneId: 'sample', truth: {} }),
    openScene: async () => ({ sceneId: 'bare' }),
    attachTruth: async () => ({}),
    closeScene: async () => null,
    startTraining: begin,
    applyModel: begin,
  } as unknown as Handlers);
});

/** Commands that depend on what is open, as far as they are offered. */
const offered = () =>
  menuCommands.filter(
    (command) => !/^(open|open-folder|open-sample|about)$/.test(command) && situation.isOffered(command),
  );
const end = (type: 'finished' | 'applied' | 'failed') => {
  training = false;
  situation.receive({ type, runId: 'r' } as IpcEvents['training']);
};
const truth = { file: '/gt.mat', variable: 'gt' };

/** Offered with a scene and its ground truth. */
const WITH_TRUTH = ['open-truth', 'wavelengths', 'axes', 'save-as', 'train', 'apply-model', 'zoom-fit'];

test('without a scene only opening is offered', () => {
  expect(offered()).toEqual([]);
  for (const command of ['open', 'open-folder', 'open-sample', 'about'] as const)
    expect(situation.isOffered(command)).toBe(true);
});

test('from an opened scene to a result and back', async () => {
  await handlers.openScene({ cube: truth });
  expect(offered()).toEqual(['open-truth', 'wavelengths', 'axes', 'save-as', 'apply-model', 'zoom-fit']);
  await handlers.attachTruth({ sceneId: 'bare', truth });
  expect(offered()).toEqual(WITH_TRUTH);
  await handlers.startTraining({} as never);
  expect(offered()).toEqual(['open-truth', 'wavelengths', 'axes', 'save-as', 'stop', 'zoom-fit']);
  end('failed');
  expect(offered()).toEqual(WITH_TRUTH);
  end('finished');
  expect(offered()).toEqual([
    'open-truth',
    'wavelengths',
    'axes',
    'save-as',
    'save-run',
    'export-map',
    'export-report',
    'train',
    'apply-model',
    'zoom-fit',
  ]);
  await handlers.openSample(null);
  expect(offered()).toEqual(WITH_TRUTH);
  expect(changed).toHaveBeenCalledTimes(6);
});

test('a model that was applied leaves a map to export and to save, but no report', async () => {
  await handlers.openScene({ cube: truth });
  await handlers.applyModel({} as never);
  expect(offered()).toEqual(['open-truth', 'wavelengths', 'axes', 'save-as', 'stop', 'zoom-fit']);
  end('applied');
  expect(offered()).toEqual([
    ...['open-truth', 'wavelengths', 'axes', 'save-as', 'save-run', 'export-map', 'apply-model', 'zoom-fit'],
  ]);
});

test('closing the scene before the open one changes nothing, closing the open one does', async () => {
  await handlers.openSample(null);
  await handlers.closeScene({ sceneId: 'earlier' });
  expect(offered()).toEqual(WITH_TRUTH);
  await handlers.closeScene({ sceneId: 'sample' });
  expect(offered()).toEqual([]);
});

test('a new page begins with nothing', async () => {
  await handlers.openSample(null);
  situation.reset();
  expect(offered()).toEqual([]);
});
