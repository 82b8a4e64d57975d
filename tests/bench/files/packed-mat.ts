import { createReadStream, createWriteStream } from 'node:fs';
import { open, rename, stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { createDeflate } from 'node:zlib';

const FILE_HEADER = 128;
const COMPRESSED = 15;
const TAG = 8;

/** Packs the only variable of a MAT file of version 5 as MATLAB does since version 7. */
export async function packMat(file: string): Promise<void> {
  const packed = `${file}.packed`;
  const source = await open(file, 'r');
  const begin = Buffer.alloc(FILE_HEADER + TAG);
  await source.read(begin, 0, FILE_HEADER, 0);
  await source.close();
  const target = await open(packed, 'w');
  await target.write(begin);
  await target.close();
  await pipeline(
    createReadStream(file, { start: FILE_HEADER, highWaterMark: 1024 * 1024 }),
    createDeflate({ level: 1 }),
    createWriteStream(packed, { start: begin.length, flags: 'r+' }),
  );
  begin.writeUInt32LE(COMPRESSED, FILE_HEADER);
  begin.writeUInt32LE((await stat(packed)).size - begin.length, FILE_HEADER + 4);
  const tagged = await open(packed, 'r+');
  await tagged.write(begin, FILE_HEADER, TAG, FILE_HEADER);
  await tagged.close();
  await rename(packed, file);
}
