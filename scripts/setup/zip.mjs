/** Reads wheels, which are zip archives. Only what wheels use: no encryption, stored or deflated, below 4 GB. */
import {
  closeSync,
  createReadStream,
  createWriteStream,
  fstatSync,
  mkdirSync,
  openSync,
  readSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createInflateRaw } from 'node:zlib';

const endSignature = 0x06054b50;
const entrySignature = 0x02014b50;
const stored = 0;
const largestComment = 65_557;

/**
 * The archive's list of contents.
 * @returns {{ name: string, method: number, packedSize: number, size: number, headerOffset: number }[]}
 * @throws an Error when the file is no zip archive
 */
export function listZip(file) {
  const descriptor = openSync(file, 'r');
  try {
    const fileSize = fstatSync(descriptor).size;
    const tail = readAt(
      descriptor,
      Math.max(0, fileSize - largestComment),
      Math.min(fileSize, largestComment),
    );
    const end = tail.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
    if (end < 0 || tail.readUInt32LE(end) !== endSignature) throw new Error(`${file} is not a zip archive`);
    const count = tail.readUInt16LE(end + 10);
    const directory = readAt(descriptor, tail.readUInt32LE(end + 16), tail.readUInt32LE(end + 12));
    return readEntries(directory, count);
  } finally {
    closeSync(descriptor);
  }
}

function readEntries(directory, count) {
  const entries = [];
  for (let at = 0; entries.length < count;) {
    if (directory.readUInt32LE(at) !== entrySignature) throw new Error('the zip archive is damaged');
    const nameLength = directory.readUInt16LE(at + 28);
    entries.push({
      name: directory.toString('utf8', at + 46, at + 46 + nameLength),
      method: directory.readUInt16LE(at + 10),
      packedSize: directory.readUInt32LE(at + 20),
      size: directory.readUInt32LE(at + 24),
      headerOffset: directory.readUInt32LE(at + 42),
    });
    at += 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  return entries;
}

/**
 * Writes one entry to a file.
 * @param {(bytes: number) => void} [onBytes] called with the number of bytes written since the last call
 */
export async function extractEntry(zipFile, entry, destination, onBytes) {
  mkdirSync(dirname(destination), { recursive: true });
  const start = dataOffset(zipFile, entry);
  const output = createWriteStream(destination);
  if (entry.packedSize === 0) {
    await new Promise((resolve, reject) => output.on('error', reject).end(resolve));
    return;
  }
  const input = createReadStream(zipFile, {
    start,
    end: start + entry.packedSize - 1,
    highWaterMark: 1 << 20,
  });
  const counted = async function* (source) {
    for await (const chunk of source) {
      onBytes?.(chunk.length);
      yield chunk;
    }
  };
  if (entry.method === stored) await pipeline(input, counted, output);
  else await pipeline(input, createInflateRaw({ chunkSize: 1 << 20 }), counted, output);
}

/** The local header repeats the name and has an extra field of its own length. */
function dataOffset(zipFile, entry) {
  const descriptor = openSync(zipFile, 'r');
  try {
    const header = readAt(descriptor, entry.headerOffset, 30);
    return entry.headerOffset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
  } finally {
    closeSync(descriptor);
  }
}

function readAt(descriptor, position, length) {
  const buffer = Buffer.alloc(length);
  const read = readSync(descriptor, buffer, 0, length, position);
  if (read < length) throw new Error('the zip archive is cut short');
  return buffer;
}
