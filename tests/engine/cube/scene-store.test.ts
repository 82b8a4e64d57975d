import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { SceneStore } from '../../../src-main/engine/cube/scene-store';
import { LeastRecentlyUsed } from '../../../src-main/engine/cube/least-recently-used';
import { matFile } from '../../support/mat-file';
import { temporaryFolder } from '../../support/temporary-folder';
import { CUBE, TRUTH, expected } from './sample';

const folder = temporaryFolder();
const shape = [6, 7, 5];
const values = Float32Array.from({ length: 210 }, (_, i) => Math.sin(i) * 100);
const other = values.map((value) => -value);
const labels = Uint8Array.from({ length: 42 }, (_, i) => i % 3);
const file = folder.write(
  'scene.mat',
  matFile(
    { name: 'cube', shape, values },
    { name: 'other', shape, values: other, compressed: true },
    { name: 'truth', shape: [6, 7], values: labels },
    { name: 'transposed', shape: [7, 6], values: labels },
    { name: 'fractions', shape: [6, 7], values: values.slice(0, 42) },
  ),
);
const ref = (variable: string) => ({ file, variable });
/** The shades of a band from its darkest to its brightest value. */
function greyOf(of: Float32Array, number: number): Uint8Array {
  const band = of.filter((_, i) => i % 5 === number);
  const [low, high] = [Math.min(...band), Math.max(...band)];
  return Uint8Array.from(band, (value) => Math.round((255 * (value - low)) / (high - low)));
}
const wish = (...bands: number[]) => ({ bands, stretch: 'full' as const, step: 1 });

describe('the sample scene', () => {
  it('opens with all that the window shows first', async () => {
    const scenes = new SceneStore();
    const fractions: number[] = [];
    const scene = await scenes.open(
      { sceneId: 'a', name: 'Indian Pines', cube: CUBE, truth: TRUTH },
      { onProgress: (fraction) => fractions.push(fraction) },
    );
    expect(scene).toMatchObject({
      sceneId: 'a',
      name: 'Indian Pines',
      cube: { ...CUBE, rows: 145, columns: 145, bands: 200, dtype: 'uint16', defaultRgb: [24, 14, 6] },
      truth: { ...TRUTH, rows: 145, columns: 145 },
      warnings: [],
    });
    expect(scene.cube.wavelengths).toHaveLength(200);
    expect(fractions[fractions.length - 1]).toBe(1);
    expect([...fractions].sort((a, b) => a - b)).toEqual(fractions);
    const { row, column, values } = expected.spectrum;
    expect(Array.from(await scenes.readSpectrum('a', row, column))).toEqual(values);
    const [picture] = await scenes.readBands('a', wish(29));
    const brightest = picture.grey.indexOf(255);
    const place = [Math.floor(brightest / 145), brightest % 145] as const;
    expect((await scenes.readSpectrum('a', ...place))[29]).toBeCloseTo(expected.bands[29].maximum, -2);
    expect(await scenes.classSpectra('a')).toHaveLength(16);
    await scenes.close('a');
  });
});

