import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { fletcher32, lookup3 } from '../../../src-main/engine/files/hdf5/checksum';
import { GrownGrid, gridOf, numberOf } from '../../../src-main/engine/files/hdf5/chunks/grid';
import { unpackLzf } from '../../../src-main/engine/files/hdf5/chunks/lzf';
import { unpackChunk } from '../../../src-main/engine/files/hdf5/chunks/unpack-chunk';
import { decoderOf, viewOf, type NumberType } from '../../../src-main/engine/files/hdf5/decode';
import { FILTER, type Filter } from '../../../src-main/engine/files/hdf5/filters';
import { createRandom } from '../../../src-main/engine/samples/random';

const bytesOf = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'));
const filter = (id: number, ...client: number[]): Filter => ({ id, client, name: '' });

describe('checksums', () => {
  // Published with the algorithm: lookup3 of nothing and of Lincoln's sentence, both from 0.
  it('lookup3', () => {
    expect(lookup3(new Uint8Array(0))).toBe(0xdeadbeef);
    expect(lookup3(bytesOf('Four score and seven years ago'))).toBe(0x17770551);
  });

  it('fletcher32 sums words with their first byte high, an odd last byte too', () => {
    expect(fletcher32(Uint8Array.of(1, 2))).toBe(0x01020102);
    expect(fletcher32(Uint8Array.of(1, 2, 3, 4))).toBe((((0x0102 + 0x0406) << 16) | 0x0406) >>> 0);
    expect(fletcher32(Uint8Array.of(1, 2, 3))).toBe((((0x0102 + 0x0402) << 16) | 0x0402) >>> 0);
    expect(fletcher32(new Uint8Array(5000).fill(0xff))).toBe(0xffffffff);
  });
});

describe('a packed chunk', () => {
  const random = createRandom(3, 'chunk');
  const values = Uint8Array.from({ length: 5 * 1024 * 1024 }, () => random.integer(4));

  it('of many megabytes is unpacked piece by piece to the same bytes', async () => {
    const packed = deflateSync(values, { level: 1 });
    const unpacked = await unpackChunk(packed, [filter(FILTER.deflate)], 0, values.length);
    expect(Buffer.compare(unpacked, values)).toBe(0);
    const deflate = [filter(FILTER.deflate)];
    await expect(unpackChunk(packed, deflate, 0, values.length - 1)).rejects.toThrow(/more than/);
    await expect(unpackChunk(packed, deflate, 0, values.length + 1)).rejects.toThrow(/instead of/);
    await expect(unpackChunk(packed.subarray(0, 1000), deflate, 0, values.length)).rejects.toThrow();
  });

  it('is taken as it is where its filters were left out', async () => {
    const filters = [filter(FILTER.shuffle, 2), filter(FILTER.deflate)];
    const plain = Uint8Array.of(1, 2, 3, 4);
    expect(await unpackChunk(plain, filters, 0b11, 4)).toEqual(plain);
    expect(await unpackChunk(plain, filters, 0b10, 4)).toEqual(Uint8Array.of(1, 3, 2, 4));
  });

  it('keeps the bytes that no whole value takes at its end', async () => {
    const shuffled = Uint8Array.of(1, 2, 3, 4, 5, 6, 7);
    expect(await unpackChunk(shuffled, [filter(FILTER.shuffle, 3)], 0, 7)).toEqual(
      Uint8Array.of(1, 3, 5, 2, 4, 6, 7),
    );
  });

  it('may carry the checksum that libraries before 1.6.3 wrote', async () => {
    const sum = fletcher32(Uint8Array.of(1, 2, 3, 4));
    const [low, next, high, top] = [sum & 0xff, (sum >> 8) & 0xff, (sum >> 16) & 0xff, sum >>> 24];
    const checked = [filter(FILTER.fletcher32)];
    for (const stored of [
      [low, next, high, top],
      [next, low, top, high],
    ])
      expect(await unpackChunk(Uint8Array.of(1, 2, 3, 4, ...stored), checked, 0, 4)).toHaveLength(4);
    const wrong = Uint8Array.of(1, 2, 3, 4, low, high, next, top);
    await expect(unpackChunk(wrong, checked, 0, 4)).rejects.toThrow(/checksum/);
    await expect(unpackChunk(Uint8Array.of(1, 2), checked, 0, 4)).rejects.toThrow(/checksum/);
  });
});

describe('LZF', () => {
  it('copies what a copy has just written', () => {
    expect(unpackLzf(Uint8Array.of(0, 7, 0x20, 0), 4)).toEqual(Uint8Array.of(7, 7, 7, 7));
    expect(unpackLzf(Uint8Array.of(1, 7, 8, 0xe0, 1, 1), 12)).toEqual(
      Uint8Array.of(7, 8, 7, 8, 7, 8, 7, 8, 7, 8, 7, 8),
    );
  });

  it.each([
    ['a run without its bytes', [3, 7], 4],
    ['a copy from before the start', [0, 7, 0x20, 1], 4],
    ['a copy without its distance', [0, 7, 0x20], 4],
    ['more than it should', [0, 7, 0x40, 0], 4],
    ['less than it should', [0, 7], 4],
    ['next to nothing', [0, 7], 10_000_000],
  ])('refuses %s', (_, packed, length) => {
    expect(() => unpackLzf(Uint8Array.from(packed), length)).toThrow();
  });
});

describe('the number of a chunk', () => {
  it('counts the last axis fastest, and none beyond the edges', () => {
    const grid = gridOf([8, 7, 5], [8, 7, 5], [3, 4, 2], 2);
    expect(grid).toMatchObject({ counts: [3, 2, 3], chunkLength: 48 });
    expect(numberOf(grid, [2, 1, 2])).toBe(17);
    expect(numberOf(grid, [2, 2, 0])).toBeUndefined();
  });

  it('is found where an index counts over all that may come', () => {
    // 3 x 2 x 3 chunks now; 2 x 5 for each step along the axis without a limit, which is counted as the slowest.
    const grown = new GrownGrid(gridOf([8, 7, 5], [8, undefined, 10], [3, 4, 2], 2));
    expect(grown.used).toBe(2 * 3 * 5);
    expect(grown.numberOf(0)).toBe(0);
    expect(grown.numberOf(1)).toBe(1);
    expect(grown.numberOf(3)).toBeUndefined();
    expect(grown.numberOf(5)).toBe(6);
    expect(grown.numberOf(15)).toBe(3);
    expect(grown.numberOf(30)).toBeUndefined();
  });
});

describe('values where they lie', () => {
  const type = (dtype: NumberType['dtype'], size: number, more: Partial<NumberType> = {}): NumberType => ({
    ...{ kind: 'number', dtype, size, littleEndian: true, half: false },
    ...more,
  });
  const bytes = Uint8Array.from({ length: 16 }, (_, index) => index);

  it.each([type('int16', 2), type('float64', 8), type('uint8', 1, { littleEndian: false })])(
    'are the same as copied ones: $dtype',
    (numbers) => {
      expect(viewOf(numbers, bytes)).toEqual(decoderOf(numbers, { file: '' })(bytes));
    },
  );

  it.each([type('int16', 2, { littleEndian: false }), type('float32', 2, { half: true }), type('uint64', 8)])(
    'are copied where the machine has them otherwise: $dtype',
    (numbers) => {
      expect(viewOf(numbers, bytes)).toBeUndefined();
    },
  );

  it('are copied where they are not aligned', () => {
    expect(viewOf(type('int16', 2), bytes.subarray(1, 9))).toBeUndefined();
  });
});
