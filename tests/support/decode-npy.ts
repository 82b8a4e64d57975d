export interface DecodedNpy {
  description: string;
  shape: number[];
  values: Uint8Array | Uint16Array | Float32Array;
}

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
  switch (match[1]) {
    case '|u1':
      return { description: match[1], shape, values: new Uint8Array(data) };
    case '<u2':
      return { description: match[1], shape, values: new Uint16Array(data) };
    case '<f4':
      return { description: match[1], shape, values: new Float32Array(data) };
    default:
      throw new Error(`other NumPy type ${match[1]}`);
  }
}
