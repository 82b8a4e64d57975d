import { lookup3 } from '../../src-main/engine/files/hdf5/checksum';
import type { Input } from '../fuzz/harness';
import { fixture, type Case, type Damage, type Whole } from './damage';

/** A file of HDF5 in the dress of one of the formats that are built on it. */
export interface Dress {
  name: string;
  put(bytes: Buffer): Buffer;
  /** What it calls the array at a path. */
  nameOf(path: string): string;
}

/** Lengths of axes, or other numbers of eight bytes, as they follow each other in the file. */
function numbers(...values: (number | bigint)[]): Buffer {
  const bytes = Buffer.alloc(8 * values.length);
  values.forEach((value, index) => bytes.writeBigUInt64LE(BigInt(value), 8 * index));
  return bytes;
}

function replace(bytes: Buffer, from: Buffer, to: Buffer): number {
  const place = bytes.indexOf(from);
  if (place < 0) throw new Error(`${from.toString('hex')} is not in the fixture`);
  to.copy(bytes, place);
  return place;
}

/** Makes the checksum of the object header around a place right again. */
function sealHeader(bytes: Buffer, place: number): void {
  const start = bytes.lastIndexOf('OHDR', place);
  const flags = bytes[start + 5];
  const sizeAt = start + 6 + (flags & 0x20 ? 16 : 0) + (flags & 0x10 ? 4 : 0);
  const size = 1 << (flags & 3);
  const end = sizeAt + size + bytes.readUIntLE(sizeAt, size);
  bytes.writeUInt32LE(lookup3(bytes.subarray(start, end)), end);
}

const uint32 = (...values: number[]) => Buffer.from(Uint32Array.from(values).buffer);

function axes(version: 'earliest' | 'latest', ...dims: (number | bigint)[]): Buffer {
  const bytes = fixture(`formats/hdf5/tiny-${version}.h5`);
  const place = replace(bytes, numbers(2, 3, 2), numbers(...dims));
  if (version === 'latest') sealHeader(bytes, place);
  return bytes;
}

function changed(name: string, change: (bytes: Buffer) => unknown): Buffer {
  const bytes = fixture(`formats/hdf5/${name}.h5`);
  change(bytes);
  return bytes;
}

/** Names that go round a third time, and those of what lies in other files. */
const ENDLESS = { noneLike: /(root.*){3}|circle/ };
const ELSEWHERE = { noneLike: /other-file|outside|virtual/ };

/** Where the header of the root group begins in a file of the earliest version. */
const ROOT = 96;

/** Damage of HDF5 files, the same in every format that is built on it. */
export function hdf5Damage(dress: Dress, files: { small: readonly Whole[]; large: Damage['large'] }): Damage {
  const at = (what: string, contents: () => Buffer, end: Case[2]): Case => [
    what,
    () => dress.put(contents()),
    Array.isArray(end) ? end.map((path: string) => dress.nameOf(path)) : end,
  ];
  /** An array of the fixture "tiny" cannot be there; the other is read. */
  const lost = (what: string, contents: () => Buffer) => at(what, contents, ['/gt']);
  const beside = (what: string, contents: () => Buffer, other: string, end: Case[2]): Case => [
    what,
    (): Input => ({
      open: dress.name,
      files: { [dress.name]: dress.put(contents()), [other]: fixture(`formats/hdf5/layouts-latest.h5`) },
    }),
    end,
  ];
  return {
    name: dress.name,
    ...files,
    sizes: (['earliest', 'latest'] as const)
      .flatMap((version) => [
        lost(`2^31 rows (${version})`, () => axes(version, 2 ** 31, 3, 2)),
        lost(`2^31 rows, columns and bands (${version})`, () => axes(version, 2 ** 31, 2 ** 31, 2 ** 31)),
        lost(`2^63 rows (${version})`, () => axes(version, 2n ** 63n, 1, 1)),
        lost(`2^64 - 1 rows (${version})`, () => axes(version, 2n ** 64n - 1n, 3, 2)),
      ])
      .concat([
        lost('chunks of 2^31 rows', () =>
          changed('tiny-earliest', (bytes) => replace(bytes, uint32(2, 2, 2, 2), uint32(2 ** 31, 2, 2, 2))),
        ),
        at(
          'chunks of 64 MB in a small file',
          () =>
            changed('tiny-earliest', (bytes) => replace(bytes, uint32(2, 2, 2, 2), uint32(2 ** 23, 2, 2, 2))),
          'file-damaged',
        ),
        lost('chunks of no rows', () =>
          changed('tiny-earliest', (bytes) => replace(bytes, uint32(2, 2, 2, 2), uint32(0, 2, 2, 2))),
        ),
      ]),
    bombs: [
      at(
        'chunks that unpack to megabytes: deflate, twice, LZF, Zstandard',
        () => fixture('formats/hdf5/bombs.h5'),
        'file-damaged',
      ),
    ],
    cycles: [
      at(
        'a tree of chunks',
        () =>
          changed('many-chunks-earliest', (bytes) => {
            // Signature, type and level of a node above the leaves; its first child's address follows two siblings and a key.
            const node = bytes.indexOf('TREE\x01\x01', 0, 'latin1');
            bytes.writeBigUInt64LE(BigInt(node), node + 24 + 8 + 3 * 8);
          }),
        'file-damaged',
      ),
      at(
        'an object header that goes on in itself',
        () =>
          changed('tiny-earliest', (bytes) => {
            bytes.writeUInt16LE(0x10, ROOT + 16);
            numbers(ROOT + 16, bytes.readUInt32LE(ROOT + 8)).copy(bytes, ROOT + 24);
          }),
        'file-damaged',
      ),
      at('soft links and groups that lead back', () => fixture('formats/hdf5/groups-latest.h5'), ENDLESS),
      at('the same in an older file', () => fixture('formats/hdf5/groups-earliest.h5'), ENDLESS),
    ],
    links: [
      beside(
        'links and raw data in other files',
        () => fixture('formats/hdf5/groups-latest.h5'),
        'layouts-latest.h5',
        ELSEWHERE,
      ),
      beside(
        'the same in an older file',
        () => fixture('formats/hdf5/groups-earliest.h5'),
        'layouts-latest.h5',
        ELSEWHERE,
      ),
    ],
    offsets: [
      at(
        'a root group behind the end',
        () => changed('tiny-earliest', (bytes) => numbers(2 ** 40).copy(bytes, 64)),
        'file-damaged',
      ),
      at(
        'a root group at 2^63',
        () => changed('tiny-earliest', (bytes) => numbers(2n ** 63n).copy(bytes, 64)),
        'file-damaged',
      ),
      at(
        'a root group nowhere (-1)',
        () => changed('tiny-earliest', (bytes) => numbers(2n ** 64n - 1n).copy(bytes, 64)),
        'file-damaged',
      ),
      at(
        'a root group within the superblock',
        () => changed('tiny-earliest', (bytes) => numbers(8).copy(bytes, 64)),
        'file-damaged',
      ),
      at('an end before the start', () => changed('tiny-earliest', (bytes) => numbers(0).copy(bytes, 40)), [
        '/g/cube',
        '/gt',
      ]),
      at(
        'an end at 2^63',
        () => changed('tiny-earliest', (bytes) => numbers(2n ** 63n).copy(bytes, 40)),
        'file-damaged',
      ),
    ],
    missing: 'it is one file; what it links to is never opened.',
  };
}
