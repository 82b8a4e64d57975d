import { expect, test } from 'vitest';
import { Backend } from '../../../src-renderer/backend/backend';
import { messagesIn } from '../../../src-renderer/messages/messages';
import { AppState } from '../../../src-renderer/state/app.svelte';
import { FakeApi, FakeFailure, type Handlers } from '../fake-api';
import { fakeResult } from '../fake-result';
import { smallScene } from '../fake-scene';
import { settle } from '../settle';

/** A window after a run on the small scene of 12 x 16 pixels. */
async function trained(handlers: Partial<Handlers> = {}) {
  const api = new FakeApi(handlers);
  const app = new AppState(new Backend(api));
  app.start();
  await settle();
  Object.assign(app.settings.form ?? {}, { patch: 5, components: 4, epochs: 3 });
  await app.train();
  const settings = app.settings.training;
  if (!settings) throw new Error('The settings have problems.');
  api.send('training', { type: 'finished', runId: 'run-1', result: fakeResult(smallScene(), settings) });
  return { api, app, exports: app.exports };
}

test('nothing can be exported before there is a result', async () => {
  const api = new FakeApi();
  const app = new AppState(new Backend(api));
  app.start();
  await settle();
  await app.obey('export-map');
  expect(app.exports.isOpen).toBe(false);
  await app.exports.write();
  expect(api.callsOf('exportMap')).toEqual([]);
});

test('the picture is written as it was drawn, in the colours of the legend', async () => {
  const { api, app, exports } = await trained();
  app.scene.legend.setColor(1, [255, 128, 0]);
  await app.obey('export-map');
  exports.draw({ scale: 3, legend: false, figures: false, title: '农田' });
  await settle();
  expect(exports.preview).toMatchObject({ width: 800, height: 640 });
  const shown = api.callsOf('previewMap').at(-1);
  await exports.write();
  const [{ runId, format, classes, picture, worldFile }] = api.callsOf('exportMap');
  expect({ runId, format, worldFile }).toEqual({ runId: 'run-1', format: 'png', worldFile: false });
  expect(classes?.[0]).toEqual({ label: 1, name: 'Field 1', color: [255, 128, 0] });
  expect(picture).toEqual({ scale: 3, legend: false, title: '农田', subtitle: '' });
  expect(shown).toEqual({ runId, picture, classes });
  expect([exports.isOpen, exports.written]).toEqual([false, '/out/map.png']);
  await exports.showInFolder();
  expect(api.callsOf('showInFolder')).toEqual([{ file: '/out/map.png' }]);
});

test('the whole run is saved to a folder, in the colours of the legend', async () => {
  const { api, app, exports } = await trained();
  app.scene.legend.setColor(1, [255, 128, 0]);
  await app.obey('save-run');
  const [{ runId, classes }] = api.callsOf('saveRun');
  expect([runId, classes?.[0]]).toEqual(['run-1', { label: 1, name: 'Field 1', color: [255, 128, 0] }]);
  expect(exports.written).toBe('/out/run');
});

test('a run that cannot be saved is told beside the training', async () => {
  const { app, exports } = await trained({
    saveRun: () => {
      throw new FakeFailure({ code: 'output-holds-other-files', message: 'It holds something else.' });
    },
  });
  await exports.saveRun();
  expect(app.alerts.at('training').map(({ text }) => text(messagesIn('en')))).toEqual([
    'It holds something else.',
  ]);
  expect(exports.busy).toBe(false);
});

test('the title begins with the scene and the network, and the scale fills a screen', async () => {
  const { api, app, exports } = await trained();
  await app.obey('export-map');
  await settle();
  const [{ picture }] = api.callsOf('previewMap');
  expect(picture.title).toContain(app.scene.scene?.name);
  expect(picture.subtitle).toMatch(/^OA \d+\.\d\d %/);
  expect(picture.scale).toBe(exports.drawing.largestScale);
});

test('changes that come while a preview is drawn are drawn together afterwards', async () => {
  let draw = (): void => undefined;
  const first = new Promise<void>((done) => (draw = done));
  const scales: number[] = [];
  const { exports } = await trained({
    previewMap: async ({ picture }) => {
      scales.push(picture.scale);
      await first;
      return { png: new Uint8Array(1), width: picture.scale, height: 1, missing: [] };
    },
  });
  exports.show('png');
  for (const scale of [2, 3, 4]) exports.draw({ scale });
  draw();
  await settle();
  expect(scales).toEqual([16, 4]);
  expect(exports.preview?.width).toBe(4);
});

test('other formats and reports are written as such', async () => {
  const { api, exports } = await trained();
  for (const kind of ['tif', 'hdr', 'confusion', 'json'] as const) {
    exports.show(kind);
    await exports.write();
  }
  expect(api.callsOf('exportMap').map(({ format, picture }) => [format, picture])).toEqual([
    ['tif', undefined],
    ['hdr', undefined],
  ]);
  expect(api.callsOf('exportReport').map(({ format }) => format)).toEqual(['confusion', 'json']);
  expect(api.callsOf('previewMap')).toEqual([]);
});

test('probabilities are followed in the status bar, where they can be cancelled', async () => {
  let answer: (file: string | null) => void = () => undefined;
  const { api, app, exports } = await trained({
    exportProbabilities: () => new Promise((done) => (answer = done)),
  });
  exports.show('probabilities');
  const writing = exports.write();
  await settle();
  expect([exports.isOpen, app.save.running]).toEqual([true, null]);
  api.send('saving', { file: '/out/p.tif', fraction: 0.5 });
  expect([exports.isOpen, app.save.running?.fraction]).toEqual([false, 0.5]);
  answer('/out/p.tif');
  await writing;
  expect([exports.written, app.save.running, exports.busy]).toEqual(['/out/p.tif', null, false]);
  expect(api.callsOf('exportProbabilities')[0].classes?.[0].name).toBe('Field 1');
});

test('what fails is told in the dialog, which stays; a dismissed one is nothing', async () => {
  const { api, exports } = await trained();
  api.handlers.exportReport = () => {
    throw new FakeFailure({ code: 'disk-full', kind: 'not-writable' });
  };
  exports.show('json');
  await exports.write();
  expect(exports.problem?.(messagesIn('en'))).toBe('It failed: disk-full.');
  api.handlers.exportReport = () => null;
  await exports.write();
  expect([exports.problem, exports.isOpen, exports.written]).toEqual([null, true, null]);
});
