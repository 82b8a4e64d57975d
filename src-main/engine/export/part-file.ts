import { open, rm, type FileHandle } from 'node:fs/promises';
import { throwIfCancelled } from '../errors';
import { asNotWritable } from './not-writable';
import { replaceTogether } from './replace';
import { removeAbandoned, temporaryName } from './temporary';

/** A file that is written piece by piece under a temporary name and gets its own name once it is whole. */
export class PartFile {
  /** Bytes written so far, as `append` counts them. */
  length = 0;

  private constructor(
    readonly target: string,
    readonly temporary: string,
    readonly handle: FileHandle,
    private readonly signal?: AbortSignal,
  ) {}

  /**
   * @param signal aborted: the next write throws `CancelledError`
   * @throws NotWritableError where the folder does not exist or cannot be written to
   */
  static async create(target: string, signal?: AbortSignal): Promise<PartFile> {
    const temporary = temporaryName(target);
    try {
      await removeAbandoned(target);
      return new PartFile(target, temporary, await open(temporary, 'wx+'), signal);
    } catch (error) {
      throw asNotWritable(error, target);
    }
  }

  /** Returns where the bytes begin. */
  async append(bytes: Uint8Array): Promise<number> {
    const start = this.length;
    await this.writeAt(start, bytes);
    return start;
  }

  /** @throws NotWritableError where the disk is full */
  async writeAt(position: number, bytes: Uint8Array): Promise<void> {
    throwIfCancelled(this.signal);
    try {
      for (let done = 0; done < bytes.length;) {
        const { bytesWritten } = await this.handle.write(bytes, done, bytes.length - done, position + done);
        done += bytesWritten;
      }
    } catch (error) {
      throw asNotWritable(error, this.target);
    }
    this.length = Math.max(this.length, position + bytes.length);
  }

  /** Flushes the file and gives it its name. */
  finish(): Promise<void> {
    return PartFile.finishTogether([this]);
  }

  /**
   * The same for files that belong together: they get their names in this order, all of them or none.
   * @param obsolete names of files that would belong to the new ones, but were written for earlier ones
   */
  static async finishTogether(parts: readonly PartFile[], obsolete: readonly string[] = []): Promise<void> {
    for (const part of parts) await part.flush();
    await replaceTogether([...obsolete.map((target) => ({ target })), ...parts]);
  }

  /** For when writing failed: nothing is left of it. Does nothing to a finished file. */
  async discard(): Promise<void> {
    await this.handle.close().catch(() => undefined);
    await rm(this.temporary, { force: true }).catch(() => undefined);
  }

  private async flush(): Promise<void> {
    try {
      await this.handle.sync();
      await this.handle.close();
    } catch (error) {
      throw asNotWritable(error, this.target);
    }
  }
}
