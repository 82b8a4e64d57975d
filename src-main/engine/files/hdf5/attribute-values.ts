import { valueCount } from '../values';
import type { Attribute } from './attributes';
import { textOf, type Cursor } from './cursor';
import { decoderOf } from './decode';
import { globalObject } from './global-heap';
import type { Hdf5File } from './hdf5-file';

/** More than any attribute that is of interest here has. */
const MOST_VALUES = 65_536;

/** The numbers of an attribute; undefined where it holds none, or more than can be meant. */
export function numbersIn(h5: Hdf5File, attribute: Attribute | undefined): number[] | undefined {
  if (attribute?.type.kind !== 'number') return undefined;
  const { type, space, data, name } = attribute;
  const count = space.empty ? 0 : valueCount(space.dims);
  if (count > MOST_VALUES || count * type.size > data.bytes.length) return undefined;
  const decode = decoderOf(type, { file: h5.file, variable: name });
  return Array.from(decode(data.bytes.subarray(0, count * type.size)));
}

/** The texts of an attribute; undefined where it holds none. */
export async function textsIn(h5: Hdf5File, attribute: Attribute | undefined): Promise<string[] | undefined> {
  if (!attribute) return undefined;
  const { type } = attribute;
  const elements = elementsOf(attribute);
  if (type.kind === 'text') return elements?.map(({ bytes }) => trimmed(bytes));
  if (type.kind !== 'lists' || type.of.kind !== 'text') return undefined;
  const texts: string[] = [];
  for (const element of elements ?? [])
    texts.push(trimmed((await listAt(h5, element))?.bytes ?? new Uint8Array(0)));
  return texts;
}

/** The first text of an attribute. */
export async function textIn(h5: Hdf5File, attribute: Attribute | undefined): Promise<string | undefined> {
  return (await textsIn(h5, attribute))?.[0];
}

/** Addresses of the objects that each element of an attribute refers to, undefined for none. */
export async function referencesIn(
  h5: Hdf5File,
  attribute: Attribute | undefined,
): Promise<(number | undefined)[][] | undefined> {
  if (attribute?.type.kind !== 'lists' || attribute.type.of.kind !== 'reference') return undefined;
  const lists: (number | undefined)[][] = [];
  for (const element of elementsOf(attribute) ?? []) {
    const list = await listAt(h5, element);
    lists.push(list ? addressesIn(h5, list) : []);
  }
  return lists;
}

/** Addresses that lie one behind the other; none is written as zero. */
export function addressesIn(h5: Hdf5File, list: Cursor): (number | undefined)[] {
  const count = Math.floor(list.left / h5.offsetSize);
  return Array.from({ length: count }, () => list.address() || undefined);
}

function elementsOf({ type, space, data }: Attribute): Cursor[] | undefined {
  const count = space.empty ? 0 : valueCount(space.dims);
  if (count > MOST_VALUES || count * type.size > data.bytes.length) return undefined;
  const whole = data.fromStart();
  return Array.from({ length: count }, () => whole.part(type.size));
}

/** A list of any length lies in a heap; undefined where it is empty. */
async function listAt(h5: Hdf5File, element: Cursor): Promise<Cursor | undefined> {
  const count = element.u32();
  const address = element.address();
  const index = element.u32();
  return count > 0 && address ? globalObject(h5, address, index) : undefined;
}

function trimmed(bytes: Uint8Array): string {
  return textOf(bytes).split('\0')[0].trimEnd();
}
