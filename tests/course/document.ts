import { UsageError } from '../bench/bench';
import { BLOCKS, type Material } from './blocks';

const MARKED = /(<!-- npm run course writes (\S+) -->\n)[^]*?(<!-- to here -->)/g;

/**
 * The document with every marked block written anew.
 * @throws UsageError where a block has lost its marks, or marks name no block
 */
export function withBlocks(text: string, material: Material): string {
  const names = [...text.matchAll(MARKED)].map(([, , name]) => name);
  const lost = Object.keys(BLOCKS).find((name) => !names.includes(name));
  if (lost !== undefined) throw new UsageError(`docs/course.md has lost the marks of its table "${lost}".`);
  const unknown = names.find((name) => !Object.hasOwn(BLOCKS, name));
  if (unknown !== undefined)
    throw new UsageError(`docs/course.md asks for a table "${unknown}", which there is not.`);
  return text.replace(
    MARKED,
    (_, start: string, name: string, end: string) => `${start}\n${BLOCKS[name](material)}\n\n${end}`,
  );
}
