import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { afterEach } from 'vitest';
import { findPlaces } from '../../scripts/setup/places.mjs';
import { createSpeaker } from '../../scripts/setup/say.mjs';

/** A clone, a cache and a PATH of a test's own, so that the real set-up functions can be let loose. */
export interface Workshop {
  folder: string;
  places: ReturnType<typeof findPlaces>;
  say: ReturnType<typeof createSpeaker>;
  /** What the set-up told the person, line by line. */
  told: string[];
  /** Puts an executable shell script onto PATH. */
  command(name: string, script: string): void;
  /** Writes a file of the clone. */
  write(path: string, text: string): void;
  /** Lines that fake programs left in `calls`. */
  calls(): string[];
}

const folders: string[] = [];

/** @param withSystem may the usual tools (cat, mkdir, ...) be found as well? */
export function openWorkshop({ withSystem = true, below = tmpdir() } = {}): Workshop {
  const folder = mkdtempSync(join(below, 'bandscape-set-up-'));
  folders.push(folder);
  const commands = join(folder, 'commands');
  const project = join(folder, 'clone');
  mkdirSync(commands);
  mkdirSync(project);
  const path = withSystem ? [commands, '/usr/bin', '/bin'].join(delimiter) : commands;
  const environment = {
    PATH: path,
    HOME: folder,
    BANDSCAPE_CACHE: join(folder, 'cache'),
    CALLS: join(folder, 'calls'),
  };
  const told: string[] = [];
  return {
    folder,
    places: findPlaces(environment, project),
    say: createSpeaker({ stream: { write: (text) => told.push(text.trimEnd()) } }),
    told,
    command: (name, script) => {
      const file = join(commands, name);
      writeFileSync(file, `#!/bin/sh\n${script}\n`);
      chmodSync(file, 0o755);
    },
    write: (file, text) => {
      mkdirSync(dirname(join(project, file)), { recursive: true });
      writeFileSync(join(project, file), text);
    },
    calls: () => {
      try {
        return readFileSync(environment.CALLS, 'utf8').trim().split('\n');
      } catch {
        return [];
      }
    },
  };
}

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});
