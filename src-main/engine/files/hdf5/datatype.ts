import type { Dtype } from '@shared/scene';
import type { Cursor } from './cursor';

/** What one element of an array or an attribute is; `size` in bytes as stored. */
export type Datatype = { size: number } & (
  | { kind: 'number'; dtype: Dtype; littleEndian: boolean; half: boolean }
  | { kind: 'text' }
  | { kind: 'reference' }
  /** Lists of different lengths in a heap of their own. */
  | { kind: 'lists'; of: Datatype }
  /** `title`: what an array of them is, as a person calls it. */
  | { kind: 'other'; title: string }
);

const CLASS = {
  integer: 0,
  float: 1,
  time: 2,
  text: 3,
  bits: 4,
  opaque: 5,
  compound: 6,
  reference: 7,
  enumeration: 8,
  lists: 9,
  array: 10,
  complex: 11,
} as const;

const DEEPEST = 8;
const OBJECT_REFERENCE = 0;
const TEXT_LIST = 1;

/**
 * Reads a datatype message (HDF5 File Format Specification 3.0, IV.A.2.d).
 * @throws UnreadableFileError where it makes no sense
 */
export function readDatatype(body: Cursor, depth = 0): Datatype {
  if (depth > DEEPEST) throw body.damaged('a type holds itself');
  const head = body.u32();
  const type = head & 0x0f;
  const version = (head >> 4) & 0x0f;
  const bits = head >>> 8;
  const size = body.u32();
  if (size === 0) throw body.damaged('a type has no size');
  switch (type) {
    case CLASS.integer:
    case CLASS.bits:
      return integer(body, bits, size, type === CLASS.integer && (bits & 8) !== 0);
    case CLASS.float:
      return float(body, bits, size);
    case CLASS.time:
      body.skip(2);
      return { kind: 'other', title: 'list of times', size };
    case CLASS.text:
      return { kind: 'text', size };
    case CLASS.opaque:
      body.skip(Math.min(body.left, bits & 0xff));
      return { kind: 'other', title: 'list of opaque bytes', size };
    case CLASS.compound:
      return compound(body, version, bits & 0xffff, size, depth);
    case CLASS.reference:
      return (bits & 0x0f) === OBJECT_REFERENCE
        ? { kind: 'reference', size }
        : { kind: 'other', title: 'list of references to parts of arrays', size };
    case CLASS.enumeration:
      return enumeration(body, version, bits & 0xffff, depth);
    case CLASS.lists: {
      const of = readDatatype(body, depth + 1);
      return (bits & 0x0f) === TEXT_LIST
        ? { kind: 'lists', of: { kind: 'text', size: 1 }, size }
        : { kind: 'lists', of, size };
    }
    case CLASS.array:
      return { kind: 'other', title: 'list of small arrays', size };
    case CLASS.complex:
      return { kind: 'other', title: 'complex array', size };
    default:
      throw body.damaged(`there is no class of types with the number ${type}`);
  }
}

function integer(body: Cursor, bits: number, size: number, signed: boolean): Datatype {
  const offset = body.u16();
  const precision = body.u16();
  if (![1, 2, 4, 8].includes(size) || offset !== 0 || precision !== 8 * size)
    return { kind: 'other', title: `list of ${precision}-bit integers`, size };
  const dtype = `${signed ? '' : 'u'}int${8 * size}` as Dtype;
  return { kind: 'number', dtype, littleEndian: (bits & 1) === 0, half: false, size };
}

/** Where sign, exponent and fraction of IEEE 754 lie: sign, exponent's start and bits, fraction's start and bits, bias. */
const IEEE: Record<number, readonly number[]> = {
  2: [15, 10, 5, 0, 10, 15],
  4: [31, 23, 8, 0, 23, 127],
  8: [63, 52, 11, 0, 52, 1023],
};

function float(body: Cursor, bits: number, size: number): Datatype {
  const offset = body.u16();
  const precision = body.u16();
  const layout = [(bits >>> 8) & 0xff, body.u8(), body.u8(), body.u8(), body.u8(), body.u32()];
  const known = IEEE[size];
  const isVax = (bits & 0x40) !== 0;
  if (!known || isVax || offset !== 0 || known.some((value, index) => value !== layout[index]))
    return { kind: 'other', title: `list of unusual ${precision}-bit floating-point numbers`, size };
  const half = size === 2;
  return {
    kind: 'number',
    dtype: size === 8 ? 'float64' : 'float32',
    littleEndian: (bits & 1) === 0,
    half,
    size,
  };
}

/** Two numbers, the real and the imaginary part, are a complex number to all who write HDF5. */
function compound(body: Cursor, version: number, members: number, size: number, depth: number): Datatype {
  const names: string[] = [];
  for (let member = 0; members === 2 && member < 2; member++) {
    names.push(memberName(body, version));
    body.skip(version < 3 ? 4 : bytesFor(size));
    if (version === 1) body.skip(28);
    readDatatype(body, depth + 1);
  }
  const isComplex = /^r(eal)?,i(mag(inary)?)?$/i.test(names.join());
  return { kind: 'other', title: isComplex ? 'complex array' : 'table', size };
}

function enumeration(body: Cursor, version: number, members: number, depth: number): Datatype {
  const base = readDatatype(body, depth + 1);
  const names: string[] = [];
  for (let member = 0; member < members; member++) names.push(memberName(body, version));
  // Truth values, as h5py writes them.
  const isTruth = base.kind === 'number' && base.dtype === 'int8' && names.join() === 'FALSE,TRUE';
  return isTruth ? { ...base, dtype: 'uint8' } : base;
}

/** Padded to a multiple of eight bytes in old versions. */
function memberName(body: Cursor, version: number): string {
  const start = body.position;
  const name = body.zeroEnded();
  if (version < 3) body.skip((8 - ((body.position - start) % 8)) % 8);
  return name;
}

function bytesFor(value: number): number {
  return value < 0x100 ? 1 : value < 0x10000 ? 2 : value < 0x1000000 ? 3 : 4;
}
