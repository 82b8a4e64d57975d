import { rmSync } from 'node:fs';
import { mkdtemp, open, rm, type FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NotWritableError } from '../errors';
import { FileBytes, type ByteSource } from './bytes';

/** What a scratch file holds. */
export interface ScratchBytes extends ByteSource {
  /** Fills `bytes` from `offset` on. */
  readInto(bytes: Uint8Array, offset: number, signal?: AbortSignal): Promise<void>;
}

/** A temporary file to fill from its start and then read; nobody else sees it, and nothing of it is left behind. */
export class ScratchFile {
  private written = 0;

  private constructor(
    private readonly folder: string,
    private readonly handle: FileHandle,
    private readonly removeOnExit: (() => void) | undefined,
  ) {}

  /** @throws NotWritableError where the temporary folder cannot be written to */
  static async create(): Promise<ScratchFile> {
    let folder: string | undefined;
    try {
      folder = await mkdtemp(join(tmpdir(), 'bandscape-'));
      const handle = await open(join(folder, 'values'), 'wx+', 0o600);
      return new ScratchFile(folder, handle, await removeEarly(folder));
    } catch (error) {
      if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
      throw scratchError(error);
    }
  }

  /** @throws NotWritableError where the disk is full */
  async append(bytes: Uint8Array): Promise<void> {
    try {
      let done = 0;
      while (done < bytes.length) {
        const { bytesWritten } = await this.handle.write(bytes, done, bytes.length - done, this.written);
        done += bytesWritten;
        this.written += bytesWritten;
      }
    } catch (error) {
      throw scratchError(error);
    }
  }

  /** What was written, for reading; closing it removes the file. `file` is the data's origin, for messages. */
  bytes(file: string): ScratchBytes {
    const bytes = new FileBytes(file, this.handle, this.written);
    return {
      length: bytes.length,
      read: (offset, length, signal) => bytes.read(offset, length, signal),
      readInto: (into, offset, signal) => bytes.readInto(into, offset, signal),
      close: async () => {
        await bytes.close();
        await this.remove();
      },
    };
  }

  /** For when filling it failed. */
  async discard(): Promise<void> {
    await this.handle.close();
    await this.remove();
  }

  private async remove(): Promise<void> {
    if (!this.removeOnExit) return;
    process.removeListener('exit', this.removeOnExit);
    await rm(this.folder, { recursive: true, force: true });
  }
}

/**
 * Takes the file's name away while it is open, so that the system frees its space however the process ends. Where
 * the system does not allow that, returns what removes it when the process ends.
 */
async function removeEarly(folder: string): Promise<(() => void) | undefined> {
  try {
    await rm(folder, { recursive: true });
    return undefined;
  } catch {
    const removeOnExit = () => rmSync(folder, { recursive: true, force: true });
    process.once('exit', removeOnExit);
    return removeOnExit;
  }
}

function scratchError(error: unknown): unknown {
  const reason = (error as NodeJS.ErrnoException | null)?.code;
  if (typeof reason !== 'string') return error;
  const folder = tmpdir();
  const problem = reason === 'ENOSPC' ? 'is full' : `cannot be written to (${reason})`;
  return new NotWritableError(
    reason === 'ENOSPC' ? 'scratch-disk-full' : 'scratch-not-writable',
    `The temporary folder "${folder}", which large scenes are unpacked and prepared in, ${problem}: ` +
      'free some space there, or set the environment variable TMPDIR to another folder.',
    { folder, reason },
  );
}
