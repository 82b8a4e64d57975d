import { fileName } from '../messages/format';

const MOST_NAMED = 3;

/** What files are called together: a few by their names, the others counted. */
export function namesOf(files: readonly string[]): string {
  const rest = files.length - MOST_NAMED;
  return files.slice(0, MOST_NAMED).map(fileName).join(', ') + (rest > 0 ? ` … (+${rest})` : '');
}

/** The end of every path from which it can be told from the others: the name, and as many folders as it takes. */
export function distinctNames(paths: readonly string[]): string[] {
  const distinct = [...new Set(paths)].map((path) => path.split(/[\\/]/));
  return paths.map((path) => {
    const parts = path.split(/[\\/]/);
    for (let length = 1; length < parts.length; length++) {
      const end = parts.slice(-length).join('/');
      if (distinct.filter((other) => other.slice(-length).join('/') === end).length === 1) return end;
    }
    return path;
  });
}

/** What the folder of a model is called: that of the run which holds it, where it has no name of its own. */
export function modelName(folder: string): string {
  const [own, around] = folder
    .split(/[\\/]/)
    .filter((part) => part !== '')
    .reverse();
  return (own === 'model' ? around : own) ?? folder;
}
