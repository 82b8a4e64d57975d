import type { Cursor } from './cursor';

/** How the chunks of an array are found; all but the first since layout version 4. */
export type ChunkIndex =
  | { kind: 'tree' | 'implicit' | 'fixed-array' | 'extensible-array' | 'second-tree' }
  /** `length` and `mask` only where filters are applied. */
  | { kind: 'single'; length?: number; mask?: number };

/** Where and how the values of an array lie. */
export type Layout =
  | { kind: 'compact'; bytes: Uint8Array }
  | { kind: 'contiguous'; address: number | undefined; length: number | undefined }
  | {
      kind: 'chunked';
      /** Lengths of a chunk along the axes, slowest first. */
      chunk: number[];
      index: ChunkIndex;
      address: number | undefined;
      /** Whether chunks that reach over the array's edges are stored plainly. */
      plainEdges: boolean;
    }
  | { kind: 'virtual' };

const CLASS = { compact: 0, contiguous: 1, chunked: 2, virtual: 3 } as const;
const MOST_AXES = 33;

/**
 * Reads a data layout message (HDF5 File Format Specification 3.0, IV.A.2.i), versions 1 to 5.
 * @throws UnreadableFileError where it makes no sense
 */
export function readLayout(body: Cursor): Layout {
  const version = body.u8();
  if (version < 1 || version > 5)
    throw body.damaged(`the layout of an array is of the unknown version ${version}`);
  return version < 3 ? oldLayout(body) : newLayout(body, version);
}

function oldLayout(body: Cursor): Layout {
  const axes = body.u8();
  const type = body.u8();
  body.skip(5);
  const address = type === CLASS.compact ? undefined : body.address();
  const dims = Array.from({ length: axes }, () => body.u32());
  switch (type) {
    case CLASS.compact:
      return { kind: 'compact', bytes: body.take(body.u32()) };
    case CLASS.contiguous:
      return { kind: 'contiguous', address, length: undefined };
    case CLASS.chunked:
      return { ...chunked(body, dims), index: { kind: 'tree' }, address };
    default:
      throw body.damaged(`there is no layout with the number ${type}`);
  }
}

function newLayout(body: Cursor, version: number): Layout {
  const type = body.u8();
  switch (type) {
    case CLASS.compact:
      return { kind: 'compact', bytes: body.take(body.u16()) };
    case CLASS.contiguous:
      return { kind: 'contiguous', address: body.address(), length: body.length() };
    case CLASS.chunked:
      return version === 3 ? chunkedByTree(body) : chunkedByIndex(body);
    case CLASS.virtual:
      return { kind: 'virtual' };
    default:
      throw body.damaged(`there is no layout with the number ${type}`);
  }
}

function chunkedByTree(body: Cursor): Layout {
  const axes = checkedAxes(body, body.u8());
  const address = body.address();
  const dims = Array.from({ length: axes }, () => body.u32());
  return { ...chunked(body, dims), index: { kind: 'tree' }, address };
}

const PLAIN_EDGES = 1;
const FILTERED_SINGLE = 2;

function chunkedByIndex(body: Cursor): Layout {
  const flags = body.u8();
  const axes = checkedAxes(body, body.u8());
  const size = body.u8();
  if (size < 1 || size > 8) throw body.damaged(`the sizes of chunks claim ${size} bytes`);
  const dims = Array.from({ length: axes }, () => body.unsigned(size));
  const index = readIndex(body, flags);
  const plainEdges = (flags & PLAIN_EDGES) !== 0;
  return { ...chunked(body, dims), index, address: body.address(), plainEdges };
}

function readIndex(body: Cursor, flags: number): ChunkIndex {
  const type = body.u8();
  switch (type) {
    case 1:
      return (flags & FILTERED_SINGLE) !== 0
        ? { kind: 'single', length: body.length(), mask: body.u32() }
        : { kind: 'single' };
    case 2:
      return { kind: 'implicit' };
    // What follows is said again where the index itself begins.
    case 3:
      body.skip(1);
      return { kind: 'fixed-array' };
    case 4:
      body.skip(5);
      return { kind: 'extensible-array' };
    case 5:
      body.skip(6);
      return { kind: 'second-tree' };
    default:
      throw body.damaged(`there is no index of chunks with the number ${type}`);
  }
}

function checkedAxes(body: Cursor, axes: number): number {
  if (axes < 2 || axes > MOST_AXES) throw body.damaged(`a chunk claims ${axes} axes`);
  return axes;
}

/** The last of the lengths is that of a value in bytes. */
function chunked(body: Cursor, dims: readonly number[]) {
  const chunk = dims.slice(0, -1);
  const values = chunk.reduce((product, length) => product * length, 1);
  if (chunk.length === 0 || values === 0 || !Number.isSafeInteger(values))
    throw body.damaged(`a chunk claims ${chunk.join(' x ')} values`);
  return { kind: 'chunked' as const, chunk, plainEdges: false };
}
