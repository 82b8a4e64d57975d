import { expect, test } from 'vitest';
import type { AppliedModel } from '@shared/training';
import { Backend } from '../../../src-renderer/backend/backend';
import { AppState } from '../../../src-renderer/state/app.svelte';
import { FakeApi, FakeFailure, type Handlers } from '../fake-api';
import { fakeResult } from '../fake-result';
import { CUBE, smallScene, TRUTH } from '../fake-scene';
import { settle } from '../settle';

const PINK: [number, number, number] = [255, 0, 200];
const scene = smallScene();

/** A map of the small scene by a model that knows these classes. */
function applied(names: string[], accuracy?: AppliedModel['accuracy']): AppliedModel {
  const { rows, columns, labels } = scene;
  return {
    map: { rows, columns, labels: Uint16Array.from(labels), confidence: new Float32Array(labels.length) },
    classes: names.map((name, index) => ({ label: index + 1, name, color: PINK })),
    network: { id: 'svm', title: 'SVM' },
    source: { model: '/runs/a/model', cube: 'c:v', network: 'svm', patch: 1, components: 3 },
    seconds: 3,
    accuracy,
  };
}

const FIELDS = scene.classes.map((_, index) => `Field ${index + 1}`);
const MEASURED: AppliedModel['accuracy'] = {
  ...{ oa: 0.9, aa: 0.8, kappa: 0.7, classes: [], confusion: [] },
  ...{ pixels: 100, testPixelsOnly: false },
};

async function setUp(handlers: Partial<Handlers> = {}) {
  const api = new FakeApi({ chooseFiles: () => ['/runs/a'], ...handlers });
  const app = new AppState(new Backend(api));
  app.start();
  await settle();
  return { api, app };
}

const finish = (api: FakeApi, result: AppliedModel) =>
  api.send('training', { type: 'applied', runId: 'run-1', result });

test('the chosen model maps the open scene, whose truth takes the colours of the model', async () => {
  const { api, app } = await setUp();
  await app.obey('apply-model');
  expect(api.callsOf('chooseFiles')).toEqual([{ purpose: 'model' }]);
  expect(api.callsOf('applyModel')).toEqual([{ folder: '/runs/a', cube: CUBE, truth: TRUTH }]);
  expect([app.training.running, app.training.task]).toEqual([true, 'applying']);
  finish(api, applied(FIELDS, MEASURED));
  expect(app.training.running).toBe(false);
  expect([app.scene.mapHasOwnClasses, app.scene.classOf(2)?.color]).toEqual([false, PINK]);
  expect(app.exports.kinds).toContain('probabilities');
  expect(app.exports.kinds).not.toContain('txt');
  expect([app.exports.drawing.hasFigures, app.exports.drawing.title]).toEqual([
    true,
    expect.stringContaining('SVM'),
  ]);
  await app.obey('export-report');
  expect(app.exports.isOpen).toBe(false);
});

test('a map of other classes has a legend of its own, in which its colours are edited', async () => {
  const { api, app } = await setUp();
  const before = app.scene.classOf(1)?.color;
  await app.applyModel();
  finish(api, applied(['Water', 'Woods', 'Roads', 'Roofs'], { reason: 'other-classes' }));
  const { mapLegend, mapHasOwnClasses } = app.scene;
  expect([mapHasOwnClasses, app.scene.classOf(1)?.color]).toEqual([true, before]);
  expect(mapLegend.of(4)).toMatchObject({ name: 'Roofs', color: PINK, pixels: 0 });
  expect(mapLegend.of(1)?.pixels).toBe(scene.labels.filter((label) => label === 1).length);
  mapLegend.setColor(1, [1, 2, 3]);
  await app.exports.saveRun();
  expect(api.callsOf('saveRun')[0].classes?.[0]).toEqual({ label: 1, name: 'Water', color: [1, 2, 3] });
  await app.open.openSample();
  expect(app.scene.mapHasOwnClasses).toBe(false);
});

test('a display that the map has nothing for falls back to the scene', async () => {
  const { api, app } = await setUp();
  for (const [display, accuracy, shown] of [
    ['split', MEASURED, 'rgb'],
    ['difference', undefined, 'rgb'],
    ['difference', MEASURED, 'difference'],
    ['confidence', undefined, 'confidence'],
  ] as const) {
    app.view.show(display);
    await app.applyModel();
    finish(api, applied(FIELDS, accuracy));
    expect(app.view.display).toBe(shown);
  }
});

test('what was there stays where the model is refused, or the run is ended', async () => {
  const { api, app } = await setUp();
  Object.assign(app.settings.form ?? {}, { patch: 5, components: 4, epochs: 3 });
  await app.train();
  const result = fakeResult(scene, app.settings.training!);
  api.send('training', { type: 'finished', runId: 'run-1', result });
  api.handlers.applyModel = () => {
    throw new FakeFailure({ code: 'model-bands-differ' });
  };
  await app.applyModel();
  expect(app.alerts.at('training')).toHaveLength(1);
  api.handlers.applyModel = () => ({ runId: 'run-2' });
  await app.applyModel();
  expect(app.training.stopCancels).toBe(true);
  await app.training.stop();
  expect(api.callsOf('cancelTraining')).toEqual([{ runId: 'run-2' }]);
  const error = { kind: 'cancelled' as const, code: 'cancelled', message: '', details: {} };
  api.send('training', { type: 'failed', runId: 'run-2', error });
  expect(app.training.result).toMatchObject({ runId: 'run-1', report: result.report });
  expect(app.training.history).toHaveLength(3);
});

test('nothing happens where no folder is chosen, or while something runs', async () => {
  const { api, app } = await setUp({ chooseFiles: () => [] });
  await app.applyModel();
  await app.train();
  await app.applyModel();
  expect(api.callsOf('applyModel')).toEqual([]);
});
