import { expect, it } from 'vitest';
import type { VariableInfo } from '@shared/scene';
import type { ArraySource } from '../../src-main/engine/files/source';
import { cutWindow } from '../support/cut-window';
import { checkSource } from './check-source';
import { Inconsistency } from './inconsistency';

const info: VariableInfo = { name: 'cube', role: 'cube', shape: [4, 3, 2], dtype: 'uint8' };
const values = Uint8Array.from({ length: 24 }, (_, index) => index);

const source = (changes: Partial<ArraySource> = {}): ArraySource => ({
  ...{ shape: [4, 3, 2], dtype: 'uint8', tileAxes: [0, 1, 2], warnings: [] },
  read: async (ranges) => Uint8Array.from(cutWindow(values, [4, 3, 2], ranges)),
  close: async () => undefined,
  ...changes,
});

it('an honest source passes', async () => {
  await checkSource(source(), info);
});

it.each([
  ['another shape than was listed', { shape: [3, 4, 2] }],
  ['another type than was listed', { dtype: 'int8' }],
  ['a wavelength too few', { wavelengths: [500] }],
  ['wavelengths that were not listed', { wavelengths: [500, 600] }],
  ['a default band that is none', { defaultRgb: [0, 1, 2] }],
  ['a place that is none', { georeferencing: { transform: [0, NaN, 0, 0, 0, 1] } }],
  ['values of another type', { read: async () => new Float32Array(24) }],
  ['too few values', { read: async () => new Uint8Array(3) }],
] as [string, Partial<ArraySource>][])('one with %s does not', async (_, changes) => {
  await expect(checkSource(source(changes), info)).rejects.toThrow(Inconsistency);
});

it('one whose windows hold other values than the whole does not', async () => {
  let added = 0;
  const read: ArraySource['read'] = async (ranges) => {
    const window = cutWindow(values, [4, 3, 2], ranges).map((value) => value + added);
    added = 1;
    return Uint8Array.from(window);
  };
  await expect(checkSource(source({ read }), info)).rejects.toThrow(/but was/);
});

it('of one too large to be read whole, a part is read', async () => {
  const shape = [2 ** 20, 2 ** 20, 2];
  let largest = 0;
  const read: ArraySource['read'] = async (ranges) => {
    const count = ranges.reduce((product, [start, stop]) => product * (stop - start), 1);
    largest = Math.max(largest, count);
    return new Uint8Array(count);
  };
  await checkSource(source({ shape, read }), { ...info, shape });
  expect(largest).toBeGreaterThan(2 ** 20);
  expect(largest).toBeLessThanOrEqual(2 ** 25);
});