describe.each([
  ['held in memory', new SceneStore()],
  ['read from its file each time', new SceneStore(0)],
])('a scene %s', (_, scenes) => {
  it('gives bands and spectra, and copies that the receiver may give away', async () => {
    await scenes.open({ sceneId: 's', cube: ref('cube') });
    for (const number of [0, 4, 0]) {
      const [picture, same] = await scenes.readBands('s', wish(number, number));
      const shown = { band: number, step: 1, rows: 6, columns: 7, grey: greyOf(values, number) };
      expect(picture).toEqual(shown);
      expect(same).toEqual(shown);
      picture.grey.fill(0);
    }
    const spectrum = await scenes.readSpectrum('s', 5, 6);
    expect(spectrum).toEqual(values.slice(205));
    spectrum.fill(0);
    expect(await scenes.readSpectrum('s', 5, 6)).toEqual(values.slice(205));
    await scenes.close('s');
  });

  it('takes a truth of its size, and keeps the one it has where another does not fit', async () => {
    await scenes.open({ sceneId: 's', cube: ref('cube') });
    expect(await scenes.classSpectra('s')).toEqual([]);
    const truth = await scenes.attachTruth('s', ref('truth'));
    expect(truth).toMatchObject({ ...ref('truth'), rows: 6, columns: 7 });
    truth.labels.fill(0);
    await expect(scenes.attachTruth('s', ref('transposed'))).rejects.toMatchObject({
      code: 'truth-size-differs',
    });
    await expect(scenes.attachTruth('s', ref('fractions'))).rejects.toMatchObject({ code: 'not-a-label' });
    expect((await scenes.classSpectra('s')).map(({ label }) => label)).toEqual([1, 2]);
    await scenes.close('s');
  });

  it('is replaced by another of its id, but not by one that cannot be opened', async () => {
    await scenes.open({ sceneId: 's', cube: ref('cube') });
    await scenes.readBands('s', wish(1));
    await expect(scenes.open({ sceneId: 's', cube: ref('truth') })).rejects.toMatchObject({
      code: 'not-a-cube',
    });
    expect((await scenes.readBands('s', wish(1)))[0].grey).toEqual(greyOf(values, 1));
    await scenes.open({ sceneId: 's', cube: ref('other') });
    expect((await scenes.readBands('s', wish(1)))[0].grey).toEqual(greyOf(other, 1));
    await scenes.close('s');
  });

  it('is unknown before it is opened and after it is closed', async () => {
    await scenes.open({ sceneId: 's', cube: ref('cube') });
    await scenes.close('s');
    await scenes.close('s');
    for (const call of [
      scenes.readBands('s', wish(0)),
      scenes.readSpectrum('s', 0, 0),
      scenes.classSpectra('s'),
      scenes.attachTruth('s', ref('truth')),
    ]) {
      await expect(call).rejects.toMatchObject({ kind: 'engine', code: 'scene-not-open' });
    }
  });

  it.each([
    ['band', 5],
    ['band', -1],
    ['band', 0.5],
    ['row', 6],
    ['column', 7],
    ['column', NaN],
  ])('has no %s number %d', async (axis, index) => {
    await scenes.open({ sceneId: 's', cube: ref('cube') });
    const call =
      axis === 'band'
        ? scenes.readBands('s', wish(index))
        : scenes.readSpectrum('s', axis === 'row' ? index : 0, axis === 'row' ? 0 : index);
    await expect(call).rejects.toMatchObject({ code: 'index-outside-scene', details: { axis, index } });
    await scenes.close('s');
  });

  it('leaves no file open when opening fails, is cancelled or is over', async () => {
    const openFiles = () => readdirSync('/proc/self/fd').length;
    const before = openFiles();
    for (let n = 0; n < 20; n++) {
      const cancel = new AbortController();
      const cancelled = scenes.open({ sceneId: 's', cube: ref('cube') }, { signal: cancel.signal });
      cancel.abort();
      await expect(cancelled).rejects.toMatchObject({ kind: 'cancelled' });
      const unfit = scenes.open({ sceneId: 's', cube: ref('cube'), truth: ref('transposed') });
      await expect(unfit).rejects.toMatchObject({ code: 'truth-size-differs' });
      await scenes.open({ sceneId: 's', cube: ref('cube') });
    }
    await scenes.close('s');
    expect(openFiles()).toBeLessThan(before + 10);
  });
});

it('a scene is called after its file unless it is given a name, and its classes as they are given', async () => {
  const scenes = new SceneStore();
  const scene = await scenes.open({
    sceneId: 's',
    cube: ref('cube'),
    truth: ref('truth'),
    classNames: ['Water', 'Soil'],
  });
  expect(scene.name).toBe('scene.mat');
  expect(scene.truth?.classes.map(({ name }) => name)).toEqual(['Water', 'Soil']);
});

it('a scene with NaN and a constant band says so', async () => {
  const odd = values.map((value, i) => (i % 5 === 2 ? 7 : value));
  odd[0] = NaN;
  const cube = {
    file: folder.write('odd.mat', matFile({ name: 'odd', shape, values: odd })),
    variable: 'odd',
  };
  const scene = await new SceneStore().open({ sceneId: 's', cube });
  expect(scene.warnings).toMatchObject([
    { code: 'nan-values', details: { count: 1 } },
    { code: 'constant-bands', details: { bands: '3' } },
  ]);
});

describe('what was used last', () => {
  it('is kept, as much as fits', () => {
    const kept = new LeastRecentlyUsed<number>(10, (size) => size);
    kept.set('a', 4);
    kept.set('b', 4);
    expect(kept.get('a')).toBe(4);
    kept.set('c', 3);
    expect([kept.get('a'), kept.get('b'), kept.get('c')]).toEqual([4, undefined, 3]);
    kept.set('huge', 11);
    expect(kept.get('huge')).toBeUndefined();
    kept.set('a', 7);
    expect([kept.get('a'), kept.get('c')]).toEqual([7, 3]);
    kept.dropWhere((key) => key === 'a');
    kept.set('d', 7);
    expect([kept.get('c'), kept.get('d')]).toEqual([3, 7]);
  });
});
