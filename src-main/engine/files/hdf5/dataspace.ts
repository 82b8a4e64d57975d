import type { Cursor } from './cursor';

export interface Dataspace {
  /** Lengths of the axes, slowest first; none for a single value. */
  dims: number[];
  /** What they may grow to; undefined without a limit. */
  most: (number | undefined)[];
  /** Without any value at all. */
  empty: boolean;
}

const MOST_AXES = 32;
const EMPTY_TYPE = 2;

/**
 * Reads a dataspace message (HDF5 File Format Specification 3.0, IV.A.2.b).
 * @throws UnreadableFileError where it makes no sense or no number can count the values
 */
export function readDataspace(body: Cursor): Dataspace {
  const version = body.u8();
  if (version !== 1 && version !== 2)
    throw body.damaged(`the shape of an array is of the unknown version ${version}`);
  const axes = body.u8();
  if (axes > MOST_AXES) throw body.damaged(`an array claims ${axes} axes`);
  const flags = body.u8();
  const type = body.u8();
  if (version === 1) body.skip(4);
  const dims = Array.from({ length: axes }, () => body.length());
  if (!Number.isSafeInteger(dims.reduce((product, length) => product * length, 1)))
    throw body.damaged(`an array claims ${dims.join(' x ')} values`);
  const most = flags & 1 ? dims.map(() => limit(body)) : dims;
  return { dims, most, empty: version === 2 && type === EMPTY_TYPE };
}

function limit(body: Cursor): number | undefined {
  const length = body.part(body.lengthSize);
  return length.bytes.every((byte) => byte === 0xff) ? undefined : length.length();
}
