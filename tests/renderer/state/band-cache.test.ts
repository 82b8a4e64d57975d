import { expect, test } from 'vitest';
import { BandCache } from '../../../src-renderer/state/band-cache';
import { bandsToFetch } from '../../../src-renderer/state/prefetch';
import { bandOf, smallScene } from '../fake-scene';

const scene = smallScene();
const pictures = [0, 1, 2].map((band) => bandOf(scene, band));
const key = (band: number, stretch = 'full' as const) => ({ band, stretch, step: 1 });

test('what was not used for longest is forgotten, within the bytes', () => {
  const cache = new BandCache(pictures[0].grey.byteLength * 2);
  const known = () => [0, 1, 2].filter((band) => cache.get(key(band)));
  for (const band of [0, 1, 0, 2]) cache.keep([pictures[band]], 'full');
  expect(known()).toEqual([0, 2]);
  cache.keep([pictures[1]], 'full');
  expect(known()).toEqual([1, 2]);
  expect(cache.get({ ...key(1), step: 2 })).toBeUndefined();
  expect(cache.get({ ...key(1), stretch: 'deviation' })).toBeUndefined();
  cache.clear();
  expect(known()).toEqual([]);
});

test('pictures larger than the cache are still kept together', () => {
  const cache = new BandCache(1);
  cache.keep(pictures, 'full');
  expect([0, 1, 2].map((band) => cache.get(key(band)))).toEqual(pictures);
});

test('bands are fetched from the nearest on, forward first, never beyond the ends', () => {
  const size = { rows: 10, columns: 10, bands: 6 };
  const fetch = (band: number, before: number, known: number[] = []) =>
    bandsToFetch({ band, before }, size, 1, (candidate) => known.includes(candidate));
  expect(fetch(2, 1)).toEqual([3, 1, 4, 0, 5]);
  expect(fetch(2, 3)).toEqual([1, 3, 0, 4, 5]);
  expect(fetch(5, 4, [4, 2])).toEqual([3, 1, 0]);
  expect(fetch(0, 0, [1, 2, 3, 4, 5])).toEqual([]);
});

test('of large pictures only a few are fetched, one at a time', () => {
  const size = { rows: 4000, columns: 3000, bands: 200 };
  const known = new Set<number>();
  for (;;) {
    const [band, ...more] = bandsToFetch({ band: 100, before: 99 }, size, 1, (each) => known.has(each));
    expect(more).toEqual([]);
    if (band === undefined) break;
    known.add(band);
  }
  expect([...known]).toEqual([101, 99, 102, 98]);
});
