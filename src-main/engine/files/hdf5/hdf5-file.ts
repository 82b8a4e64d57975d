import type { UnreadableFileError } from '../../errors';
import type { ByteSource } from '../bytes';
import { damagedFile } from '../variable-errors';
import { lookup3 } from './checksum';
import { Cursor, type Sizes } from './cursor';
import { PageCache } from './page-cache';

const CHECKSUM_LENGTH = 4;

export interface Superblock extends Sizes {
  /** What all addresses are relative to. */
  base: number;
  /** Address of the root group's object header. */
  root: number;
}

/** An open HDF5 file: metadata by address, each piece checked to lie within the file before it is read. */
export class Hdf5File implements Superblock {
  readonly file: string;
  readonly offsetSize: number;
  readonly lengthSize: number;
  readonly base: number;
  readonly root: number;

  constructor(
    readonly bytes: ByteSource,
    superblock: Superblock,
    readonly signal?: AbortSignal,
    private readonly pages = new PageCache(bytes),
  ) {
    this.file = superblock.file;
    this.offsetSize = superblock.offsetSize;
    this.lengthSize = superblock.lengthSize;
    this.base = superblock.base;
    this.root = superblock.root;
  }

  /** The same file, whose reads another signal ends. */
  withSignal(signal: AbortSignal | undefined): Hdf5File {
    return new Hdf5File(this.bytes, this, signal, this.pages);
  }

  /**
   * Metadata at an address.
   * @param what it is, in the middle of a sentence
   * @throws UnreadableFileError where it would not lie within the file
   */
  async read(address: number, length: number, what: string): Promise<Cursor> {
    const place = this.checkedPlace(address, length, what);
    return new Cursor(this, await this.pages.read(place, length, this.signal), place);
  }

  /** As many bytes of up to `most` as there are behind an address. */
  async readUpTo(address: number, most: number, what: string): Promise<Cursor> {
    const place = this.checkedPlace(address, 0, what);
    return this.read(address, Math.min(most, this.bytes.length - place), what);
  }

  /** Metadata that end with their checksum, which is checked and left out. */
  async readChecked(address: number, length: number, what: string): Promise<Cursor> {
    const block = await this.read(address, length, what);
    const contents = block.take(length - CHECKSUM_LENGTH);
    if (lookup3(contents) !== block.u32())
      throw this.damaged(`the checksum of ${what} does not match`, address);
    return new Cursor(this, contents, block.place);
  }

  /** Where in the file something begins that an address leads to. */
  checkedPlace(address: number, length: number, what: string): number {
    const place = this.base + address;
    if (place + length <= this.bytes.length) return place;
    throw damagedFile(
      this.file,
      `${what} should lie at byte ${place}, but the file ends at byte ${this.bytes.length}`,
    );
  }

  /** @param problem as the end of "... is damaged:" */
  damaged(problem: string, address: number): UnreadableFileError {
    return damagedFile(this.file, problem, this.base + address);
  }
}
