import { throwIfCancelled } from '../../errors';
import type { Cursor } from './cursor';
import type { Hdf5File } from './hdf5-file';

/** Kinds of messages in an object header (HDF5 File Format Specification 3.0, IV.A.2). */
export const MESSAGE = {
  dataspace: 0x01,
  linkInfo: 0x02,
  datatype: 0x03,
  oldFillValue: 0x04,
  fillValue: 0x05,
  link: 0x06,
  externalFiles: 0x07,
  layout: 0x08,
  filters: 0x0b,
  attribute: 0x0c,
  continuation: 0x10,
  symbolTable: 0x11,
  attributeInfo: 0x15,
} as const;

export interface Message {
  type: number;
  body: Cursor;
}

const SHARED_FLAG = 2;
const MOST_BLOCKS = 10_000;
const MOST_BYTES = 32 * 1024 * 1024;
const CHECKSUM_LENGTH = 4;
/** The longest beginning of a header of version 2. */
const LONGEST_PREFIX = 34;

interface Block {
  address: number;
  length: number;
}

/**
 * All messages of an object, those in continuation blocks and in other objects' headers included.
 * @throws UnreadableFileError where the header or one of its blocks is damaged
 */
export async function readObjectHeader(h5: Hdf5File, address: number): Promise<Message[]> {
  return resolveShared(h5, await readOwnMessages(h5, address));
}

type Found = Message & { shared: boolean };

async function readOwnMessages(h5: Hdf5File, address: number): Promise<Found[]> {
  const prefix = await h5.readUpTo(address, LONGEST_PREFIX, 'an object header');
  const isSecond = String.fromCharCode(...prefix.bytes.subarray(0, 4)) === 'OHDR';
  const header = isSecond ? secondHeader(prefix, address) : firstHeader(prefix, address);
  const messages: Found[] = [];
  const waiting: Block[] = [header.block];
  const seen = new Set<number>();
  let bytes = 0;
  for (let block = waiting.shift(); block; block = waiting.shift()) {
    throwIfCancelled(h5.signal);
    bytes += block.length;
    if (seen.has(block.address) || seen.size > MOST_BLOCKS || bytes > MOST_BYTES)
      throw h5.damaged('an object header continues without end', address);
    const contents = await header.read(h5, block, seen.size === 0);
    seen.add(block.address);
    for (const message of messagesIn(contents, header)) {
      if (message.type === MESSAGE.continuation) waiting.push(continuationOf(message.body));
      else messages.push(message);
    }
  }
  return messages;
}

interface Header {
  block: Block;
  version: 1 | 2;
  /** Whether every message of version 2 has its place in the order of creation. */
  ordered: boolean;
  read(h5: Hdf5File, block: Block, first: boolean): Promise<Cursor>;
}

function firstHeader(prefix: Cursor, address: number): Header {
  const version = prefix.u8();
  if (version !== 1) throw prefix.damaged('no object begins where one should');
  prefix.skip(7);
  const length = prefix.u32();
  return {
    block: { address: address + 16, length },
    version: 1,
    ordered: false,
    read: (h5, block) => h5.read(block.address, block.length, 'an object header'),
  };
}

function secondHeader(prefix: Cursor, address: number): Header {
  prefix.skip(4);
  const version = prefix.u8();
  if (version !== 2) throw prefix.damaged(`an object header is of the unknown version ${version}`);
  const flags = prefix.u8();
  if (flags & 0x20) prefix.skip(16);
  if (flags & 0x10) prefix.skip(4);
  const length = prefix.unsigned(1 << (flags & 3));
  const begin = prefix.position;
  return {
    block: { address, length: begin + length + CHECKSUM_LENGTH },
    version: 2,
    ordered: (flags & 4) !== 0,
    async read(h5, block, first) {
      const contents = await h5.readChecked(block.address, block.length, 'an object header');
      return first ? contents.skip(begin) : contents.expect('OCHK');
    },
  };
}

/** What is left behind the last message is a gap. */
function* messagesIn(contents: Cursor, { version, ordered }: Header): Generator<Found> {
  const prefix = version === 1 ? 8 : ordered ? 6 : 4;
  while (contents.left >= prefix) {
    const type = version === 1 ? contents.u16() : contents.u8();
    const length = contents.u16();
    const flags = contents.u8();
    contents.skip(version === 1 ? 3 : ordered ? 2 : 0);
    yield { type, body: contents.part(length), shared: (flags & SHARED_FLAG) !== 0 };
  }
}

function continuationOf(body: Cursor): Block {
  const address = body.address();
  const length = body.length();
  if (address === undefined || length < CHECKSUM_LENGTH)
    throw body.damaged('an object header continues nowhere');
  return { address, length };
}

async function resolveShared(h5: Hdf5File, messages: readonly Found[]): Promise<Message[]> {
  const resolved: Message[] = [];
  for (const message of messages) {
    // What is not understood, such as times and comments, may be anywhere.
    const wanted = message.type === MESSAGE.datatype || message.type === MESSAGE.dataspace;
    if (!message.shared || !wanted) resolved.push(message);
    else resolved.push({ type: message.type, body: await sharedMessage(h5, message.body, message.type) });
  }
  return resolved;
}

const IN_OTHER_HEADER = 2;

/**
 * The message that a "shared message" stands for, such as a type with a name of its own.
 * @throws UnreadableFileError where there is none
 */
export async function sharedMessage(h5: Hdf5File, body: Cursor, type: number): Promise<Cursor> {
  const version = body.u8();
  const place = body.u8();
  if (version === 1) body.skip(6);
  // Before version 3 there is no other place, and writers disagree about its number.
  const inOtherHeader = version < 3 || place === IN_OTHER_HEADER;
  const address = inOtherHeader ? body.address() : undefined;
  if (address === undefined) throw body.damaged('a part of an object is shared in an unknown way');
  const found = (await readOwnMessages(h5, address)).find((other) => other.type === type && !other.shared);
  if (!found) throw h5.damaged('an object lacks the part that others share', address);
  return found.body;
}
