const DESCRIPTIONS = { Uint8Array: '|u1', Uint16Array: '<u2', Float32Array: '<f4' } as const;

/**
 * A NumPy array file, format version 1.0, C order (numpy.lib.format). Little-endian, as is every machine that
 * Bandscape runs on.
 */
export function encodeNpy(
  values: Uint8Array | Uint16Array | Float32Array,
  shape: readonly number[],
): Uint8Array {
  const description = DESCRIPTIONS[values.constructor.name as keyof typeof DESCRIPTIONS];
  return Buffer.concat([
    npyHeader(description, shape),
    Buffer.from(values.buffer, values.byteOffset, values.byteLength),
  ]);
}

/**
 * What stands before the values, which follow in C order.
 * @param description NumPy's word for the type, such as `<f4`
 */
export function npyHeader(description: string, shape: readonly number[]): Buffer {
  const sizes = shape.length === 1 ? `${shape[0]},` : shape.join(', ');
  const text = `{'descr': '${description}', 'fortran_order': False, 'shape': (${sizes}), }`;
  const unpadded = 10 + text.length + 1;
  const header = Buffer.alloc(Math.ceil(unpadded / 64) * 64, ' ');
  header.write('\x93NUMPY\x01\x00', 0, 'latin1');
  header.writeUInt16LE(header.length - 10, 8);
  header.write(text, 10, 'latin1');
  header.write('\n', header.length - 1, 'latin1');
  return header;
}

/** Labels as bytes where they fit, else as 16-bit words. */
export function encodeLabels(labels: Uint16Array, shape: readonly number[], largest: number): Uint8Array {
  return encodeNpy(largest < 256 ? Uint8Array.from(labels) : labels, shape);
}
