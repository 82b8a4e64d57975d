import { expect, test } from 'vitest';
import { Backend } from '../../../src-renderer/backend/backend';
import { Alerts } from '../../../src-renderer/state/alerts.svelte';
import { SpectraState } from '../../../src-renderer/state/spectra.svelte';
import { FakeApi, FakeFailure, type Handlers } from '../fake-api';
import { smallScene, spectrumOf } from '../fake-scene';
import { settle } from '../settle';

const scene = smallScene();

function setUp(handlers: Partial<Handlers> = {}) {
  const api = new FakeApi(handlers, scene);
  const alerts = new Alerts();
  const spectra = new SpectraState(new Backend(api), alerts);
  spectra.setScene('scene-1');
  return { api, alerts, spectra };
}

test('the spectrum of the pixel under the cursor is shown until it leaves', async () => {
  const { spectra } = setUp();
  spectra.point({ row: 5, column: 7 });
  await settle();
  expect(spectra.cursor).toEqual({ row: 5, column: 7, values: spectrumOf(scene, 5, 7) });
  spectra.point(null);
  expect(spectra.cursor).toBeNull();
});

test('a cursor that moves quickly reads the first and the last pixel', async () => {
  const { api, spectra } = setUp();
  for (let column = 0; column < 10; column++) spectra.point({ row: 1, column });
  await settle();
  expect(api.callsOf('readSpectrum').map(({ column }) => column)).toEqual([0, 9]);
  expect(spectra.cursor?.column).toBe(9);
});

test('a spectrum that arrives after the cursor left is not shown', async () => {
  const { spectra } = setUp();
  spectra.point({ row: 1, column: 1 });
  spectra.point(null);
  await settle();
  expect(spectra.cursor).toBeNull();
});

test('a click pins, a second click on the same pixel unpins, colours differ', async () => {
  const { spectra } = setUp();
  await spectra.togglePin({ row: 1, column: 1 });
  await spectra.togglePin({ row: 2, column: 2 });
  expect(new Set(spectra.pins.map(({ color }) => color)).size).toBe(2);
  expect(spectra.pins[1].values).toEqual(spectrumOf(scene, 2, 2));
  await spectra.togglePin({ row: 1, column: 1 });
  expect(spectra.pins.map(({ row }) => row)).toEqual([2]);
});

test('the oldest pin makes room for a ninth', async () => {
  const { spectra } = setUp();
  for (let column = 0; column < 9; column++) await spectra.togglePin({ row: 1, column });
  expect(spectra.pins.map(({ column }) => column)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
});

test('the axis holds all that was seen and does not shrink as the cursor moves', async () => {
  const { spectra } = setUp();
  expect(spectra.range).toBeNull();
  await spectra.togglePin({ row: 1, column: 0 });
  const first = spectra.range;
  spectra.point({ row: 9, column: 15 });
  await settle();
  const both = spectra.range;
  expect(both?.[0]).toBeLessThanOrEqual(first?.[0] ?? NaN);
  expect(both?.[1]).toBeGreaterThanOrEqual(first?.[1] ?? NaN);
  spectra.point(null);
  expect(spectra.range).toEqual(both);
});

test('class means are read when they are first shown, and again for other labels', async () => {
  const { api, spectra } = setUp();
  await spectra.showMeans(true);
  expect(spectra.means).toHaveLength(3);
  await spectra.showMeans(false);
  expect(spectra.means).toEqual([]);
  await spectra.showMeans(true);
  expect(api.callsOf('classSpectra')).toHaveLength(1);
  spectra.forgetMeans();
  await settle();
  expect(api.callsOf('classSpectra')).toHaveLength(2);
  expect(spectra.means).toHaveLength(3);
});

test('another scene has no pins', async () => {
  const { spectra } = setUp();
  await spectra.togglePin({ row: 1, column: 1 });
  spectra.setScene('scene-2');
  expect(spectra.pins).toEqual([]);
  expect(spectra.range).toBeNull();
});

test('a pixel that cannot be read is an alert', async () => {
  const { alerts, spectra } = setUp({
    readSpectrum: () => {
      throw new FakeFailure({ code: 'engine-died', kind: 'engine' });
    },
  });
  await spectra.togglePin({ row: 1, column: 1 });
  expect(spectra.pins).toEqual([]);
  expect(alerts.at('scene')).toHaveLength(1);
});
