import type { ByteSource } from '../bytes';
import { damagedFile } from '../variable-errors';

/** A file in a ZIP archive. */
export interface ZipEntry {
  name: string;
  /** The same as it is written. */
  nameBytes: Buffer;
  /** 0 stored, 8 deflated. */
  method: number;
  encrypted: boolean;
  crc: number;
  /** Bytes in the archive and unpacked. */
  packed: number;
  unpacked: number;
  /** Where its local header lies. */
  header: number;
}

const END = 0x06054b50;
const END_LENGTH = 22;
const LONGEST_COMMENT = 65_535;
const END_64 = 0x06064b50;
const END_64_LENGTH = 56;
const LOCATOR_64 = 0x07064b50;
const LOCATOR_64_LENGTH = 20;
const ENTRY = 0x02014b50;
const ENTRY_LENGTH = 46;
const LOCAL = 0x04034b50;
const LOCAL_LENGTH = 30;
const EXTRA_64 = 1;
/** Stands for a size that the ZIP64 field holds. */
const ELSEWHERE = 0xffffffff;
const LONGEST_DIRECTORY = 16 * 1024 * 1024;

/**
 * The directory of a ZIP archive (PKWARE's APPNOTE 6.3), ZIP64 included.
 * @throws UnreadableFileError where the archive is cut off or contradicts itself
 */
export async function readZipDirectory(
  bytes: ByteSource,
  file: string,
  signal?: AbortSignal,
): Promise<ZipEntry[]> {
  const { offset, length } = await findDirectory(bytes, file, signal);
  if (!(offset + length <= bytes.length) || length > LONGEST_DIRECTORY)
    throw damagedFile(file, 'its directory lies behind its end');
  const view = viewOf(await bytes.read(offset, length, signal));
  const entries: ZipEntry[] = [];
  for (let at = 0; at < view.byteLength;) {
    if (at + ENTRY_LENGTH > view.byteLength || view.getUint32(at, true) !== ENTRY)
      throw damagedFile(file, 'its directory is not a list of files', offset + at);
    const nameLength = view.getUint16(at + 28, true);
    const extraLength = view.getUint16(at + 30, true);
    const next = at + ENTRY_LENGTH + nameLength + extraLength + view.getUint16(at + 32, true);
    if (next > view.byteLength) throw damagedFile(file, 'its directory ends within a file', offset + at);
    entries.push(entryAt(view, at, nameLength, extraLength));
    at = next;
  }
  refuseOverlap(entries, file);
  return entries;
}

/** Where the same bytes are several files, a small archive holds any number of large ones. */
function refuseOverlap(entries: readonly ZipEntry[], file: string): void {
  let stop = 0;
  for (const { header, packed, name } of [...entries].sort((a, b) => a.header - b.header)) {
    if (header < stop) throw damagedFile(file, `"${name}" lies within another of its files`, header);
    stop = header + LOCAL_LENGTH + packed;
  }
}

/**
 * Where an entry's contents begin.
 * @throws UnreadableFileError where they are not within the archive
 */
export async function contentsStart(
  bytes: ByteSource,
  { name, nameBytes, header, packed }: ZipEntry,
  file: string,
  signal?: AbortSignal,
): Promise<number> {
  const damaged = () => damagedFile(file, `"${name}" is not where its directory says`, header);
  if (!(header + LOCAL_LENGTH <= bytes.length)) throw damaged();
  const view = viewOf(await bytes.read(header, LOCAL_LENGTH, signal));
  const nameLength = view.getUint16(26, true);
  if (view.getUint32(0, true) !== LOCAL || !(header + LOCAL_LENGTH + nameLength <= bytes.length))
    throw damaged();
  // Both are written by the same hand; what differs has been changed, and no checksum covers it.
  if (!nameBytes.equals(await bytes.read(header + LOCAL_LENGTH, nameLength, signal))) throw damaged();
  const start = header + LOCAL_LENGTH + nameLength + view.getUint16(28, true);
  if (!(start + packed <= bytes.length)) throw damaged();
  return start;
}

async function findDirectory(
  bytes: ByteSource,
  file: string,
  signal?: AbortSignal,
): Promise<{ offset: number; length: number }> {
  const tailStart = Math.max(0, bytes.length - END_LENGTH - LONGEST_COMMENT - LOCATOR_64_LENGTH);
  const tail = viewOf(await bytes.read(tailStart, bytes.length - tailStart, signal));
  let end = tail.byteLength - END_LENGTH;
  while (end >= 0 && tail.getUint32(end, true) !== END) end--;
  if (end < 0) throw damagedFile(file, 'it ends before the directory of its arrays');
  const locator = end - LOCATOR_64_LENGTH;
  if (locator < 0 || tail.getUint32(locator, true) !== LOCATOR_64)
    return { length: tail.getUint32(end + 12, true), offset: tail.getUint32(end + 16, true) };
  const at = Number(tail.getBigUint64(locator + 8, true));
  if (!(at + END_64_LENGTH <= bytes.length)) throw damagedFile(file, 'its directory lies behind its end');
  const end64 = viewOf(await bytes.read(at, END_64_LENGTH, signal));
  if (end64.getUint32(0, true) !== END_64) throw damagedFile(file, 'its directory is not where it says', at);
  return { length: Number(end64.getBigUint64(40, true)), offset: Number(end64.getBigUint64(48, true)) };
}

function entryAt(view: DataView, at: number, nameLength: number, extraLength: number): ZipEntry {
  const nameBytes = Buffer.from(view.buffer, view.byteOffset + at + ENTRY_LENGTH, nameLength);
  const flags = view.getUint16(at + 8, true);
  const entry = {
    name: new TextDecoder(flags & 0x800 ? 'utf-8' : 'latin1').decode(nameBytes),
    nameBytes,
    method: view.getUint16(at + 10, true),
    encrypted: (flags & 1) !== 0,
    crc: view.getUint32(at + 16, true),
    packed: view.getUint32(at + 20, true),
    unpacked: view.getUint32(at + 24, true),
    header: view.getUint32(at + 42, true),
  };
  const extra = at + ENTRY_LENGTH + nameLength;
  for (let field = extra; field + 4 <= extra + extraLength;) {
    const stop = Math.min(field + 4 + view.getUint16(field + 2, true), extra + extraLength);
    if (view.getUint16(field, true) === EXTRA_64) {
      let value = field + 4;
      for (const key of ['unpacked', 'packed', 'header'] as const) {
        if (entry[key] !== ELSEWHERE || value + 8 > stop) continue;
        entry[key] = Number(view.getBigUint64(value, true));
        value += 8;
      }
    }
    field = stop;
  }
  return entry;
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
