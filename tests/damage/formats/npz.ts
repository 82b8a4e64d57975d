import { deflateRawSync } from 'node:zlib';
import { npy, npyHeader, zip, type ZipFile } from '../../support/npy-file';
import { MEBIBYTE, changedFixture, type Case, type Damage } from '../damage';
import { zipParts } from '../parts';

const array = npy(npyHeader("'|u1'", '3, 4'));
const packed = deflateRawSync(array);
const archive = (says: Partial<ZipFile>) => zip({ name: 'a.npy', contents: array, ...says });
const lies = (what: string, says: () => Partial<ZipFile>, end: Case[2] = 'file-damaged'): Case => [
  what,
  () => archive(says()),
  end,
];
/** Changes the first entry of the directory, or what ends it. */
const directory = (signature: string, change: (bytes: Buffer, at: number) => unknown) => () =>
  changedFixture('formats/npz/tiny.npz', (bytes) => change(bytes, bytes.indexOf(signature, 0, 'latin1')));
/** Of 4,294,901,760 bytes. */
const huge = npy(npyHeader("'|u1'", '65536, 65535').padEnd(118), Buffer.alloc(0));

export const npzDamage: Damage = {
  name: 'damaged.npz',
  small: [{ file: 'formats/npz/tiny.npz', isGuarded: true }],
  large: [
    {
      file: 'formats/npz/stored.npz',
      parts: zipParts,
    },
  ],
  sizes: [
    lies('a checksum of something else', () => ({ packed, method: 8, crc: 1 })),
    lies('a size other than its array has', () => ({ packed, method: 8, unpacked: array.length + 1 })),
    lies('4 GB in a few bytes', () => ({ packed, method: 8, unpacked: 4_000_000_000 })),
    lies('a stored size that differs', () => ({ unpacked: array.length + 1 })),
    lies('an array of 4 GB in a file of a hundred bytes', () => ({
      contents: huge,
      unpacked: huge.length + 65_536 * 65_535,
    })),
    [
      'two hundred thousand entries of one name',
      () => {
        const one = zip({ name: 'a.npy', contents: array });
        const entry = one.subarray(one.indexOf('PK\x01\x02', 0, 'latin1'), one.length - 22);
        const end = Buffer.from(one.subarray(one.length - 22));
        const count = 200_000;
        end.writeUInt32LE(entry.length * count, 12);
        const start = one.subarray(0, one.length - 22 - entry.length);
        return Buffer.concat([start, ...new Array<Buffer>(count).fill(entry), end]);
      },
      'file-damaged',
    ],
    [
      'ten thousand arrays that are all the same bytes',
      () => {
        const contents = npy(npyHeader("'|u1'", '3, 4').padEnd(60_000), undefined);
        const one = zip({ name: '0000.npy', contents, packed: deflateRawSync(contents), method: 8 });
        const start = one.indexOf('PK\x01\x02', 0, 'latin1');
        const entry = one.subarray(start, one.length - 22);
        const entries = Array.from({ length: 10_000 }, (_, n) => {
          const copy = Buffer.from(entry);
          copy.write(String(n).padStart(4, '0'), 46);
          return copy;
        });
        const end = Buffer.from(one.subarray(one.length - 22));
        end.writeUInt32LE(entry.length * entries.length, 12);
        return Buffer.concat([one.subarray(0, start), ...entries, end]);
      },
      'file-damaged',
    ],
  ],
  bombs: [
    lies('a hundred megabytes behind the array', () => ({
      packed: deflateRawSync(Buffer.concat([array, Buffer.alloc(100 * MEBIBYTE)])),
      method: 8,
    })),
    lies('a header that unpacks to a hundred megabytes', () => ({
      packed: deflateRawSync(Buffer.alloc(100 * MEBIBYTE, npy('{').subarray(0, 10))),
      method: 8,
      unpacked: 100 * MEBIBYTE,
    })),
    lies('data that are not packed at all', () => ({ packed: Buffer.alloc(40, 0xff), method: 8 })),
  ],
  cycles: [lies('an archive within an archive', () => ({ name: 'inner.npz', contents: archive({}) }), [])],
  links: 'names in it are those of arrays, never of files to open.',
  offsets: [
    [
      'an array behind the end',
      directory('PK\x01\x02', (b, at) => b.writeUInt32LE(0x7fffffff, at + 42)),
      'file-damaged',
    ],
    [
      'an array at -1 of ZIP64, whose field is not there',
      directory('PK\x01\x02', (b, at) => b.writeUInt32LE(0xffffffff, at + 42)),
      'file-damaged',
    ],
    [
      'an array within the directory',
      directory('PK\x01\x02', (b, at) => b.writeUInt32LE(at, at + 42)),
      'file-damaged',
    ],
    [
      'a directory behind the end',
      directory('PK\x05\x06', (b, at) => b.writeUInt32LE(0xfffffff0, at + 16)),
      'file-damaged',
    ],
    [
      'a directory longer than the file',
      directory('PK\x05\x06', (b, at) => b.writeUInt32LE(0xfffffff0, at + 12)),
      'file-damaged',
    ],
    [
      'a ZIP64 directory at 2^63',
      () => {
        const locator = Buffer.alloc(20);
        locator.write('PK\x06\x07', 'latin1');
        locator.writeBigUInt64LE(2n ** 63n, 8);
        const good = archive({});
        return Buffer.concat([good.subarray(0, -22), locator, good.subarray(-22)]);
      },
      'file-damaged',
    ],
  ],
  missing: 'it is one file.',
};
