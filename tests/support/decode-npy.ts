import type { Dtype } from '@shared/scene';

export interface DecodedNpy {
  description: string;
  dtype: Dtype;
  shape: number[];
  /** 64-bit integers as doubles. */
  values: TypedArray | Float64Array;
}

type TypedArray = Int8Array | Uint8Array | Int16Array | Uint16Array | Int32Array | Uint32Array | Float32Array;

const plain =
  (dtype: Dtype, type: new (data: ArrayBuffer) => TypedArray | Float64Array) =>
  (data: ArrayBuffer): Pick<DecodedNpy, 'dtype' | 'values'> => ({ dtype, values: new type(data) });
const wide =
  (dtype: Dtype, type: new (data: ArrayBuffer) => BigInt64Array | BigUint64Array) =>
  (data: ArrayBuffer): Pick<DecodedNpy, 'dtype' | 'values'> => ({
    dtype,
    values: Float64Array.from(new type(data), Number),
  });

/** By NumPy's names of types. */
const TYPES: Readonly<Record<string, (data: ArrayBuffer) => Pick<DecodedNpy, 'dtype' | 'values'>>> = {
  '|i1': plain('int8', Int8Array),
  '|u1': plain('uint8', Uint8Array),
  '<i2': plain('int16', Int16Array),
  '<u2': plain('uint16', Uint16Array),
  '<i4': plain('int32', Int32Array),
  '<u4': plain('uint32', Uint32Array),
  '<i8': wide('int64', BigInt64Array),
  '<u8': wide('uint64', BigUint64Array),
  '<f4': plain('float32', Float32Array),
  '<f8': plain('float64', Float64Array),
};

/** Reads a version 1.0 NumPy file in C order. */
export function decodeNpy(bytes: Uint8Array): DecodedNpy {
  const file = Buffer.from(bytes);
  if (file.toString('latin1', 0, 8) !== '\x93NUMPY\x01\x00') throw new Error('no NumPy signature');
  const end = 10 + file.readUInt16LE(8);
  const header = file.toString('latin1', 10, end);
  const match = /^\{'descr': '(.+)', 'fortran_order': False, 'shape': \(([\d, ]*)\), \} *\n$/.exec(header);
  if (!match || end % 64 !== 0) throw new Error(`other NumPy header: ${header}`);
  const shape = match[2]
    .split(',')
    .filter((size) => size.trim())
    .map(Number);
  const data = Uint8Array.from(file.subarray(end)).buffer;
  const decode = TYPES[match[1]];
  if (!decode) throw new Error(`other NumPy type ${match[1]}`);
  return { description: match[1], shape, ...decode(data) };
}
