import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import * as v from 'valibot';
import { SettingsSchema } from './settings';
import type { Settings } from './settings';

/**
 * The settings file: read once, written whole on every change. Synchronous, because the last change is made while
 * the program ends. A damaged file never stops the program: it is kept aside and the defaults hold.
 */
export class SettingsStore {
  private current: Settings;

  constructor(
    private readonly file: string,
    defaults: Settings,
  ) {
    this.current = readSettings(file) ?? defaults;
  }

  get value(): Settings {
    return this.current;
  }

  /** Takes the change over at once; where the file cannot be written it holds until the program ends. */
  change(change: Partial<Settings>): Settings {
    this.current = { ...this.current, ...change };
    try {
      writeWhole(this.file, `${JSON.stringify(this.current, null, 2)}\n`);
    } catch {
      rmSync(temporaryName(this.file), { force: true });
    }
    return this.current;
  }
}

function readSettings(file: string): Settings | undefined {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
  try {
    return v.parse(SettingsSchema, JSON.parse(text));
  } catch {
    keepAside(file);
    return undefined;
  }
}

function keepAside(file: string): void {
  try {
    renameSync(file, `${file}.damaged`);
  } catch {
    // The folder is read-only: the next start finds the same file and the same defaults.
  }
}

function writeWhole(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  const temporary = temporaryName(file);
  const handle = openSync(temporary, 'w');
  try {
    writeSync(handle, text);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(temporary, file);
}

function temporaryName(file: string): string {
  return `${file}.tmp`;
}
