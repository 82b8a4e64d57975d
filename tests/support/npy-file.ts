import { crc32 } from '../../src-main/engine/files/crc32';

/** A file of NumPy's version 1.0 with this header, true or not. */
export function npy(header: string, data = Buffer.alloc(12), length = header.length): Buffer {
  const preface = Buffer.from('\x93NUMPY\x01\0\0\0', 'latin1');
  preface.writeUInt16LE(length, 8);
  return Buffer.concat([preface, Buffer.from(header, 'latin1'), data]);
}

/** @param descr the type as it stands in the header, quotes included */
export const npyHeader = (descr: string, shape: string) =>
  `{'descr': ${descr}, 'fortran_order': False, 'shape': (${shape}), }\n`;

export interface ZipFile {
  name: string;
  contents: Buffer;
  packed?: Buffer;
  method?: number;
  flags?: number;
  unpacked?: number;
  crc?: number;
}

/** A ZIP archive whose entries say of themselves what the test wants. */
export function zip(...entries: ZipFile[]): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, contents, packed = contents, method = 0, flags = 0, ...says } of entries) {
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(flags, 2);
    fields.writeUInt16LE(method, 4);
    fields.writeUInt32LE(says.crc ?? crc32(contents), 10);
    fields.writeUInt32LE(packed.length, 14);
    fields.writeUInt32LE(says.unpacked ?? contents.length, 18);
    fields.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), fields, Buffer.from(name), packed]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\0'), fields, rest, Buffer.from(name)]));
    locals.push(local);
    offset += local.length;
  }
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(Buffer.concat(directory).length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, ...directory, end]);
}
