import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withCompanions } from './corpus';
import type { Input } from './harness';

/** Writes an input's files, under a common name that tells what it is about; returns the one to open. */
export function keepInput(folder: string, about: string, { open, files }: Input): string {
  mkdirSync(folder, { recursive: true });
  const hash = createHash('sha256');
  for (const [name, contents] of Object.entries(files)) hash.update(name).update(contents);
  const stem = `${about}-${hash.digest('hex').slice(0, 8)}`;
  const renamed = (name: string) => stem + (name.includes('.') ? name.slice(name.indexOf('.')) : '');
  for (const [name, contents] of Object.entries(files)) writeFileSync(join(folder, renamed(name)), contents);
  return join(folder, renamed(open));
}

/** Every kept input; each of several files that belong together is opened in turn. */
export function keptInputs(folder: string): { path: string; input: Input }[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => !name.endsWith('.md'))
    .sort()
    .map((name) => ({ path: join(folder, name), input: withCompanions(join(folder, name)) }));
}
