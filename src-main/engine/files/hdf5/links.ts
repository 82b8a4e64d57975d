import { textOf, type Cursor } from './cursor';
import { FractalHeap } from './fractal-heap';
import type { Hdf5File } from './hdf5-file';
import type { Link } from './link';
import { MESSAGE, type Message } from './object-header';
import { oldLinks } from './symbol-table';
import { treeRecords } from './tree-two';

const MOST_LINKS = 100_000;

/** Whether an object with these messages is a group. */
export function isGroup(messages: readonly Message[]): boolean {
  return messages.some(
    ({ type }) => type === MESSAGE.symbolTable || type === MESSAGE.linkInfo || type === MESSAGE.link,
  );
}

/**
 * All links of a group, in the order of their creation where that is known, else by name.
 * @throws UnreadableFileError where it is damaged or has too many
 */
export async function linksOf(h5: Hdf5File, messages: readonly Message[]): Promise<Link[]> {
  const links: Link[] = [];
  for (const { type, body } of messages) {
    if (type === MESSAGE.symbolTable) await addAll(links, oldLinks(h5, body), body);
    else if (type === MESSAGE.link) links.push(readLink(body));
    else if (type === MESSAGE.linkInfo) await addAll(links, denseLinks(h5, body), body);
  }
  checkNames(links, messages[0].body);
  return links.sort((a, b) =>
    a.order !== undefined && b.order !== undefined
      ? a.order - b.order
      : Number(a.name > b.name) - Number(a.name < b.name),
  );
}

function checkNames(links: readonly Link[], place: Cursor): void {
  const names = new Set(links.map(({ name }) => name));
  if (names.size < links.length) throw place.damaged('a group holds a name twice');
  if (names.has('') || [...names].some((name) => name.includes('/')))
    throw place.damaged('a group holds what no object can be called');
}

async function addAll(links: Link[], more: AsyncIterable<Link>, body: Cursor): Promise<void> {
  for await (const link of more) {
    if (links.length >= MOST_LINKS) throw body.damaged(`a group holds more than ${MOST_LINKS} objects`);
    links.push(link);
  }
}

/** Types of version 2 B-trees that index links by name. */
const LINKS_BY_NAME = 5;
const HASH_LENGTH = 4;

async function* denseLinks(h5: Hdf5File, info: Cursor): AsyncGenerator<Link> {
  info.skip(1);
  const flags = info.u8();
  if (flags & 1) info.skip(8);
  const heapAddress = info.address();
  const names = info.address();
  if (heapAddress === undefined || names === undefined) return;
  const heap = await FractalHeap.open(h5, heapAddress);
  for await (const { type, record } of treeRecords(h5, names)) {
    if (type !== LINKS_BY_NAME) throw record.damaged('the names of a group are indexed in an unknown way');
    yield readLink(await heap.object(record.skip(HASH_LENGTH)));
  }
}

const SOFT = 1;

/** Reads a link message (HDF5 File Format Specification 3.0, IV.A.2.g). */
function readLink(body: Cursor): Link {
  const version = body.u8();
  if (version !== 1) throw body.damaged(`a link is of the unknown version ${version}`);
  const flags = body.u8();
  const type = flags & 8 ? body.u8() : 0;
  const order = flags & 4 ? body.unsigned(8) : undefined;
  if (flags & 16) body.skip(1);
  const name = textOf(body.take(body.unsigned(1 << (flags & 3))));
  const named = { name, ...(order !== undefined && { order }) };
  if (type === SOFT) return { ...named, kind: 'path', path: textOf(body.take(body.u16())) };
  if (type !== 0) return { ...named, kind: 'elsewhere' };
  const address = body.address();
  if (address === undefined) throw body.damaged(`the link "${name}" leads nowhere`);
  return { ...named, kind: 'object', address };
}
