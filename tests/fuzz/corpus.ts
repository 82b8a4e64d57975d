import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { formats } from '../../src-main/engine/files/registry';
import type { Input } from './harness';

/** A fixture and the format that its first bytes show. */
export interface Seed {
  format: string;
  /** Where it lies, for messages. */
  path: string;
  input: Input;
}

const NOT_DATA = /\.(json|py|md)$/;
/** Small files are read often, and most of what can go wrong in a large one can in a small one. */
const LARGEST = 64 * 1024;

/** Every fixture of every format below a folder; files that share a name up to its first dot are one input. */
export function readCorpus(folder: string): Seed[] {
  const seeds: Seed[] = [];
  for (const path of filesBelow(folder)) {
    const contents = readFileSync(path);
    const format = formats.find(({ recognises }) => recognises(contents.subarray(0, 4096), path));
    if (!format || contents.length > LARGEST) continue;
    seeds.push({ format: format.id, path, input: withCompanions(path) });
  }
  return seeds;
}

/** A file and those beside it that share its name up to the first dot. */
export function withCompanions(path: string): Input {
  const { folder, name } = split(path);
  const stem = name.split('.')[0];
  const names = readdirSync(folder).filter(
    (other) =>
      other.split('.')[0] === stem && !NOT_DATA.test(other) && statSync(join(folder, other)).isFile(),
  );
  const files = names.map((other) => [other, readFileSync(join(folder, other))] as const);
  return { open: name, files: Object.fromEntries(files) };
}

function split(path: string): { folder: string; name: string } {
  const at = path.lastIndexOf('/');
  return { folder: path.slice(0, at), name: path.slice(at + 1) };
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return filesBelow(path);
      return NOT_DATA.test(entry.name) ? [] : [path];
    });
}
