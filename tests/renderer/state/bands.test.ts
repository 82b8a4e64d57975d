import { expect, test } from 'vitest';
import type { BandPicture, StretchKind } from '@shared/scene';
import { Backend } from '../../../src-renderer/backend/backend';
import { Alerts } from '../../../src-renderer/state/alerts.svelte';
import { BandStore, type BandWish } from '../../../src-renderer/state/bands.svelte';
import { FakeApi, FakeFailure } from '../fake-api';
import { bandOf, describeScene, smallScene } from '../fake-scene';
import { settle } from '../settle';

const scene = smallScene({ bands: 40 });
/** As large as no scene that is fetched as a whole. */
const SIDE = 2000;

const wish = (...bands: number[]): BandWish => ({ bands, stretch: 'full', step: 1 });

interface Asked {
  bands: number[];
  step: number;
  stretch: StretchKind;
  sceneId: string;
}

interface Changes {
  previewStep?: number;
  read?: typeof read0;
  side?: number;
}

function setUp({ previewStep = 1, read = read0, side = SIDE }: Changes = {}) {
  const api = new FakeApi({ readBands: (asked) => read(asked) });
  const alerts = new Alerts();
  const bands = new BandStore(new Backend(api), alerts);
  const open = (sceneId: string) => {
    const { cube } = describeScene(scene, sceneId);
    bands.setScene({ sceneId, cube: { ...cube, rows: side, columns: side, previewStep } });
  };
  open('scene-1');
  return {
    ...{ api, alerts, bands, open },
    asked: () => api.callsOf('readBands').map(({ bands: asked, step }) => [asked, step] as const),
    shown: () => bands.shown.map(({ band, step }) => [band, step]),
  };
}

function read0({ bands, step }: Asked): BandPicture[] | Promise<BandPicture[]> {
  return bands.map((band) => bandOf(scene, band, step));
}

/** A reader whose answers are given one by one; as the main process does, it gives up what is no longer wanted. */
function slowReader() {
  const waiting: { asked: Asked; answer(): void }[] = [];
  const read = (asked: Asked) =>
    new Promise<BandPicture[]>((resolve) =>
      waiting.push({ asked, answer: () => resolve(read0(asked) as BandPicture[]) }),
    );
  const answerAll = async () => {
    for (const { answer } of waiting.splice(0)) answer();
    await settle();
  };
  return { read, answerAll };
}

test('three bands are shown together, in the order asked for, and each is read once', async () => {
  const { bands, shown, asked } = setUp();
  bands.show(wish(4, 2, 0));
  expect(shown()).toEqual([]);
  await settle();
  expect(shown().map(([band]) => band)).toEqual([4, 2, 0]);
  bands.show(wish(2, 2, 2));
  expect(shown().map(([band]) => band)).toEqual([2, 2, 2]);
  bands.show(wish(5, 5, 1));
  await settle();
  expect(asked().map(([of]) => of)).toEqual([
    [4, 2, 0],
    [5, 1],
  ]);
});

test('a slider moved quickly reads only where it came to rest', async () => {
  const { read, answerAll } = slowReader();
  const { bands, asked, shown } = setUp({ read });
  for (const band of [0, 1, 2, 3, 4, 5]) bands.show(wish(band));
  await answerAll();
  await answerAll();
  expect(asked().slice(0, 2)).toEqual([
    [[0], 1],
    [[5], 1],
  ]);
  expect(shown()).toEqual([[5, 1]]);
});

test('the bands beside are fetched beforehand, so that the slider shows them at once', async () => {
  const { bands, asked, shown } = setUp({ side: 100 });
  bands.show(wish(10));
  await settle();
  expect(asked()[1][0].slice(0, 4)).toEqual([11, 9, 12, 8]);
  const before = asked().length;
  bands.show(wish(9));
  expect(shown()).toEqual([[9, 1]]);
  await settle();
  for (const band of [0, 39, 20]) {
    bands.show(wish(band));
    expect(shown()).toEqual([[band, 1]]);
  }
  expect(asked()).toHaveLength(before);
});

test('of a small scene all bands are fetched while a composite is looked at, of a large one none', async () => {
  for (const [side, known] of [
    [100, true],
    [SIDE, false],
  ] as const) {
    const { bands, shown, asked } = setUp({ side });
    bands.show(wish(4, 2, 0));
    await settle();
    expect(asked().length > 1).toBe(known);
    bands.show(wish(39));
    expect(shown().map(([band]) => band)).toEqual(known ? [39] : [4, 2, 0]);
  }
});

test('another stretch or step is another picture', async () => {
  const { bands, shown, api } = setUp();
  bands.show(wish(3, 2, 1));
  await settle();
  bands.show({ ...wish(3, 2, 1), step: 2 });
  await settle();
  expect(shown()[0]).toEqual([3, 2]);
  bands.show({ ...wish(3, 2, 1), stretch: 'deviation' });
  await settle();
  expect(api.callsOf('readBands').map(({ stretch, step }) => [stretch, step])).toEqual([
    ['full', 1],
    ['full', 2],
    ['deviation', 1],
  ]);
});

test('where a band is slow to read, a coarse picture comes first, and no finer one is waited for', async () => {
  const { read, answerAll } = slowReader();
  const { bands, asked, shown } = setUp({ previewStep: 4, read });
  bands.show(wish(7));
  await answerAll();
  expect(shown()).toEqual([[7, 4]]);
  expect(asked()).toEqual([
    [[7], 4],
    [[7], 1],
  ]);
  bands.show(wish(8));
  await settle();
  expect(asked()[2]).toEqual([[8], 4]);
  await answerAll();
  expect(shown()).toEqual([[8, 4]]);
  await answerAll();
  expect(shown()).toEqual([[8, 1]]);
  // What came although it was no longer wanted is not lost.
  bands.show(wish(7));
  expect(shown()).toEqual([[7, 1]]);
});

test('answers for a scene that was closed meanwhile are not shown', async () => {
  const { read, answerAll } = slowReader();
  const { bands, shown, open, api } = setUp({ read });
  bands.show(wish(3));
  open('scene-2');
  bands.show(wish(1));
  await answerAll();
  await answerAll();
  expect(shown()).toEqual([[1, 1]]);
  expect(api.callsOf('readBands')[1]).toMatchObject({ sceneId: 'scene-2', bands: [1] });
});

test('a band that cannot be read is one alert, and the next one is shown', async () => {
  const { alerts, bands, shown } = setUp({
    read: (asked) => {
      if (asked.bands.includes(2)) throw new FakeFailure({ code: 'file-missing' });
      return read0(asked);
    },
  });
  bands.show(wish(1));
  await settle();
  expect(alerts.at('scene')).toHaveLength(0);
  bands.show(wish(2));
  await settle();
  expect(alerts.at('scene')).toHaveLength(1);
  expect(shown()).toEqual([[1, 1]]);
  bands.show(wish(3));
  await settle();
  expect(shown()).toEqual([[3, 1]]);
  expect(alerts.at('scene')).toHaveLength(1);
});

test('a picture that was given up for another is no error', async () => {
  const { alerts, bands, shown } = setUp({
    previewStep: 4,
    read: (asked) => {
      if (asked.step === 1) throw new FakeFailure({ kind: 'cancelled', code: 'cancelled' });
      return read0(asked);
    },
  });
  bands.show(wish(1));
  await settle();
  expect(shown()).toEqual([[1, 4]]);
  expect(alerts.at('scene')).toEqual([]);
});
