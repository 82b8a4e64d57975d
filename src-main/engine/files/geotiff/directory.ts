import type { ByteSource } from '../bytes';
import { damaged, truncated } from './damage';

/** One image of the file: its entries by tag number. */
export interface Directory {
  /** Where it begins in the file. */
  byte: number;
  entries: ReadonlyMap<number, Entry>;
}

export interface Entry {
  type: number;
  count: number;
  /** Where the values begin in the file, also where they lie in the entry itself. */
  start: number;
}

export interface TiffFile {
  file: string;
  bytes: ByteSource;
  littleEndian: boolean;
}

/** Bytes a value of each type of TIFF 6.0, section 2, and of BigTIFF (16 to 18) takes. */
const TYPE_SIZES: Readonly<Record<number, number>> = {
  1: 1,
  2: 1,
  3: 2,
  4: 4,
  5: 8,
  6: 1,
  7: 1,
  8: 2,
  9: 4,
  10: 8,
  11: 4,
  12: 8,
  13: 4,
  16: 8,
  17: 8,
  18: 8,
};

/** A real directory has some 30 entries; vendors' private ones may double that. */
const MOST_ENTRIES = 4096;
/** More pages than any sensor has bands. */
const MOST_DIRECTORIES = 20_000;

/**
 * Every directory of the chain, without the values of its entries. Nothing in the file is trusted: a chain that
 * comes back to a directory, an entry that lies about its count and an offset outside the file are errors.
 */
export async function readDirectories(
  { file, bytes }: Pick<TiffFile, 'file' | 'bytes'>,
  signal?: AbortSignal,
): Promise<{ tiff: TiffFile; directories: Directory[] }> {
  const header = new DataView(copy(await readPart(file, bytes, 0, 8, 'its header', signal)));
  const littleEndian = header.getUint8(0) === 0x49;
  const tiff = { file, bytes, littleEndian };
  const isBig = header.getUint16(2, littleEndian) === 43;
  let next = header.getUint32(4, littleEndian);
  if (isBig) {
    if (header.getUint16(4, littleEndian) !== 8 || header.getUint16(6, littleEndian) !== 0) {
      throw damaged(file, 4, 'its BigTIFF header names offsets of another size than 8 bytes');
    }
    const rest = new DataView(copy(await readPart(file, bytes, 8, 8, 'its header', signal)));
    next = offsetAt(tiff, rest, 0, 8);
  }
  const directories: Directory[] = [];
  const seen = new Set<number>();
  while (next !== 0) {
    if (seen.has(next)) throw damaged(file, next, 'its chain of image directories comes back to itself');
    if (seen.size === MOST_DIRECTORIES) {
      throw damaged(file, next, `it claims more than ${MOST_DIRECTORIES} images`);
    }
    seen.add(next);
    const found = await readDirectory(tiff, next, isBig, signal);
    directories.push(found.directory);
    next = found.next;
  }
  if (directories.length === 0) throw damaged(file, 4, 'it holds no image directory');
  return { tiff, directories };
}

async function readDirectory(
  tiff: TiffFile,
  byte: number,
  isBig: boolean,
  signal?: AbortSignal,
): Promise<{ directory: Directory; next: number }> {
  const { file, bytes, littleEndian } = tiff;
  const countLength = isBig ? 8 : 2;
  const entryLength = isBig ? 20 : 12;
  const offsetLength = isBig ? 8 : 4;
  const what = 'an image directory';
  const head = new DataView(copy(await readPart(file, bytes, byte, countLength, what, signal)));
  const count = isBig ? Number(head.getBigUint64(0, littleEndian)) : head.getUint16(0, littleEndian);
  if (count === 0 || count > MOST_ENTRIES) {
    throw damaged(file, byte, `an image directory claims ${count} entries`);
  }
  const length = count * entryLength + offsetLength;
  const view = new DataView(copy(await readPart(file, bytes, byte + countLength, length, what, signal)));
  const entries = new Map<number, Entry>();
  for (let index = 0; index < count; index++) {
    const at = index * entryLength;
    const tag = view.getUint16(at, littleEndian);
    const type = view.getUint16(at + 2, littleEndian);
    const size = TYPE_SIZES[type];
    if (size === undefined) continue;
    const values = isBig
      ? Number(view.getBigUint64(at + 4, littleEndian))
      : view.getUint32(at + 4, littleEndian);
    const inline = byte + countLength + at + entryLength - offsetLength;
    const start =
      values * size <= offsetLength
        ? inline
        : Number(isBig ? view.getBigUint64(at + 12, littleEndian) : view.getUint32(at + 8, littleEndian));
    entries.set(tag, { type, count: values, start });
  }
  return { directory: { byte, entries }, next: offsetAt(tiff, view, count * entryLength, offsetLength) };
}

