import { mkdtempSync, rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Trained networks of the window's runs, each in a temporary folder until nobody needs it: they map again on demand. */
export class KeptModels {
  private readonly folders = new Set<string>();

  /** A new folder; undefined where the temporary folder cannot be written to, as a run is worth more than its model. */
  create(): string | undefined {
    try {
      const folder = mkdtempSync(join(tmpdir(), 'bandscape-model-'));
      this.folders.add(folder);
      return folder;
    } catch {
      return undefined;
    }
  }

  /** Nothing happens to a folder that was not created here. */
  async remove(folder: string | undefined): Promise<void> {
    if (folder === undefined || !this.folders.delete(folder)) return;
    await rm(folder, { recursive: true, force: true }).catch(() => undefined);
  }

  /** For the end of the program. */
  removeAll(): void {
    for (const folder of this.folders) rmSync(folder, { recursive: true, force: true });
    this.folders.clear();
  }
}
