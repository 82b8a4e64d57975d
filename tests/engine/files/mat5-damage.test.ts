import { readFileSync } from 'node:fs';
import { deflateRawSync, deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { NumericArray } from '@shared/scene';
import { BandscapeError } from '../../../src-main/engine/errors';
import { inspectFile, openVariable } from '../../../src-main/engine/files/registry';
import { compressedElement, element, matFile, matHeader, matrixElement } from '../../support/mat-file';
import { temporaryFolder } from '../../support/temporary-folder';
import { FIXTURES, readAll } from './fixtures';

const folder = temporaryFolder();
const cube = {
  name: 'cube',
  shape: [3, 4, 5],
  values: Uint16Array.from({ length: 60 }, (_, i) => (i * 7919) % 65_536),
};
const labels = { name: 'labels', shape: [3, 4], values: Uint8Array.from({ length: 12 }, (_, i) => i % 3) };
const doubles = { name: 'doubles', shape: [3, 4], values: Float64Array.from(labels.values) };

/** Inspects a file and reads all that it lists; every error on the way must be one that a person can read. */
async function readEverything(file: string): Promise<Map<string, NumericArray> | BandscapeError> {
  try {
    const values = new Map<string, NumericArray>();
    for (const { name } of (await inspectFile(file)).variables) {
      const source = await openVariable({ file, variable: name });
      try {
        values.set(name, await readAll(source));
      } finally {
        await source.close();
      }
    }
    return values;
  } catch (error) {
    if (error instanceof BandscapeError && error.kind !== 'engine') return error;
    throw error;
  }
}

describe.each([false, true])('a file cut off at any byte (compressed: %s)', (compressed) => {
  const whole = matFile({ ...cube, compressed }, { ...labels, compressed }, { ...doubles, compressed });
  const wholeStops = [1, 2].map(
    (count) =>
      matFile(
        ...[
          { ...cube, compressed },
          { ...labels, compressed },
        ].slice(0, count),
      ).length,
  );

  it('is refused in one sentence, except where only whole variables are missing', async () => {
    for (let length = 0; length < whole.length; length++) {
      const file = folder.write(`cut-${compressed}.mat`, whole.subarray(0, length));
      const result = await readEverything(file);
      if (length === 128 || wholeStops.includes(length)) {
        const names = ['cube', 'labels'].slice(0, [128, ...wholeStops].indexOf(length));
        expect([...(result as Map<string, NumericArray>).keys()], `${length}`).toEqual(names);
        continue;
      }
      expect(result, `${length} bytes`).toBeInstanceOf(BandscapeError);
      const { kind, message } = result as BandscapeError;
      expect(message).toMatch(/^[^\n]+\.$/);
      // Up to the tenth byte nothing tells the file from a text.
      expect(kind, message).toBe(length > 0 && length < 10 ? 'unsupported-format' : 'unreadable-file');
    }
  });

  it('says where it ends and which variable it lacks', async () => {
    const length = wholeStops[0] - 1;
    const result = await readEverything(folder.write('lacking.mat', whole.subarray(0, length)));
    expect(result).toMatchObject({ code: 'mat-truncated', details: { variable: 'cube', byte: 128, length } });
  });
});

describe.each(['plain', 'compressed'])('a file of structs cut off at any byte (%s)', (name) => {
  const whole = readFileSync(`${FIXTURES}nested-tiny-${name}.mat`);

  it('is refused in one sentence, except where only whole variables are missing', async () => {
    const firstStop = 128 + 8 + whole.readUInt32LE(128 + 4);
    for (let length = 10; length < whole.length; length++) {
      const result = await readEverything(folder.write(`cut-${name}.mat`, whole.subarray(0, length)));
      if (length === 128 || length === firstStop) {
        const names = length === 128 ? [] : ['data.cube', 'data.gt'];
        expect([...(result as Map<string, NumericArray>).keys()], `${length}`).toEqual(names);
        continue;
      }
      expect(result, `${length} bytes`).toMatchObject({ kind: 'unreadable-file' });
      expect((result as Error).message).toMatch(/^[^\n]+\.$/);
    }
  });
});

describe('a file that lies', () => {
  const honest = { name: 'x', dims: [3, 4], classNumber: 9, storage: 2, contents: new Uint8Array(12) };
  const plain = (parts: Partial<typeof honest>) =>
    Buffer.concat([matHeader(), matrixElement({ ...honest, ...parts })]);
  const packed = (parts: Partial<typeof honest>) =>
    Buffer.concat([matHeader(), compressedElement(matrixElement({ ...honest, ...parts }))]);

  it.each([
    ['more values than bytes', { dims: [30, 40] }],
    ['fewer values than bytes', { dims: [3, 3] }],
    ['a product that overflows', { dims: [2_000_000_000, 2_000_000_000, 2_000_000_000] }],
    ['a product that overflows 32 bits to the right number', { dims: [65_536, 65_536, 12] }],
    ['negative dimensions', { dims: [-3, -4] }],
    ['one dimension', { dims: [12] }],
    ['a hundred dimensions', { dims: new Array<number>(100).fill(1) }],
    ['an unknown class', { classNumber: 99 }],
    ['an unknown storage type', { storage: 8 }],
    ['a storage type of other size', { storage: 9 }],
  ])('about its size or type is refused: %s', async (_, parts) => {
    for (const contents of [plain(parts), packed(parts)]) {
      const result = await readEverything(folder.write('liar.mat', contents));
      expect(result).toMatchObject({ kind: 'unreadable-file', code: 'mat-damaged', details: { byte: 128 } });
    }
  });

  it('about the values of its class is refused', async () => {
    const file = folder.write('wide.mat', plain({ contents: new Uint8Array(24).fill(3), storage: 4 }));
    expect(await readEverything(file)).toMatchObject({ code: 'mat-damaged', details: { variable: 'x' } });
  });

  it('about the length of a compressed variable is not believed before memory is taken', async () => {
    const claims = matrixElement({ ...honest, dims: [100_000, 30_000], contents: new Uint8Array(12) });
    // The values' own tag must agree with the dimensions, or a simpler check would find it.
    claims.writeUInt32LE(3_000_000_000, claims.length - 16 - 4);
    claims.writeUInt32LE(3_000_000_100, 4);
    const file = folder.write('claims.mat', Buffer.concat([matHeader(), compressedElement(claims)]));
    const result = await readEverything(file);
    expect(result).toMatchObject({ code: 'mat-damaged', details: { variable: 'x' } });
    expect((result as Error).message).toContain('compressed bytes can hold');
  });

  it('by packing far more than it declares is read no further than that', async () => {
    const bomb = Buffer.concat([matrixElement(honest), Buffer.alloc(64 * 1024 * 1024)]);
    const file = folder.write('bomb.mat', Buffer.concat([matHeader(), compressedElement(bomb)]));
    const before = process.memoryUsage().arrayBuffers;
    const source = await openVariable({ file, variable: 'x' });
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(16 * 1024 * 1024);
    expect(source.warnings).toMatchObject([{ code: 'checksum-differs' }]);
    expect(await readAll(source)).toEqual(new Uint8Array(12));
    await source.close();
  });

  it('by packing less than it declares is refused', async () => {
    const values = matrixElement({ ...honest, dims: [300, 4], contents: new Uint8Array(1200) });
    const short = Buffer.concat([matHeader(), compressedElement(values.subarray(0, 500))]);
    expect(await readEverything(folder.write('short.mat', short))).toMatchObject({ code: 'mat-damaged' });
  });

  it.each([
    ['data that are not zlib', Buffer.from('no zlib data at all, only text')],
    ['deflated data without a zlib header', deflateRawSync(Buffer.alloc(100))],
    ['a preset dictionary', deflateSync(Buffer.alloc(100), { dictionary: Buffer.from('abc') })],
    ['something else than a variable', deflateSync(element(2, Buffer.alloc(64)))],
    ['nothing', Buffer.alloc(0)],
  ])('about compression is refused: %s', async (_, contents) => {
    const block = element(15, contents).subarray(0, 8 + contents.length);
    const file = folder.write('packed.mat', Buffer.concat([matHeader(), block]));
    expect(await readEverything(file)).toMatchObject({ code: 'mat-damaged' });
  });

  it.each([
    ['zeros', Buffer.alloc(64)],
    ['another kind of element', Buffer.from('ffffffff00000000', 'hex')],
    ['three bytes', Buffer.from([1, 2, 3])],
  ])('by going on with %s behind its variables is refused', async (_, rest) => {
    const file = folder.write('rest.mat', Buffer.concat([matFile(cube), rest]));
    expect(await readEverything(file)).toMatchObject({ kind: 'unreadable-file' });
  });

  it('about its byte order is refused', async () => {
    const contents = matFile(cube);
    contents.write('XX', 126);
    const result = await readEverything(folder.write('order.mat', contents));
    expect(result).toMatchObject({ code: 'mat-damaged', details: { byte: 126 } });
  });
});

describe('files that MATLAB readers have met', () => {
  it('with a negative dimension are refused', async () => {
    const result = await readEverything(`${FIXTURES}from-scipy/bad_miuint32.mat`);
    expect(result).toMatchObject({ code: 'mat-damaged', details: { variable: 'an_array' } });
  });

  it('with a length behind the end are refused', async () => {
    const result = await readEverything(`${FIXTURES}from-scipy/malformed1.mat`);
    expect(result).toMatchObject({ code: 'mat-truncated' });
  });
});