/** Numbers of an entry; undefined where the directory has none. */
export async function numbersOf(
  { file, bytes, littleEndian }: TiffFile,
  { entries }: Directory,
  tag: number,
  most: number,
): Promise<number[] | undefined> {
  const entry = entries.get(tag);
  if (!entry || entry.count === 0) return undefined;
  if (entry.count > most) {
    throw damaged(
      file,
      entry.start,
      `tag ${tag} claims ${entry.count} values where at most ${most} make sense`,
    );
  }
  const size = TYPE_SIZES[entry.type];
  const data = copy(await readPart(file, bytes, entry.start, entry.count * size, `tag ${tag}`));
  const view = new DataView(data);
  const read = readerOf(view, entry.type, littleEndian);
  const values: number[] = [];
  for (let index = 0; index < entry.count; index++) values.push(read(index * size));
  return values;
}

/** The text of an entry, up to its closing zero; undefined where the directory has none. */
export async function textOf(
  { file, bytes }: TiffFile,
  { entries }: Directory,
  tag: number,
  most: number,
): Promise<string | undefined> {
  const entry = entries.get(tag);
  if (!entry || entry.count === 0 || TYPE_SIZES[entry.type] !== 1) return undefined;
  if (entry.count > most)
    throw damaged(file, entry.start, `tag ${tag} claims a text of ${entry.count} bytes`);
  const data = await readPart(file, bytes, entry.start, entry.count, `tag ${tag}`);
  return new TextDecoder().decode(data).replace(/\0[^]*$/, '');
}

function readerOf(view: DataView, type: number, littleEndian: boolean): (at: number) => number {
  switch (type) {
    case 3:
      return (at) => view.getUint16(at, littleEndian);
    case 8:
      return (at) => view.getInt16(at, littleEndian);
    case 4:
    case 13:
      return (at) => view.getUint32(at, littleEndian);
    case 9:
      return (at) => view.getInt32(at, littleEndian);
    case 5:
      return (at) => view.getUint32(at, littleEndian) / view.getUint32(at + 4, littleEndian);
    case 10:
      return (at) => view.getInt32(at, littleEndian) / view.getInt32(at + 4, littleEndian);
    case 11:
      return (at) => view.getFloat32(at, littleEndian);
    case 12:
      return (at) => view.getFloat64(at, littleEndian);
    case 16:
    case 18:
      return (at) => Number(view.getBigUint64(at, littleEndian));
    case 17:
      return (at) => Number(view.getBigInt64(at, littleEndian));
    case 6:
      return (at) => view.getInt8(at);
    default:
      return (at) => view.getUint8(at);
  }
}

function offsetAt({ littleEndian }: TiffFile, view: DataView, at: number, length: number): number {
  return length === 8 ? Number(view.getBigUint64(at, littleEndian)) : view.getUint32(at, littleEndian);
}

/** Bytes of the file, or an error that says what is cut off; nothing is allocated for what the file does not have. */
export async function readPart(
  file: string,
  bytes: ByteSource,
  offset: number,
  length: number,
  what: string,
  signal?: AbortSignal,
): Promise<Uint8Array> {
  if (!(offset >= 0 && length >= 0 && offset + length <= bytes.length)) {
    throw truncated(file, bytes.length, `${what} at byte ${offset}`);
  }
  return bytes.read(offset, length, signal);
}

function copy(bytes: Uint8Array): ArrayBuffer {
  return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
}
