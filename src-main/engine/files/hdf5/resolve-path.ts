import type { Hdf5File } from './hdf5-file';
import { readObject } from './walk';

/** Names for other names that may lead on to each other. */
const MOST_HOPS = 32;
const MOST_STEPS = 1000;

/**
 * Follows a path from the root group through groups and names for other names.
 * @returns the address of the object, or undefined where there is none in this file
 */
export async function resolvePath(h5: Hdf5File, path: string): Promise<number | undefined> {
  let address = h5.root;
  let before: string[] = [];
  let steps = stepsOf(path);
  let hops = 0;
  while (steps.length > 0) {
    const [name, ...rest] = steps;
    const group = await readObject(h5, before.join('/'), address);
    const link =
      group?.kind === 'group' ? group.links.find((candidate) => candidate.name === name) : undefined;
    if (!link || link.kind === 'elsewhere' || before.length > MOST_STEPS) return undefined;
    if (link.kind === 'object') {
      address = link.address;
      before = [...before, name];
      steps = rest;
      continue;
    }
    if (++hops > MOST_HOPS) return undefined;
    const from = link.path.startsWith('/') ? [] : before;
    steps = [...from, ...stepsOf(link.path), ...rest];
    address = h5.root;
    before = [];
  }
  return address;
}

function stepsOf(path: string): string[] {
  return path.split('/').filter((step) => step !== '' && step !== '.');
}
