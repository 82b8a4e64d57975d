import { open, type FileHandle } from 'node:fs/promises';
import { EngineError, UnreadableFileError, throwIfCancelled } from '../errors';
import { asFileError, fileName, folderError } from './file-errors';
import { allocate } from './values';

/** Bytes with random access, wherever they lie. */
export interface ByteSource {
  readonly length: number;
  /**
   * Exactly `length` bytes from `offset`; not to be written to, since they may be a view on the source.
   * @throws UnreadableFileError where the source ends early
   */
  read(offset: number, length: number, signal?: AbortSignal): Promise<Uint8Array>;
  close(): Promise<void>;
}

/**
 * A regular file, opened for reading only.
 * @throws UnreadableFileError where it is missing, a folder, a device, empty or not readable by this user
 */
export async function openFileBytes(file: string): Promise<ByteSource> {
  let handle: FileHandle;
  try {
    handle = await open(file, 'r');
  } catch (error) {
    throw asFileError(error, file);
  }
  try {
    const stat = await handle.stat();
    if (stat.isDirectory()) throw folderError(file);
    if (!stat.isFile()) {
      throw new UnreadableFileError(
        'file-not-regular',
        `"${file}" is a device or a pipe, not a file; copy the data into a file first.`,
        { file },
      );
    }
    if (stat.size === 0) {
      throw new UnreadableFileError(
        'file-empty',
        `"${fileName(file)}" is empty (0 bytes); download or save it again.`,
        { file },
      );
    }
    return new FileBytes(file, handle, stat.size);
  } catch (error) {
    await handle.close();
    throw asFileError(error, file);
  }
}

/** One call of the system takes no more than 2 GiB; this much is read at full speed and soon cancelled. */
const LONGEST_READ = 64 * 1024 * 1024;

/** Bytes of an open file. */
export class FileBytes implements ByteSource {
  private closed = false;

  constructor(
    private readonly file: string,
    private readonly handle: FileHandle,
    readonly length: number,
  ) {}

  async read(offset: number, length: number, signal?: AbortSignal): Promise<Uint8Array> {
    throwIfCancelled(signal);
    if (this.closed) throw closedError(this.file);
    if (offset + length > this.length) throw endsEarly(this.file, this.length);
    const bytes = allocate('uint8', length) as Uint8Array;
    await this.readInto(bytes, offset, signal);
    return bytes;
  }

  /** Fills `bytes` from `offset` on, for a caller that has the memory already; fails as `read` does. */
  async readInto(bytes: Uint8Array, offset: number, signal?: AbortSignal): Promise<void> {
    throwIfCancelled(signal);
    if (this.closed) throw closedError(this.file);
    let filled = 0;
    while (filled < bytes.length) {
      throwIfCancelled(signal);
      const { bytesRead } = await this.readOnce(bytes, filled, offset + filled);
      if (bytesRead === 0) throw endsEarly(this.file, offset + filled);
      filled += bytesRead;
    }
    throwIfCancelled(signal);
  }

  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    await this.handle.close();
  }

  private async readOnce(bytes: Uint8Array, filled: number, position: number) {
    try {
      return await this.handle.read(bytes, filled, Math.min(bytes.length - filled, LONGEST_READ), position);
    } catch (error) {
      throw asFileError(error, this.file);
    }
  }
}

/** Bytes held in memory; `file` is named where a read goes wrong. */
export class MemoryBytes implements ByteSource {
  private bytes: Uint8Array | undefined;
  readonly length: number;

  constructor(
    private readonly file: string,
    bytes: Uint8Array,
  ) {
    this.bytes = bytes;
    this.length = bytes.length;
  }

  async read(offset: number, length: number, signal?: AbortSignal): Promise<Uint8Array> {
    throwIfCancelled(signal);
    if (!this.bytes) throw closedError(this.file);
    if (offset + length > this.length) throw endsEarly(this.file, this.length);
    return this.bytes.subarray(offset, offset + length);
  }

  async close(): Promise<void> {
    this.bytes = undefined;
  }
}

function endsEarly(file: string, byte: number): UnreadableFileError {
  return new UnreadableFileError(
    'file-ends-early',
    `"${fileName(file)}" ends early, at byte ${byte}; it may have been changed or cut off: download or save it again.`,
    { file, byte },
  );
}

function closedError(file: string): EngineError {
  return new EngineError('source-closed', `"${fileName(file)}" has been closed; open it again.`, { file });
}
