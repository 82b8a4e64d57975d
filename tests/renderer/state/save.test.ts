import { expect, test } from 'vitest';
import { Backend } from '../../../src-renderer/backend/backend';
import { AppState } from '../../../src-renderer/state/app.svelte';
import { FakeApi, FakeFailure, type Handlers } from '../fake-api';
import { CUBE, TRUTH } from '../fake-scene';
import { settle } from '../settle';

async function setUp(handlers: Partial<Handlers> = {}) {
  const api = new FakeApi(handlers);
  const app = new AppState(new Backend(api));
  app.start();
  await settle();
  await app.obey('save-as');
  return { api, app, save: app.save };
}

test('the cube is saved in the format that was chosen, and the file is told', async () => {
  const { api, app, save } = await setUp();
  expect([save.isOpen, save.part, save.format.id]).toEqual([true, 'cube', 'hdr']);
  save.chooseFormat('tif');
  await save.save();
  expect(api.callsOf('saveAs')).toEqual([{ source: CUBE, format: 'tif' }]);
  expect(app.exports.written).toBe('/out/cube.tif');
});

test('the truth is saved with the names and colours of its classes as they were edited', async () => {
  const { api, app, save } = await setUp();
  const [{ label, name }] = app.scene.classes;
  app.scene.legend.setColor(label, [1, 2, 3]);
  save.choosePart('truth');
  await save.save();
  const [{ source, classes }] = api.callsOf('saveAs');
  expect(source).toEqual(TRUTH);
  expect(classes?.[0]).toEqual({ label, name, color: [1, 2, 3] });
});

test('the dialog gives way once the file is being written, which can be cancelled', async () => {
  let answer: (file: string | null) => void = () => undefined;
  const { api, save } = await setUp({ saveAs: () => new Promise((done) => (answer = done)) });
  const saving = save.save();
  expect([save.isOpen, save.running]).toEqual([true, null]);
  api.send('saving', { file: '/out/a.hdr', fraction: 0.25 });
  expect([save.isOpen, save.running?.fraction]).toEqual([false, 0.25]);
  save.show();
  expect(save.isOpen).toBe(false);
  await save.cancel();
  expect(api.callsOf('cancelSaving')).toEqual([null]);
  answer(null);
  await saving;
  expect(save.running).toBeNull();
  api.send('saving', { file: '/out/a.hdr', fraction: 0.5 });
  expect(save.running).toBeNull();
});

test('a dismissed system dialog leaves the window’s own open; an error is told beside the scene', async () => {
  const { app, save } = await setUp({ saveAs: () => null });
  await save.save();
  expect([save.isOpen, app.exports.written]).toEqual([true, null]);
  const failing = await setUp({
    saveAs: () => {
      throw new FakeFailure({ code: 'disk-full', kind: 'not-writable' });
    },
  });
  await failing.save.save();
  expect(failing.app.alerts.at('scene').some(({ tone }) => tone === 'error')).toBe(true);
});

test('a format that cannot hold the cube says so', async () => {
  const { app, save } = await setUp();
  const { scene } = app.scene;
  expect(save.obstacle).toBeUndefined();
  if (scene) app.scene.show({ ...scene, cube: { ...scene.cube, dtype: 'int8' } });
  expect(save.obstacle).toBe('type');
  save.chooseFormat('tif');
  expect(save.obstacle).toBeUndefined();
  if (scene) app.scene.show({ ...scene, cube: { ...scene.cube, rows: 100_000, columns: 100_000 } });
  save.chooseFormat('mat');
  expect(save.obstacle).toBe('size');
});
