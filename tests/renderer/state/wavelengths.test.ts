import { expect, test } from 'vitest';
import { Backend } from '../../../src-renderer/backend/backend';
import { messagesIn } from '../../../src-renderer/messages/messages';
import { AppState } from '../../../src-renderer/state/app.svelte';
import { FakeApi, FakeFailure, type Handlers } from '../fake-api';
import { CUBE, smallScene } from '../fake-scene';
import { settle } from '../settle';

const GIVEN = [500, 550, 600, 650, 700, 750];

/** The window on a scene of 6 bands without wavelengths. */
async function setUp(handlers: Partial<Handlers> = {}) {
  const api = new FakeApi(handlers, { ...smallScene(), wavelengths: undefined });
  const app = new AppState(new Backend(api));
  app.start();
  await settle();
  await app.obey('wavelengths');
  return { api, app, dialog: app.wavelengths };
}

test('a pasted list becomes the scene’s wavelengths, and suggests its composite', async () => {
  const { api, app, dialog } = await setUp();
  expect(dialog.isOpen).toBe(true);
  await dialog.type(GIVEN.join('\n'));
  dialog.apply();
  expect(api.callsOf('readWavelengths')).toEqual([
    { sceneId: 'scene-1', source: { text: GIVEN.join('\n') } },
  ]);
  expect(app.scene.scene?.cube.wavelengths).toEqual(GIVEN);
  expect(app.view.rgb).toEqual([3, 2, 1]);
  expect(dialog.isOpen).toBe(false);
});

test('a composite that the person chose stays', async () => {
  const { app, dialog } = await setUp();
  app.view.setChannel(0, 5);
  await dialog.type(GIVEN.join('\n'));
  dialog.apply();
  expect(app.view.rgb).toEqual([5, 2, 0]);
});

test('a run reads the cube with what was given, until another scene is opened', async () => {
  const { app, dialog } = await setUp();
  expect(app.scene.cubeRef).toEqual(CUBE);
  await dialog.type(GIVEN.join('\n'));
  dialog.apply();
  expect(app.scene.cubeRef).toEqual({ ...CUBE, wavelengths: GIVEN });
  await app.open.openSample();
  expect(app.scene.cubeRef).toEqual(CUBE);
});

test('a file fills the field, and its name is shown until the field is edited', async () => {
  const { dialog } = await setUp({ chooseFiles: () => ['/data/sensor.csv'] });
  await dialog.chooseFile();
  expect(dialog.file).toBe('sensor.csv');
  expect(dialog.text).toBe(GIVEN.join('\n'));
  await dialog.type(`${dialog.text}\n`);
  expect(dialog.file).toBeNull();
});

test('a list that does not fit is explained and cannot be applied', async () => {
  const { app, dialog } = await setUp({
    readWavelengths: () => {
      throw new FakeFailure({ code: 'wavelength-count-differs', details: { wavelengths: 5, bands: 6 } });
    },
  });
  await dialog.type('1\n2');
  expect(dialog.problem?.(messagesIn('zh-CN'))).toContain('5 个波长，而影像有 6 个波段');
  dialog.apply();
  expect(app.scene.scene?.cube.wavelengths).toBeUndefined();
  await dialog.type(' ');
  expect(dialog.problem).toBeNull();
});

test('of two lists typed quickly the newest counts', async () => {
  const answers: (() => void)[] = [];
  const { api, dialog } = await setUp();
  const read = api.handlers.readWavelengths;
  api.handlers.readWavelengths = async (parameters) => {
    await new Promise<void>((resolve) => answers.push(resolve));
    return read(parameters);
  };
  const first = dialog.type('1');
  const second = dialog.type('2');
  await settle();
  answers[1]();
  await second;
  answers[0]();
  await first;
  expect(dialog.found?.nanometres).toEqual([2]);
});

test('the dialog opens on what the scene has', async () => {
  const api = new FakeApi();
  const app = new AppState(new Backend(api));
  app.start();
  await settle();
  app.wavelengths.show();
  await settle();
  expect(app.wavelengths.text.split('\n')).toHaveLength(6);
  expect(app.wavelengths.found).not.toBeNull();
  app.wavelengths.close();
  expect(app.wavelengths.isOpen).toBe(false);
});
