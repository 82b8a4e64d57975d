import { expect, test } from 'vitest';
import type { Rgb } from '@shared/scene';
import { Backend } from '../../../src-renderer/backend/backend';
import { messagesIn } from '../../../src-renderer/messages/messages';
import { AppState } from '../../../src-renderer/state/app.svelte';
import { FakeApi, FakeFailure, NETWORKS, type Handlers } from '../fake-api';
import { fakeResult } from '../fake-result';
import { CUBE, smallScene, TRUTH } from '../fake-scene';
import { settle } from '../settle';

async function setUp(handlers: Partial<Handlers> = {}) {
  const api = new FakeApi(handlers);
  const app = new AppState(new Backend(api));
  app.start();
  await settle();
  const form = app.settings.form;
  if (!form) throw new Error('The networks were not described.');
  // The small scene is smaller than the published window and has fewer bands than published components.
  Object.assign(form, { patch: 5, components: 4, epochs: 3 });
  const finish = () => {
    const settings = app.settings.training;
    if (!settings) throw new Error('The settings have problems.');
    api.send('training', { type: 'finished', runId: 'run-1', result: fakeResult(smallScene(), settings) });
  };
  return { api, app, form, finish };
}

const ORANGE: Rgb = [255, 128, 0];

test('Train sends the files, the settings and the colours as they were edited', async () => {
  const { api, app } = await setUp();
  app.scene.legend.setColor(2, ORANGE);
  await app.train();
  const [{ input, settings }] = api.callsOf('startTraining');
  expect(input.cube).toEqual(CUBE);
  expect(input.truth).toEqual(TRUTH);
  expect(input.classes?.map(({ name }) => name)).toEqual(['Field 1', 'Field 2', 'Field 3']);
  expect(input.classes?.[1].color).toEqual(ORANGE);
  expect(settings).toMatchObject({
    network: 'hybridsn-bn',
    patch: 5,
    components: 4,
    epochs: 3,
    training: 0.1,
  });
});

test('Train does nothing with wrong settings, without truth, or twice', async () => {
  const { api, app, form } = await setUp();
  form.patch = 4;
  await app.train();
  expect(api.callsOf('startTraining')).toEqual([]);
  form.patch = 5;
  await app.train();
  await app.train();
  expect(api.callsOf('startTraining')).toHaveLength(1);
});

test('a split by masks needs both, and sends them', async () => {
  const mask = (name: string) => ({
    file: '/masks.mat',
    format: 'mat5',
    variables: [{ name, role: 'labels' as const, shape: [12, 16], dtype: 'uint8' as const }],
  });
  const names = ['TR', 'TE'];
  const { api, app, form } = await setUp({
    chooseFiles: () => ['/masks.mat'],
    inspectFiles: () => [mask(names.shift() ?? '')],
  });
  form.split = 'masks';
  expect(app.settings.training).toBeNull();
  await app.settings.chooseMask('training');
  await app.settings.chooseMask('test');
  await app.train();
  expect(api.callsOf('startTraining')[0].input).toMatchObject({
    trainingMask: { file: '/masks.mat', variable: 'TR' },
    testMask: { file: '/masks.mat', variable: 'TE' },
  });
});

test('a mask of another size is refused beside the settings', async () => {
  const { app } = await setUp({
    chooseFiles: () => ['/masks.mat'],
    inspectFiles: () => [
      {
        file: '/masks.mat',
        format: 'mat5',
        variables: [{ name: 'm', role: 'labels', shape: [3, 3], dtype: 'uint8' }],
      },
    ],
  });
  await app.settings.chooseMask('test');
  expect(app.settings.masks.test).toBeNull();
  expect(app.alerts.at('training').map(({ text }) => text(messagesIn('en')))).toEqual([
    expect.stringContaining('12 × 16'),
  ]);
});

test('a network that cannot be built for the window says so at the window', async () => {
  const { api, app, form } = await setUp({
    describeNetworks: ({ input }) => {
      if (!input) return NETWORKS;
      if (input[0] >= 9) return NETWORKS.map((each) => ({ ...each, totalParameters: 42 }));
      throw new FakeFailure({ code: 'network-input-too-small', kind: 'invalid-settings' });
    },
  });
  await app.settings.count();
  expect(api.callsOf('describeNetworks').at(-1)).toEqual({
    ids: ['hybridsn-bn'],
    input: [5, 5, 4],
    options: {},
    classes: 3,
  });
  expect(Object.keys(app.settings.problems)).toEqual(['patch']);
  expect(app.settings.training).toBeNull();
  form.patch = 9;
  expect(app.settings.problems).toEqual({});
  await app.settings.count();
  expect(app.settings.network).toMatchObject({ totalParameters: 42 });
});

test('another network brings its recipe and keeps split, share and seed', async () => {
  const { app, form } = await setUp();
  Object.assign(form, { seed: 7, training: 5 });
  app.settings.choose('hybridsn');
  expect(app.settings.form).toMatchObject({ seed: 7, training: 5, patch: 25, epochs: 100 });
  app.settings.reset();
  expect(app.settings.form).toMatchObject({ seed: 0, training: 10 });
});

test('other truth forgets the result and what showed it', async () => {
  const { app, finish } = await setUp({
    inspectFiles: () => [
      {
        ...TRUTH,
        format: 'mat5',
        variables: [{ name: 'truth', role: 'labels', shape: [12, 16], dtype: 'uint8' }],
      },
    ],
  });
  await app.train();
  finish();
  app.view.show('difference');
  await app.open.openFiles([TRUTH.file]);
  expect(app.training.result).toBeNull();
  expect(app.view.display).toBe('rgb');
});

test('the menu does what the buttons do', async () => {
  const { api, app } = await setUp();
  await app.obey('open');
  await app.obey('open-truth');
  await app.obey('open-sample');
  expect(api.callsOf('chooseFiles')).toEqual([{ purpose: 'scene' }, { purpose: 'truth' }]);
  expect(api.callsOf('openSample')).toHaveLength(2);
  await app.obey('about');
  expect(app.panel).toBe('about');
  app.view.setViewport({ zoom: 4, center: { column: 1, row: 1 } });
  await app.obey('zoom-fit');
  expect(app.view.viewport.zoom).toBe('fit');
  app.showPanel(null);
  api.send('menu', { command: 'about' });
  expect(app.panel).toBe('about');
});

test('language and theme are kept by the main process', async () => {
  const { api, app } = await setUp();
  await app.preferences.set({ language: 'zh-CN' });
  expect(api.callsOf('setPreferences')).toEqual([{ language: 'zh-CN' }]);
  expect(app.preferences.messages.train.train).toBe('训练');
  expect(app.preferences.theme).toBe('system');
});

test('an engine that was started again is told once, and what is open stays', async () => {
  const { api, app } = await setUp();
  api.send('engineRestarted', { message: 'It was restarted.' });
  expect(app.alerts.at('scene')).toHaveLength(1);
  expect(app.scene.scene?.sceneId).toBe('scene-1');
});

test('classes are hidden, coloured by palettes and edited', async () => {
  const { app } = await setUp();
  app.scene.legend.setVisible(2, false);
  expect(app.scene.legend.visibleColors[1]).toBeNull();
  expect(app.scene.legend.visibleColors[0]).not.toBeNull();
  app.scene.legend.setAllVisible(true);
  app.scene.legend.usePalette('colour-blind-safe');
  expect(app.scene.legend.palette).toBe('colour-blind-safe');
  app.scene.legend.setColor(3, ORANGE);
  expect(app.scene.legend.palette).toBeNull();
  expect(app.scene.legend.visibleColors[2]).toEqual(ORANGE);
});
