import { closeSync, createWriteStream, openSync, statSync, writeSync } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createDeflate } from 'node:zlib';
import { matHeader, matrixElement } from './mat-file';

const PIECE = 4 * 1024 * 1024;
const TAG = 8;

/**
 * A compressed MAT file of one uint8 cube named `cube`: small on the disk and quick to write, because all values are 7,
 * but as large as any other when it is unpacked.
 */
export async function writeLargeMat(file: string, shape: readonly [number, number, number]): Promise<void> {
  const length = shape[0] * shape[1] * shape[2];
  const head = headOf(shape, length);
  function* contents() {
    yield head;
    for (let left = length + (-length & 7); left > 0; left -= PIECE)
      yield Buffer.alloc(Math.min(PIECE, left), 7);
  }
  const before = Buffer.concat([matHeader(), Buffer.alloc(TAG)]);
  const target = createWriteStream(file);
  target.write(before);
  await pipeline(Readable.from(contents()), createDeflate({ level: 1 }), target);
  const tag = Buffer.alloc(TAG);
  tag.writeUInt32LE(15, 0);
  tag.writeUInt32LE(statSync(file).size - before.length, 4);
  const handle = openSync(file, 'r+');
  writeSync(handle, tag, 0, TAG, matHeader().length);
  closeSync(handle);
}

/** A matrix element up to its values, claiming all of them. */
function headOf(shape: readonly number[], length: number): Buffer {
  const parts = { name: 'cube', dims: shape, classNumber: 9, storage: 2 };
  const head = matrixElement({ ...parts, contents: new Uint8Array(0) });
  head.writeUInt32LE(head.readUInt32LE(4) + length + (-length & 7), 4);
  head.writeUInt32LE(length, head.length - 4);
  return head;
}
