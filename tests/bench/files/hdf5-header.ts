import { lookup3 } from '../../../src-main/engine/files/hdf5/checksum';
import { bytesIn, type Shape } from './lines';

/** MATLAB's user block: a text, and the version as its last bytes but four. */
const USER_BLOCK = 512;
const NOWHERE = Buffer.alloc(8, 0xff);

/**
 * What stands before the values of a MAT file of version 7.3 with one variable `cube` of class single, stored in one
 * piece (HDF5 File Format Specification 3.0). Its axes lie in the opposite order.
 */
export function hdf5Header(shape: Shape): Buffer {
  const block = Buffer.alloc(USER_BLOCK);
  block.write('MATLAB 7.3 MAT-file, written for a measurement'.padEnd(116));
  block.writeUInt16LE(0x0200, 124);
  block.write('IM', 126);
  const root = 48;
  const dataset = root + groupWith('cube', 0).length;
  const describe = (values: number) => datasetAt(values, shape);
  const end = dataset + describe(0).length;
  const values = Math.ceil(end / 512) * 512;
  const superblock = checked(
    Buffer.concat([
      Buffer.from('\x89HDF\r\n\x1a\n', 'latin1'),
      Buffer.from([2, 8, 8, 0]),
      ...[u64(USER_BLOCK), NOWHERE, u64(USER_BLOCK + values + bytesIn(shape)), u64(root)],
    ]),
  );
  const body = Buffer.concat([superblock, groupWith('cube', dataset), describe(values)]);
  return Buffer.concat([block, body, Buffer.alloc(values - body.length)]);
}

function groupWith(name: string, address: number): Buffer {
  return objectHeader([
    { type: 0x02, body: Buffer.concat([Buffer.from([0, 0]), NOWHERE, NOWHERE]) },
    { type: 0x0a, body: Buffer.from([0, 0]) },
    {
      type: 0x06,
      body: Buffer.concat([Buffer.from([1, 0, name.length]), Buffer.from(name), u64(address)]),
    },
  ]);
}

function datasetAt(address: number, shape: Shape): Buffer {
  const dims = [shape.bands, shape.columns, shape.rows].map(u64);
  return objectHeader([
    { type: 0x01, body: Buffer.concat([Buffer.from([2, dims.length, 0, 1]), ...dims]) },
    { type: 0x03, body: float32() },
    { type: 0x05, body: Buffer.from([3, 0x0a]) },
    { type: 0x08, body: Buffer.concat([Buffer.from([3, 1]), u64(address), u64(bytesIn(shape))]) },
    { type: 0x0c, body: textAttribute('MATLAB_class', 'single') },
  ]);
}

function float32(): Buffer {
  const type = Buffer.from([0x11, 0x20, 31, 0, 4, 0, 0, 0, 0, 0, 32, 0, 23, 8, 0, 23, 0, 0, 0, 0]);
  type.writeUInt32LE(127, 16);
  return type;
}

function textAttribute(name: string, text: string): Buffer {
  const type = Buffer.from([0x13, 0, 0, 0, text.length, 0, 0, 0]);
  const space = Buffer.from([2, 0, 0, 0]);
  const head = Buffer.from([3, 0, name.length + 1, 0, type.length, 0, space.length, 0, 0]);
  return Buffer.concat([head, Buffer.from(`${name}\0`), type, space, Buffer.from(text)]);
}

/** An object header of version 2. */
function objectHeader(messages: readonly { type: number; body: Buffer }[]): Buffer {
  const parts = messages.map(({ type, body }) => {
    const head = Buffer.from([type, 0, 0, 0]);
    head.writeUInt16LE(body.length, 1);
    return Buffer.concat([head, body]);
  });
  const contents = Buffer.concat(parts);
  const head = Buffer.from([...Buffer.from('OHDR'), 2, 1, 0, 0]);
  head.writeUInt16LE(contents.length, 6);
  return checked(Buffer.concat([head, contents]));
}

function checked(bytes: Buffer): Buffer {
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32LE(lookup3(bytes));
  return Buffer.concat([bytes, checksum]);
}

function u64(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(value));
  return bytes;
}
