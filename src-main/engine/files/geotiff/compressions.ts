import { promisify } from 'node:util';
import { inflate } from 'node:zlib';
import type { BlockShape } from './block-shape';
import { unpackBits } from './pack-bits';
import { unpackLzw } from './lzw';

export interface Compression {
  code: number;
  /** Samples come out in this machine's order, whatever the file's. */
  alwaysLittleEndian?: boolean;
  /** How many bytes one stored byte can at most stand for: a block that claims more is lying. */
  largestRatio: number;
  /**
   * The bytes of a block, at most `most`, fewer where the data end early.
   * @throws Error where the data are damaged
   */
  decode(data: Uint8Array, shape: BlockShape): Promise<Uint8Array>;
}

export const PLAIN = 1;
const LERC = 34887;

const inflateBlock = promisify<Uint8Array, object, Buffer>(inflate);

const deflate = async (data: Uint8Array, { most }: BlockShape): Promise<Uint8Array> =>
  inflateBlock(data, { maxOutputLength: most });

const zstd = async (data: Uint8Array, { most }: BlockShape): Promise<Uint8Array> =>
  (await import('../zstd')).unpackZstd(data, most);

/** DEFLATE reaches 1032 to 1, LZW codes of at least 9 bits stand for at most 3839 bytes, PackBits pairs for 128. */
const METHODS: readonly Compression[] = [
  { code: PLAIN, largestRatio: 1, decode: async (data) => data },
  { code: 5, largestRatio: 3839, decode: async (data, { length }) => unpackLzw(data, length) },
  { code: 8, largestRatio: 1032, decode: deflate },
  { code: 32946, largestRatio: 1032, decode: deflate },
  { code: 32773, largestRatio: 64, decode: async (data, { length }) => unpackBits(data, length) },
  {
    code: LERC,
    alwaysLittleEndian: true,
    largestRatio: Number.POSITIVE_INFINITY,
    decode: async (data, shape) => (await import('./lerc')).unpackLerc(data, shape),
  },
  { code: 50000, largestRatio: Number.POSITIVE_INFINITY, decode: zstd },
];

/** By the value of the Compression tag. */
export const COMPRESSIONS: ReadonlyMap<number, Compression> = new Map(
  METHODS.map((method) => [method.code, method]),
);
