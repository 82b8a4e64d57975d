import { InvalidSettingsError } from '../engine/errors';

/** The files that were written for the window: those that it may ask to be shown. */
export class WrittenFiles {
  private readonly files = new Set<string>();

  /** Passes on what is written; null for nothing. */
  async note(writing: Promise<string | null>): Promise<string | null> {
    const file = await writing;
    if (file !== null) this.files.add(file);
    return file;
  }

  /** @throws InvalidSettingsError `not-written-here` */
  check(file: string): void {
    if (this.files.has(file)) return;
    throw new InvalidSettingsError(
      'not-written-here',
      `Bandscape shows only files that it wrote since it was started, and ${file} is none of them.`,
      { file },
    );
  }
}
