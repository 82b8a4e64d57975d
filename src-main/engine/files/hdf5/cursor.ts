import { damagedFile } from '../variable-errors';

/** How the file writes addresses and lengths. */
export interface Sizes {
  /** Its path, for messages. */
  file: string;
  offsetSize: number;
  lengthSize: number;
}

/** Reads a piece of metadata from its start on; whatever it lacks is damage. Everything is little-endian. */
export class Cursor {
  private at = 0;
  private readonly view: DataView;

  /** @param place of the first byte in the file, for messages */
  constructor(
    private readonly sizes: Sizes,
    readonly bytes: Uint8Array,
    readonly place: number,
  ) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get position(): number {
    return this.at;
  }

  get left(): number {
    return this.bytes.length - this.at;
  }

  get lengthSize(): number {
    return this.sizes.lengthSize;
  }

  /** @param problem as the end of "... is damaged:" */
  damaged(problem: string) {
    return damagedFile(this.sizes.file, problem, this.place + this.at);
  }

  /** The same bytes, to be read from the first one on. */
  fromStart(): Cursor {
    return new Cursor(this.sizes, this.bytes, this.place);
  }

  skip(length: number): this {
    if (length > this.left) throw this.damaged('a block ends before its contents do');
    this.at += length;
    return this;
  }

  take(length: number): Uint8Array {
    const start = this.at;
    this.skip(length);
    return this.bytes.subarray(start, this.at);
  }

  /** The next bytes as a piece of their own. */
  part(length: number): Cursor {
    const place = this.place + this.at;
    return new Cursor(this.sizes, this.take(length), place);
  }

  u8(): number {
    return this.take(1)[0];
  }

  u16(): number {
    this.skip(2);
    return this.view.getUint16(this.at - 2, true);
  }

  u32(): number {
    this.skip(4);
    return this.view.getUint32(this.at - 4, true);
  }

  /** An unsigned number of up to eight bytes. */
  unsigned(size: number): number {
    const bytes = this.take(size);
    let value = 0;
    for (let i = size - 1; i >= 0; i--) value = value * 256 + bytes[i];
    if (!Number.isSafeInteger(value)) throw this.damaged('a number is too large');
    return value;
  }

  /** An address relative to the file's base, or undefined where the file has none. */
  address(): number | undefined {
    const { offsetSize } = this.sizes;
    if (this.bytes.subarray(this.at, this.at + offsetSize).every((byte) => byte === 0xff)) {
      this.skip(offsetSize);
      return undefined;
    }
    return this.unsigned(offsetSize);
  }

  length(): number {
    return this.unsigned(this.sizes.lengthSize);
  }

  /** @throws UnreadableFileError where the four characters are others */
  expect(signature: string): this {
    const found = String.fromCharCode(...this.take(4));
    if (found !== signature) throw this.damaged(`no block "${signature}" begins where one should`);
    return this;
  }

  /** Characters up to a zero, which is taken too. */
  zeroEnded(): string {
    const end = this.bytes.indexOf(0, this.at);
    if (end < 0) throw this.damaged('a name does not end');
    const name = textOf(this.bytes.subarray(this.at, end));
    this.at = end + 1;
    return name;
  }
}

/** UTF-8, or Latin-1 where it is not valid UTF-8. */
export function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return String.fromCharCode(...bytes);
  }
}
