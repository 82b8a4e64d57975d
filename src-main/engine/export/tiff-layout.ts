/** A directory entry of TIFF 6.0, section 2. */
export interface Tag {
  name: string;
  code: number;
  type: 2 | 3 | 4 | 12;
  count: number;
  data: Buffer;
}

const HEADER_BYTES = 8;

/** Entries by the type of their values; the name says what the number means. */
export const tag = {
  ascii: (name: string, code: number, text: string): Tag => {
    const data = Buffer.from(`${text}\0`);
    return { name, code, type: 2, count: data.length, data };
  },
  short: (name: string, code: number, ...values: number[]): Tag => ({
    name,
    code,
    type: 3,
    count: values.length,
    data: Buffer.from(Uint16Array.from(values).buffer),
  }),
  long: (name: string, code: number, ...values: number[]): Tag => ({
    name,
    code,
    type: 4,
    count: values.length,
    data: Buffer.from(Uint32Array.from(values).buffer),
  }),
  double: (name: string, code: number, ...values: number[]): Tag => ({
    name,
    code,
    type: 12,
    count: values.length,
    data: Buffer.from(Float64Array.from(values).buffer),
  }),
};

/** A little-endian TIFF of one image: header, strips, values that do not fit their entry, directory. */
export function layOut(tags: readonly Tag[], strips: readonly Uint8Array[]): Uint8Array {
  const parts: Uint8Array[] = [];
  let end = HEADER_BYTES;
  const append = (part: Uint8Array) => {
    const start = end;
    parts.push(part);
    end += part.length;
    if (end % 2 === 1) {
      parts.push(Uint8Array.of(0));
      end++;
    }
    return start;
  };
  const offsets = strips.map(append);
  const sorted = [
    ...tags,
    tag.long('StripOffsets', 273, ...offsets),
    tag.long('StripByteCounts', 279, ...strips.map(({ length }) => length)),
  ].sort((left, right) => left.code - right.code);

  const entries = sorted.map(({ code, type, count, data }) => {
    const entry = Buffer.alloc(12);
    entry.writeUInt16LE(code, 0);
    entry.writeUInt16LE(type, 2);
    entry.writeUInt32LE(count, 4);
    if (data.length <= 4) data.copy(entry, 8);
    else entry.writeUInt32LE(append(data), 8);
    return entry;
  });
  const count = Buffer.alloc(2);
  count.writeUInt16LE(entries.length, 0);
  const noNextDirectory = Buffer.alloc(4);
  const header = Buffer.from([0x49, 0x49, 42, 0, 0, 0, 0, 0]);
  header.writeUInt32LE(end, 4);
  return Buffer.concat([header, ...parts, count, ...entries, noNextDirectory]);
}
