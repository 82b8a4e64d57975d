import { UnreadableFileError, throwIfCancelled } from '../../errors';
import { DEEPEST, cellPath, fieldPath, topPath, type Allowance, type Path } from '../matlab/containers';
import { valueCount } from '../values';
import { moreThanListed } from '../variable-errors';
import { damaged, type Place } from './damage';
import { readElement, readTag } from './elements';
import { inflate } from './inflate';
import type { MatFile } from './mat-file';
import { nameOf, readMatrixHeader, shapeOf, wordsOf, type NumericMatrix, type OtherMatrix } from './matrix';
import { PEEK_LENGTH, isPeeked } from './peek';
import { streamOf, type ByteStream } from './stream';
import { ELEMENT } from './types';
import { checkPacking, type NumericVariable, type OtherVariable, type Variable } from './variables';

/** What is inflated at a time on the way through a compressed struct. */
const WALK_PIECE = 64 * 1024;
const LONGEST_FIELD = 4096;
const LONGEST_FIELDS = 1024 * 1024;

interface Walk {
  mat: MatFile;
  stream: ByteStream;
  variable: OtherVariable;
  allowance: Allowance;
  /** Where the variable ends in the stream. */
  stop: number;
  /** Where the next element begins in the stream; nobody goes there before it is read. */
  next: number;
  found: Variable[];
  cut: boolean;
}

/**
 * What a struct or cell array holds, at any depth, named as MATLAB does: `data.cube`, `data{2}`, `s(3).gt`, where one
 * index counts through all axes, the first fastest. Where it holds no numeric array, only itself. Damage inside
 * concerns only whoever opens what lies there, so it is kept with the container, beside what was found before it.
 */
export async function nestedVariables(
  mat: MatFile,
  variable: OtherVariable,
  allowance: Allowance,
): Promise<Variable[]> {
  const { block, name, title } = variable;
  const place = { file: mat.file, byte: block.start, variable: name };
  const found: Variable[] = [];
  let packed: { close(): Promise<void> } | undefined;
  try {
    const unpacked = block.compressed ? await inflate(mat, block, place, WALK_PIECE) : undefined;
    packed = unpacked;
    const stream = unpacked ?? streamOf(mat, block, place);
    const stop = unpacked ? await packedStop(unpacked, mat, place) : block.stop - block.start;
    const matrix = await readMatrixHeader(stream, stop, mat.littleEndian, place);
    const walk: Walk = { mat, stream, variable, allowance, stop, next: 0, found, cut: false };
    await walkContainer(walk, matrix as OtherMatrix, topPath(name), stop, 1);
    if (!walk.cut) return found;
    const problem = moreThanListed(mat.file, name, title);
    return [{ ...variable, title: `${title} that holds more than is listed`, problem }, ...found];
  } catch (error) {
    if (!(error instanceof UnreadableFileError) || error.code !== 'mat-damaged') throw error;
    return [{ ...variable, title: `damaged ${title}`, problem: error }, ...found];
  } finally {
    await packed?.close();
  }
}

async function packedStop(stream: ByteStream, mat: MatFile, place: Place): Promise<number> {
  const tag = await readTag(stream, mat.littleEndian, place);
  return tag.start + tag.length;
}

async function walkContainer(
  walk: Walk,
  matrix: OtherMatrix,
  path: Path,
  stop: number,
  depth: number,
): Promise<void> {
  const { mat, stream, found } = walk;
  const place = placeOf(walk, path);
  const before = found.length;
  const arrays = walk.allowance.arrays;
  const { kind, dims } = matrix.holds!;
  const count = valueCount(shapeOf(dims, mat.littleEndian, place));
  const fields = kind === 'struct' ? await readFields(stream, mat.littleEndian, place) : [''];
  walk.next = stream.position;
  const elements = fields.length > 0 ? count : 0;
  for (let index = 1; index <= elements && !walk.cut; index++) {
    for (const field of fields) {
      if (walk.allowance.elements-- <= 0 || walk.allowance.arrays <= 0) {
        walk.cut = true;
        break;
      }
      const child = kind === 'struct' ? fieldPath(path, index, count, field) : cellPath(path, index);
      await walkChild(walk, child, stop, depth);
    }
  }
  if (walk.allowance.arrays < arrays) return;
  found.length = before;
  addOther(walk, matrix, path);
}

