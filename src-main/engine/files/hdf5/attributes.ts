import { textOf, type Cursor } from './cursor';
import { readDataspace, type Dataspace } from './dataspace';
import { readDatatype, type Datatype } from './datatype';
import { FractalHeap } from './fractal-heap';
import type { Hdf5File } from './hdf5-file';
import { MESSAGE, sharedMessage, type Message } from './object-header';
import { treeRecords } from './tree-two';

/** Small pieces of data about an object. */
export interface Attribute {
  name: string;
  type: Datatype;
  space: Dataspace;
  data: Cursor;
}

const MOST_ATTRIBUTES = 10_000;
const ATTRIBUTES_BY_NAME = 8;

/**
 * All attributes of an object, by name.
 * @throws UnreadableFileError where one of them is damaged
 */
export async function attributesOf(
  h5: Hdf5File,
  messages: readonly Message[],
): Promise<Map<string, Attribute>> {
  const attributes = new Map<string, Attribute>();
  for (const { type, body } of messages) {
    if (type === MESSAGE.attribute) await add(h5, attributes, body);
    if (type !== MESSAGE.attributeInfo) continue;
    for await (const dense of denseAttributes(h5, body)) await add(h5, attributes, dense);
  }
  return attributes;
}

async function add(h5: Hdf5File, attributes: Map<string, Attribute>, body: Cursor): Promise<void> {
  if (attributes.size >= MOST_ATTRIBUTES)
    throw body.damaged(`an object has more than ${MOST_ATTRIBUTES} attributes`);
  const attribute = await readAttribute(h5, body);
  attributes.set(attribute.name, attribute);
}

async function* denseAttributes(h5: Hdf5File, info: Cursor): AsyncGenerator<Cursor> {
  info.skip(1);
  const flags = info.u8();
  if (flags & 1) info.skip(2);
  const heapAddress = info.address();
  const names = info.address();
  if (heapAddress === undefined || names === undefined) return;
  const heap = await FractalHeap.open(h5, heapAddress);
  for await (const { type, record } of treeRecords(h5, names)) {
    if (type !== ATTRIBUTES_BY_NAME) throw record.damaged('attributes are indexed in an unknown way');
    yield await heap.object(record);
  }
}

const SHARED_TYPE = 1;
const SHARED_SPACE = 2;

/** Reads an attribute message (HDF5 File Format Specification 3.0, IV.A.2.m). */
async function readAttribute(h5: Hdf5File, body: Cursor): Promise<Attribute> {
  const version = body.u8();
  if (version < 1 || version > 3) throw body.damaged(`an attribute is of the unknown version ${version}`);
  const flags = body.u8();
  const [nameLength, typeLength, spaceLength] = [body.u16(), body.u16(), body.u16()];
  if (version === 3) body.skip(1);
  const padded = (length: number) => (version === 1 ? Math.ceil(length / 8) * 8 : length);
  const name = textOf(body.take(padded(nameLength))).split('\0')[0];
  const typeBody = body.part(padded(typeLength));
  const spaceBody = body.part(padded(spaceLength));
  // Reserved in version 1.
  const isShared = (flag: number) => version > 1 && (flags & flag) !== 0;
  const type = isShared(SHARED_TYPE) ? await sharedMessage(h5, typeBody, MESSAGE.datatype) : typeBody;
  const space = isShared(SHARED_SPACE) ? await sharedMessage(h5, spaceBody, MESSAGE.dataspace) : spaceBody;
  return { name, type: readDatatype(type), space: readDataspace(space), data: body.part(body.left) };
}
