import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { turned } from '../../../src-main/engine/files/axes/turned';
import { unpackChunk } from '../../../src-main/engine/files/hdf5/chunks/unpack-chunk';
import { FILTER } from '../../../src-main/engine/files/hdf5/filters';
import { openVariable } from '../../../src-main/engine/files/registry';
import type { OpenOptions } from '../../../src-main/engine/files/source';
import { readAll } from './fixtures';

const open = (name: string, options?: OpenOptions) =>
  openVariable({ file: 'tests/fixtures/formats/hdf5/layouts-latest.h5', variable: `/${name}` }, options);

let scratch: string;
const before = process.env.TMPDIR;
beforeAll(() => {
  scratch = mkdtempSync(join(tmpdir(), 'bandscape-unpack-'));
  process.env.TMPDIR = scratch;
});
afterEach(() => expect(readdirSync(scratch)).toEqual([]));
afterAll(() => {
  if (before === undefined) delete process.env.TMPDIR;
  else process.env.TMPDIR = before;
  rmSync(scratch, { recursive: true });
});

describe('unpacking beforehand', () => {
  it.each(['gzip', 'everything', 'holes-gzip', 'lzf-cube', 'zstd', 'one-chunk'])(
    '%s: tells how far it is, and the values are the same',
    async (name) => {
      const plain = await open(name);
      const wanted = await readAll(plain);
      await plain.close();
      // In memory, and in a scratch file.
      for (const memoryLimit of [undefined, 64]) {
        const source = await open(name, { memoryLimit });
        const told: number[] = [];
        await source.unpack?.({ onProgress: (fraction) => told.push(fraction) });
        expect(told).toEqual([...told].sort((a, b) => a - b));
        expect(told.length).toBeGreaterThanOrEqual(name === 'one-chunk' ? 1 : 18);
        expect(told[told.length - 1]).toBe(1);
        expect(await readAll(source)).toEqual(wanted);
        await source.close();
      }
    },
  );

  it('is not done for chunks that need none', async () => {
    const source = await open('chunked');
    const told: number[] = [];
    await source.unpack?.({ onProgress: (fraction) => told.push(fraction) });
    expect(told).toEqual([]);
    await source.close();
  });

  it('ends when it is cancelled, and nothing is left', async () => {
    const cancel = new AbortController();
    const source = await open('gzip', { memoryLimit: 64 });
    const unpacked = source.unpack?.({ signal: cancel.signal, onProgress: () => cancel.abort() });
    await expect(unpacked).rejects.toMatchObject({ kind: 'cancelled' });
    await source.close();
  });

  it('reaches an array whose axes are in another order', async () => {
    const source = turned(await open('gzip'), ['bands', 'rows', 'columns']);
    const told: number[] = [];
    await source.unpack?.({ onProgress: (fraction) => told.push(fraction) });
    expect(told[told.length - 1]).toBe(1);
    await source.close();
  });
});

describe('a large chunk', () => {
  const values = new Uint8Array(8 * 1024 * 1024).fill(3);
  const packed = deflateSync(values, { level: 1 });
  const filters = [{ id: FILTER.deflate, client: [], name: '' }];

  it('tells how much of it is inflated', async () => {
    const shares: number[] = [];
    await unpackChunk(packed, filters, 0, values.length, (share) => shares.push(share));
    expect(shares.length).toBeGreaterThan(8);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(shares[shares.length - 1]).toBe(1);
  });

  it('is given up in its midst', async () => {
    let shares = 0;
    const stop = () => {
      if (++shares === 3) throw new Error('stopped');
    };
    await expect(unpackChunk(packed, filters, 0, values.length, stop)).rejects.toThrow('stopped');
    expect(shares).toBe(3);
  });
});
