import { expect, test } from 'vitest';
import type { BandImage } from '@shared/scene';
import { Backend } from '../../../src-renderer/backend/backend';
import { Alerts } from '../../../src-renderer/state/alerts.svelte';
import { BandCache } from '../../../src-renderer/state/band-cache';
import { BandStore } from '../../../src-renderer/state/bands.svelte';
import { FakeApi, FakeFailure } from '../fake-api';
import { bandOf, smallScene } from '../fake-scene';
import { settle } from '../settle';

const scene = smallScene();

function setUp(readBand: (band: number) => BandImage | Promise<BandImage> = (band) => bandOf(scene, band)) {
  const api = new FakeApi({ readBand: ({ band }) => readBand(band) });
  const alerts = new Alerts();
  const bands = new BandStore(new Backend(api), alerts);
  bands.setScene('scene-1');
  const asked = () => api.callsOf('readBand').map(({ band }) => band);
  return { api, alerts, bands, asked, shown: () => bands.shown.map(({ band }) => band) };
}

/** A reader whose answers are given one by one. */
function slowReader() {
  const waiting: { band: number; answer: () => void }[] = [];
  const read = (band: number) =>
    new Promise<BandImage>((resolve) => waiting.push({ band, answer: () => resolve(bandOf(scene, band)) }));
  const answerAll = async () => {
    for (const { answer } of waiting.splice(0)) answer();
    await settle();
  };
  return { read, answerAll };
}

test('three bands are shown together, in the order asked for', async () => {
  const { bands, shown } = setUp();
  bands.show([4, 2, 0]);
  expect(shown()).toEqual([]);
  await settle();
  expect(shown()).toEqual([4, 2, 0]);
});

test('a band is read once, even where a composite uses it three times', async () => {
  const { bands, asked, shown } = setUp();
  bands.show([1, 1, 1]);
  await settle();
  bands.show([1]);
  await settle();
  expect(asked()).toEqual([1]);
  expect(shown()).toEqual([1]);
});

test('a slider moved quickly reads only where it came to rest', async () => {
  const { read, answerAll } = slowReader();
  const { bands, asked, shown } = setUp(read);
  for (const band of [0, 1, 2, 3, 4, 5]) bands.show([band]);
  await answerAll();
  await answerAll();
  expect(asked()).toEqual([0, 5]);
  expect(shown()).toEqual([5]);
});

test('answers for a scene that was closed meanwhile are not shown', async () => {
  const { read, answerAll } = slowReader();
  const { api, bands, shown } = setUp(read);
  bands.show([3]);
  bands.setScene('scene-2');
  bands.show([1]);
  await answerAll();
  await answerAll();
  expect(shown()).toEqual([1]);
  expect(api.callsOf('readBand').at(-1)).toEqual({ sceneId: 'scene-2', band: 1 });
});

test('a band that cannot be read is an alert, and the next one is shown', async () => {
  const { alerts, bands, shown } = setUp((band) => {
    if (band === 2) throw new FakeFailure({ code: 'file-missing' });
    return bandOf(scene, band);
  });
  bands.show([1]);
  await settle();
  bands.show([2]);
  await settle();
  expect(alerts.at('scene')).toHaveLength(1);
  expect(shown()).toEqual([1]);
  bands.show([3]);
  await settle();
  expect(shown()).toEqual([3]);
});

test('the cache forgets what was not used for longest, within its bytes', async () => {
  const images = [0, 1, 2].map((band) => bandOf(scene, band));
  const cache = new BandCache(images[0].values.byteLength * 2);
  const read: number[] = [];
  const get = (bands: number[]) =>
    cache.get(bands, async (band) => {
      read.push(band);
      return images[band];
    });
  for (const band of [0, 1]) cache.keep(await get([band]));
  cache.keep(await get([0]));
  cache.keep(await get([2]));
  expect(read).toEqual([0, 1, 2]);
  await get([0, 2]);
  expect(read).toEqual([0, 1, 2]);
  await get([1]);
  expect(read).toEqual([0, 1, 2, 1]);
});

test('images larger than the cache are still handed out together', async () => {
  const cache = new BandCache(1);
  const images = await cache.get([0, 1, 2], async (band) => bandOf(scene, band));
  cache.keep(images);
  expect(images.map(({ band }) => band)).toEqual([0, 1, 2]);
});
