import { textOf, type Cursor } from './cursor';

/** One step of how chunks are packed. */
export interface Filter {
  id: number;
  /** What its writer told it, for instance the size of a value. */
  client: number[];
  /** As a person calls it. */
  name: string;
}

export const FILTER = { deflate: 1, shuffle: 2, fletcher32: 3, lzf: 32000, zstd: 32015 } as const;

/** Names of filters that are met but not undone here (registered with the HDF Group). */
const NAMES: Record<number, string> = {
  4: 'SZIP',
  5: 'N-bit',
  6: 'scale-offset',
  307: 'bzip2',
  32001: 'Blosc',
  32004: 'LZ4',
  32008: 'Bitshuffle',
  32013: 'ZFP',
  32026: 'Blosc2',
};

const MOST_FILTERS = 32;
/** Filters of the library itself are written without a name from version 2 on. */
const FIRST_FOREIGN = 256;

/**
 * Reads a filter pipeline message (HDF5 File Format Specification 3.0, IV.A.2.l), first step of packing first.
 * @throws UnreadableFileError where it makes no sense
 */
export function readFilters(body: Cursor): Filter[] {
  const version = body.u8();
  if (version !== 1 && version !== 2)
    throw body.damaged(`the packing of an array is of the unknown version ${version}`);
  const count = body.u8();
  if (count > MOST_FILTERS) throw body.damaged(`an array claims to be packed ${count} times`);
  if (version === 1) body.skip(6);
  return Array.from({ length: count }, () => readFilter(body, version));
}

function readFilter(body: Cursor, version: number): Filter {
  const id = body.u16();
  const nameLength = version === 1 || id >= FIRST_FOREIGN ? body.u16() : 0;
  body.skip(2);
  const values = body.u16();
  const padded = version === 1 ? Math.ceil(nameLength / 8) * 8 : nameLength;
  const own = textOf(body.take(padded)).split('\0')[0].split(';')[0];
  const client = Array.from({ length: values }, () => body.u32());
  if (version === 1 && values % 2 === 1) body.skip(4);
  return { id, client, name: NAMES[id] ?? (own || `filter number ${id}`) };
}

/** The first filter that cannot be undone here. */
export function unknownFilter(filters: readonly Filter[]): Filter | undefined {
  const known: readonly number[] = Object.values(FILTER);
  return filters.find(({ id }) => !known.includes(id));
}
