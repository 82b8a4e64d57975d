import { expect, test } from 'vitest';
import type { FileInfo } from '@shared/scene';
import { Backend } from '../../../src-renderer/backend/backend';
import { messagesIn } from '../../../src-renderer/messages/messages';
import { AppState } from '../../../src-renderer/state/app.svelte';
import { FakeApi, FakeFailure, type Handlers } from '../fake-api';
import { CUBE, TRUTH } from '../fake-scene';
import { settle } from '../settle';

const INFOS: Record<string, FileInfo> = {
  '/data/scene.mat': {
    file: '/data/scene.mat',
    format: 'mat5',
    variables: [{ name: 'cube', role: 'cube', shape: [12, 16, 6], dtype: 'uint16' }],
  },
  '/data/scene_gt.mat': {
    file: '/data/scene_gt.mat',
    format: 'mat5',
    variables: [{ name: 'truth', role: 'labels', shape: [12, 16], dtype: 'uint8' }],
  },
  '/data/vectors.mat': {
    file: '/data/vectors.mat',
    format: 'mat5',
    variables: [{ name: 'w', role: 'vector', shape: [6], dtype: 'float64' }],
  },
};
const FILES = Object.keys(INFOS).slice(0, 2);

async function setUp(handlers: Partial<Handlers> = {}) {
  const api = new FakeApi({ inspectFiles: ({ files }) => files.map((file) => INFOS[file]), ...handlers });
  const app = new AppState(new Backend(api));
  app.start();
  await settle();
  const alerts = () => app.alerts.all.map(({ text }) => text(messagesIn('en')));
  return { api, app, alerts };
}

test('a first start opens the sample', async () => {
  const { api, app } = await setUp();
  expect(api.callsOf('openSample')).toHaveLength(1);
  expect(app.scene.scene?.name).toBe('Small scene');
  expect(app.scene.classes.map(({ name }) => name)).toEqual(['Field 1', 'Field 2', 'Field 3']);
  expect(app.view.rgb).toEqual([4, 2, 0]);
  expect(app.settings.networkId).toBe('hybridsn-bn');
});

test('a start with files opens those instead', async () => {
  const { api } = await setUp({
    appInfo: () => ({
      version: '0.1.0',
      electron: '22',
      preferences: { language: 'zh-CN', theme: 'dark' },
      filesToOpen: FILES,
      notices: '',
    }),
  });
  expect(api.callsOf('openSample')).toEqual([]);
  expect(api.callsOf('openScene')).toEqual([{ cube: CUBE, truth: TRUTH }]);
});

test('the old scene is closed once the new one is open', async () => {
  const { api, app } = await setUp();
  await app.open.openFiles(FILES);
  expect(app.scene.scene?.sceneId).toBe('scene-2');
  expect(api.callsOf('closeScene')).toEqual([{ sceneId: 'scene-1' }]);
});

test('a file that cannot be read keeps scene, result and view, and says so once', async () => {
  const { api, app, alerts } = await setUp({
    openScene: () => {
      throw new FakeFailure({ code: 'mat-truncated', message: 'The file is cut off.' });
    },
  });
  app.view.showBand(3);
  await app.open.openFiles(FILES);
  expect(app.scene.scene?.sceneId).toBe('scene-1');
  expect(app.view.band).toBe(3);
  expect(api.callsOf('closeScene')).toEqual([]);
  expect(alerts()).toEqual(['The file is cut off.']);
  expect(app.open.busy).toBeNull();
});

test('what was said about a bad file goes when a good one is opened', async () => {
  const { app, alerts } = await setUp();
  await app.open.openFiles(['/data/vectors.mat']);
  expect(alerts()).toEqual([expect.stringContaining('vectors.mat')]);
  await app.open.openFiles(FILES);
  expect(alerts()).toEqual([]);
});

test('labels alone become the truth of the open scene and forget its result', async () => {
  const { api, app } = await setUp();
  await app.open.openFiles(['/data/scene_gt.mat']);
  expect(api.callsOf('attachTruth')).toEqual([{ sceneId: 'scene-1', truth: TRUTH }]);
  expect(app.scene.scene?.sceneId).toBe('scene-1');
  expect(app.training.result).toBeNull();
});