async function walkChild(walk: Walk, path: Path, stop: number, depth: number): Promise<void> {
  const { mat, stream } = walk;
  const place = placeOf(walk, path);
  throwIfCancelled(mat.signal);
  if (walk.next < stream.position) throw damaged(place, 'an element ends before its contents do');
  await stream.skip(walk.next - stream.position);
  const tag = await readTag(stream, mat.littleEndian, place);
  const end = tag.start + tag.length;
  if (tag.small || tag.type !== ELEMENT.matrix || end > stop)
    throw damaged(place, 'no array begins where one should');
  walk.next = tag.next;
  // MATLAB writes nothing for a field or cell that was never filled.
  if (tag.length === 0) return;
  const matrix = await readMatrixHeader(stream, end, mat.littleEndian, place);
  if (matrix.kind === 'numeric') return addArray(walk, matrix, path);
  if (!matrix.holds) return addOther(walk, matrix, path);
  if (depth < DEEPEST) await walkContainer(walk, matrix, path, end, depth + 1);
  else addOther(walk, { ...matrix, title: `deeply nested ${matrix.title}` }, path);
  walk.next = tag.next;
}

async function addArray(walk: Walk, matrix: NumericMatrix, { name, parent, field }: Path): Promise<void> {
  const { stream, variable, allowance, found } = walk;
  const { block } = variable;
  const last = matrix.start + matrix.length;
  const array: NumericVariable = {
    ...matrix,
    name,
    block,
    nested: { parent, field, behind: walk.stop - last },
  };
  if (!block.compressed) array.start += block.start;
  else {
    checkPacking(last, block, placeOf(walk, { name }));
    if (isPeeked(array)) array.nested!.head = await stream.read(Math.min(matrix.length, PEEK_LENGTH));
  }
  allowance.arrays--;
  found.push(array);
}

function addOther({ variable, allowance, found }: Walk, matrix: OtherMatrix, { name }: Path): void {
  if (allowance.others-- > 0 || name === variable.name)
    found.push({ kind: 'other', name, title: matrix.title, block: variable.block });
}

/** The names of a struct's fields, all of one length, filled up with zeros. */
async function readFields(stream: ByteStream, littleEndian: boolean, place: Place): Promise<string[]> {
  const stated = await readElement(stream, littleEndian, 4, place);
  const length = stated.contents.length === 4 ? wordsOf(stated.contents, littleEndian, 'getInt32')[0] : 0;
  const { contents } = await readElement(stream, littleEndian, LONGEST_FIELDS, place);
  if (contents.length === 0) return [];
  if (length < 1 || length > LONGEST_FIELD || contents.length % length !== 0)
    throw damaged(
      place,
      `${contents.length} bytes do not hold the names of its fields, ${length} bytes each`,
    );
  return Array.from({ length: contents.length / length }, (_, index) =>
    nameOf(contents.subarray(index * length, (index + 1) * length)),
  );
}

function placeOf({ mat, variable }: Walk, { name }: Pick<Path, 'name'>): Place {
  return { file: mat.file, byte: variable.block.start, variable: name };
}

/** Each name once: of top-level variables and of what they hold, the former. */
export function distinct(variables: ReadonlyMap<string, readonly Variable[]>): Variable[] {
  const seen = new Set<string>();
  const kept: Variable[] = [];
  for (const [top, held] of variables)
    for (const variable of held) {
      const shadowed = variable.name !== top && variables.has(variable.name);
      if (shadowed || seen.has(variable.name)) continue;
      seen.add(variable.name);
      kept.push(variable);
    }
  return kept;
}
