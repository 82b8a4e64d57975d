import { describe, expect, it } from 'vitest';
import type { ByteSource } from '../../../src-main/engine/files/bytes';
import { StoredArray } from '../../../src-main/engine/files/stored-array';
import { tileAxisOf, type Range } from '../../../src-main/engine/files/source';

/** Bytes whose value follows from their place, and a list of what was read of them. */
function observedBytes(length: number): ByteSource & { reads: { offset: number; length: number }[] } {
  const reads: { offset: number; length: number }[] = [];
  return {
    length,
    reads,
    read: async (offset, length) => {
      reads.push({ offset, length });
      return Uint8Array.from({ length }, (_, i) => (offset + i) % 251);
    },
    close: async () => undefined,
  };
}

function sourceOf(shape: readonly number[], offset = 100) {
  const bytes = observedBytes(offset + shape.reduce((product, length) => product * length, 1));
  const source = new StoredArray({
    bytes,
    offset,
    shape,
    dtype: 'uint8',
    itemSize: 1,
    decode: (stored) => stored,
  });
  return {
    source,
    reads: bytes.reads,
    total: () => bytes.reads.reduce((sum, { length }) => sum + length, 0),
  };
}

function expected([rows, columns]: readonly number[], ranges: readonly Range[], offset = 100): number[] {
  const values: number[] = [];
  for (let row = ranges[0][0]; row < ranges[0][1]; row++)
    for (let column = ranges[1][0]; column < ranges[1][1]; column++)
      for (let band = ranges[2][0]; band < ranges[2][1]; band++)
        values.push((offset + row + rows * (column + columns * band)) % 251);
  return values;
}

describe.each([
  ['band by band', [1, 0, 2]],
  ['line by line', [1, 2, 0]],
  ['pixel by pixel', [2, 1, 0]],
])('reads of an array stored %s', (_, order) => {
  const shape = [7, 6, 5];

  it('give the values of every window', async () => {
    const bytes = observedBytes(310);
    const layout = { bytes, offset: 100, shape, order, dtype: 'uint8', itemSize: 1 } as const;
    const source = new StoredArray({ ...layout, decode: (stored) => stored });
    const strides = [0, 0, 0];
    order.forEach((axis, place) => {
      strides[axis] = order.slice(0, place).reduce((product, faster) => product * shape[faster], 1);
    });
    for (const ranges of [
      [
        [0, 7],
        [0, 6],
        [0, 5],
      ],
      [
        [2, 4],
        [1, 6],
        [3, 4],
      ],
      [
        [6, 7],
        [5, 6],
        [0, 5],
      ],
    ] as Range[][]) {
      const values: number[] = [];
      for (let row = ranges[0][0]; row < ranges[0][1]; row++)
        for (let column = ranges[1][0]; column < ranges[1][1]; column++)
          for (let band = ranges[2][0]; band < ranges[2][1]; band++)
            values.push((100 + row * strides[0] + column * strides[1] + band * strides[2]) % 251);
      expect(Array.from(await source.read(ranges))).toEqual(values);
    }
    expect(tileAxisOf(source)).toBe(0);
  });
});

it('a long line is read in pieces', async () => {
  const observed = sourceOf([20_000_000]);
  await observed.source.read([[1, 20_000_000]]);
  expect(observed.reads.length).toBe(3);
  expect(observed.total()).toBe(19_999_999);
});

describe('reads of an array whose first axis is fastest', () => {
  const shape = [600, 500, 30];

  it.each([
    [
      'one spectrum: one value a band',
      [
        [17, 18],
        [23, 24],
        [0, 30],
      ],
      30,
      30,
    ],
    [
      'one band: all at once',
      [
        [0, 600],
        [0, 500],
        [7, 8],
      ],
      1,
      300_000,
    ],
    [
      'a column of every band: one run a band',
      [
        [0, 600],
        [40, 45],
        [0, 30],
      ],
      30,
      90_000,
    ],
    [
      'rows: through the gaps between columns',
      [
        [10, 12],
        [0, 500],
        [0, 30],
      ],
      2,
      9_000_000 - 2 * 300_000 + 2 * (499 * 600 + 2),
    ],
    [
      'a corner of one band',
      [
        [0, 2],
        [0, 2],
        [3, 4],
      ],
      1,
      602,
    ],
  ] as [string, Range[], number, number][])('%s', async (_, ranges, count, total) => {
    const observed = sourceOf(shape);
    expect(Array.from(await observed.source.read(ranges))).toEqual(expected(shape, ranges));
    expect(observed.reads).toHaveLength(count);
    expect(observed.total()).toBe(total);
  });

  it('take a small array whole, whatever the window', async () => {
    const observed = sourceOf([20, 20, 10]);
    await observed.source.read([
      [3, 4],
      [5, 6],
      [0, 10],
    ]);
    expect(observed.reads).toHaveLength(1);
  });

  it('never ask for more than a few megabytes at once', async () => {
    const observed = sourceOf([3000, 2000, 4]);
    await observed.source.read([
      [0, 3000],
      [0, 2000],
      [0, 4],
    ]);
    expect(observed.total()).toBe(24_000_000);
    for (const { length } of observed.reads) expect(length).toBeLessThanOrEqual(8 * 1024 * 1024);
  });

  it('of nothing read nothing', async () => {
    const observed = sourceOf(shape);
    expect(
      await observed.source.read([
        [5, 5],
        [0, 500],
        [0, 30],
      ]),
    ).toEqual(new Uint8Array(0));
    expect(observed.reads).toEqual([]);
  });

  it('are cheapest by columns', () => {
    expect(tileAxisOf(sourceOf(shape).source)).toBe(1);
  });
});

it('a band of lines far apart is read many lines at a time, the values in their places', async () => {
  const [rows, columns, bands] = [150, 40, 2000];
  const observed = observedBytes(rows * columns * bands);
  let [waiting, most] = [0, 0];
  const bytes: ByteSource = {
    ...observed,
    read: async (offset, length) => {
      most = Math.max(most, ++waiting);
      await new Promise((resolve) => setImmediate(resolve));
      waiting--;
      return observed.read(offset, length);
    },
  };
  const layout = { bytes, offset: 0, shape: [rows, columns, bands], order: [1, 2, 0] };
  const source = new StoredArray({ ...layout, dtype: 'uint8', itemSize: 1, decode: (stored) => stored });
  const values = await source.read([
    [0, rows],
    [3, 40],
    [1234, 1236],
  ]);
  const at = (row: number, column: number, band: number) => (row * bands + band) * columns + column;
  const wanted: number[] = [];
  for (let row = 0; row < rows; row++)
    for (let column = 3; column < 40; column++)
      for (let band = 1234; band < 1236; band++) wanted.push(at(row, column, band) % 251);
  expect(Array.from(values)).toEqual(wanted);
  expect(observed.reads.length).toBe(rows);
  expect(most).toBe(64);
});