test('where several fit, the person chooses, or does not', async () => {
  const twice = { ...INFOS['/data/scene.mat'] };
  twice.variables = [...twice.variables, { ...twice.variables[0], name: 'second' }];
  const { api, app } = await setUp({ inspectFiles: () => [twice] });
  await app.open.openFiles(['/data/scene.mat']);
  expect(app.open.choice).toMatchObject({ kind: 'choose-scene' });
  app.open.cancelChoice();
  expect(app.open.choice).toBeNull();
  expect(api.callsOf('openScene')).toEqual([]);
  await app.open.openFiles(['/data/scene.mat']);
  const choice = app.open.choice;
  if (choice?.kind !== 'choose-scene') throw new Error('No choice of scenes.');
  await app.open.confirmChoice(choice.pairings[1], null);
  const second = { file: '/data/scene.mat', variable: 'second' };
  expect(api.callsOf('openScene')).toEqual([{ cube: second, truth: undefined }]);
  expect(app.open.choice).toBeNull();
});

test('of two scenes opened at once the newest stays, the other is closed', async () => {
  const answers: (() => void)[] = [];
  const { api, app } = await setUp();
  const open = api.handlers.openScene;
  api.handlers.openScene = async (parameters) => {
    await new Promise<void>((resolve) => answers.push(resolve));
    return open(parameters);
  };
  const first = app.open.openFiles(FILES);
  await settle();
  const second = app.open.openFiles(FILES);
  await settle();
  answers[1]();
  await second;
  expect(app.scene.scene?.sceneId).toBe('scene-2');
  answers[0]();
  await first;
  expect(app.scene.scene?.sceneId).toBe('scene-2');
  expect(api.callsOf('closeScene').map(({ sceneId }) => sceneId)).toEqual(['scene-1', 'scene-3']);
});

test('how far an opening is is told until it is cancelled, which keeps the scene', async () => {
  const { api, app, alerts } = await setUp();
  const cancelled = { kind: 'cancelled' as const, code: 'cancelled', message: 'Cancelled.' };
  let fail = (_: Error) => {};
  api.handlers.openScene = () => new Promise((_, reject) => (fail = reject));
  api.handlers.cancelOpening = () => {
    fail(new FakeFailure(cancelled));
    return null;
  };
  api.send('opening', { fraction: 0.9 });
  expect(app.open.progress).toBeNull();
  const opened = app.open.openFiles(FILES);
  await settle();
  api.send('opening', { fraction: 0.25, secondsLeft: 3 });
  expect(app.open.busy).toBe('scene.mat');
  expect(app.open.progress).toEqual({ fraction: 0.25, secondsLeft: 3 });
  await app.open.cancel();
  await opened;
  expect(app.open.busy).toBeNull();
  expect(app.open.progress).toBeNull();
  expect(app.scene.scene?.sceneId).toBe('scene-1');
  expect(alerts()).toEqual([]);
  await app.open.cancel();
  expect(api.callsOf('cancelOpening')).toHaveLength(1);
});

test('a dismissed dialog changes nothing', async () => {
  const { api, app } = await setUp();
  await app.open.chooseScene();
  await app.open.chooseTruth();
  expect(api.callsOf('chooseFiles')).toEqual([{ purpose: 'scene' }, { purpose: 'truth' }]);
  expect(api.callsOf('inspectFiles')).toEqual([]);
});

test('while a network trains, another scene is opened only with consent', async () => {
  const { api, app } = await setUp();
  if (app.settings.form) Object.assign(app.settings.form, { patch: 5, components: 4 });
  await app.train();
  await app.open.openFiles(FILES);
  expect(app.open.needsConsent).toBe(true);
  expect(api.callsOf('openScene')).toEqual([]);
  app.open.refuseConsent();
  expect(app.training.running).toBe(true);

  await app.open.openFiles(FILES);
  const consent = app.open.consent();
  await settle();
  expect(api.callsOf('cancelTraining')).toEqual([{ runId: 'run-1' }]);
  expect(api.callsOf('openScene')).toEqual([]);
  const error = { kind: 'cancelled' as const, code: 'cancelled', message: '', details: {} };
  api.send('training', { type: 'failed', runId: 'run-1', error });
  await consent;
  expect(app.scene.scene?.sceneId).toBe('scene-2');
  expect(app.alerts.all).toEqual([]);
});
