import { openFileBytes, type ByteSource } from '../bytes';
import { namedArraysReader, type FileContents, type NamedArray } from '../named-arrays';
import { TIGHTEST_PACKING, unpackInto } from '../unpack';
import { damagedFile } from '../variable-errors';
import { npyArray, valuesLength, type NpyBytes } from './array';
import { readNpyHeader, type NpyHeader } from './header';
import { InflatedEntry } from './inflated-entry';
import { contentsStart, readZipDirectory, type ZipEntry } from './zip';

const STORED = 0;
const DEFLATED = 8;
const MOST_ARRAYS = 10_000;
const ARRAY_NAME = /\.npy$/;

/** An open archive. */
interface Archive {
  bytes: ByteSource;
  file: string;
  signal?: AbortSignal;
}

/** Archives of arrays that NumPy's `savez` and `savez_compressed` write. */
export const npzReader = namedArraysReader('npz', async (file, signal): Promise<FileContents> => {
  const bytes = await openFileBytes(file);
  try {
    const archive = { bytes, file, signal };
    const entries = (await readZipDirectory(bytes, file, signal)).filter(({ name }) => ARRAY_NAME.test(name));
    if (entries.length > MOST_ARRAYS) throw damagedFile(file, `it claims ${entries.length} arrays`);
    const arrays: NamedArray[] = [];
    const skipped: { name: string; kind: string }[] = [];
    for (const entry of entries) {
      const name = entry.name.replace(ARRAY_NAME, '');
      const found = await arrayOf(archive, entry, name);
      if ('info' in found) arrays.push(found);
      else skipped.push({ name, kind: found.kind });
    }
    return { bytes, arrays, skipped };
  } catch (error) {
    await bytes.close();
    throw error;
  }
});

async function arrayOf(
  archive: Archive,
  entry: ZipEntry,
  name: string,
): Promise<NamedArray | { kind: string }> {
  const { bytes, file, signal } = archive;
  if (entry.encrypted) return { kind: 'encrypted array' };
  if (entry.method !== STORED && entry.method !== DEFLATED)
    return { kind: 'array packed in another way than deflate' };
  checkSizes(entry, file);
  const start = await contentsStart(bytes, entry, file, signal);
  const source =
    entry.method === STORED ? storedBytes(archive, entry, start) : packedBytes(archive, entry, start);
  const header: NpyHeader = await readNpyHeader(
    (offset, length) => source.start(offset, length, signal),
    file,
    name,
  );
  if ('kind' in header) return { kind: header.kind };
  if (header.start + valuesLength(header) !== entry.unpacked) {
    const declared = `${header.shape.join(' x ')} values of ${header.size} bytes`;
    throw damagedFile(
      file,
      `"${entry.name}" claims ${declared} but holds ${entry.unpacked} bytes`,
      entry.header,
    );
  }
  return npyArray(name, file, header, source);
}

/** Before anything is unpacked. */
function checkSizes({ name, method, packed, unpacked, header }: ZipEntry, file: string): void {
  const possible = method === STORED ? packed === unpacked : unpacked <= packed * TIGHTEST_PACKING;
  if (Number.isSafeInteger(unpacked) && possible) return;
  throw damagedFile(file, `"${name}" claims ${unpacked} bytes, packed into ${packed}`, header);
}

function storedBytes({ bytes, file }: Archive, entry: ZipEntry, start: number): NpyBytes {
  return {
    start: async (offset, length, signal) => {
      if (offset + length > entry.unpacked) throw endsEarly(file, entry);
      return bytes.read(start + offset, length, signal);
    },
    open: async (header) => ({ bytes, offset: start + header.start }),
  };
}

function packedBytes({ bytes, file }: Archive, entry: ZipEntry, start: number): NpyBytes {
  return {
    start: async (offset, length, signal) => {
      if (offset + length > entry.unpacked) throw endsEarly(file, entry);
      const stream = new InflatedEntry(bytes, start, entry, file, signal);
      try {
        return (await stream.read(offset + length)).subarray(offset);
      } finally {
        await stream.close();
      }
    },
    open: async (header, options) => {
      const stream = new InflatedEntry(bytes, start, entry, file, options.signal);
      let values: ByteSource | undefined;
      try {
        await stream.read(header.start);
        values = await unpackInto(stream, valuesLength(header), file, options);
        await stream.checkEnd();
      } catch (error) {
        await values?.close();
        throw error;
      } finally {
        await stream.close();
      }
      await bytes.close();
      return { bytes: values, offset: 0 };
    },
  };
}

function endsEarly(file: string, { name, header }: ZipEntry) {
  return damagedFile(file, `"${name}" ends within its header`, header);
}
