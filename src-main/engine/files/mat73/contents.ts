import type { Dtype } from '@shared/scene';
import { UnreadableFileError, throwIfCancelled, type BandscapeError } from '../../errors';
import { numbersIn, textIn } from '../hdf5/attribute-values';
import type { Attribute } from '../hdf5/attributes';
import type { Dataset } from '../hdf5/dataset';
import type { Hdf5File } from '../hdf5/hdf5-file';
import { firstValues, numericDataset, type NumericDataset } from '../hdf5/numeric-dataset';
import { readObject, type FoundDataset, type FoundGroup, type FoundObject } from '../hdf5/walk';
import {
  DEEPEST,
  cellPath,
  fieldPath,
  topPath,
  wholeAllowance,
  type Allowance,
  type Path,
} from '../matlab/containers';
import { storedBytes } from '../plain-values';
import { valueCount } from '../values';
import { moreThanListed, notNumeric } from '../variable-errors';
import { readReferences, type References } from './references';

/** A numeric array, wherever among structs and cells it is. */
export interface FoundArray {
  path: Path;
  array: NumericDataset;
}

export interface Other {
  name: string;
  kind: string;
  problem: BandscapeError;
}

export interface MatContents {
  arrays: FoundArray[];
  others: Other[];
}

/** What MATLAB keeps for itself: the contents of cells, and of objects. */
const OWN_GROUPS = ['#refs#', '#subsystem#'];

interface Walk {
  h5: Hdf5File;
  allowance: Allowance;
  contents: MatContents;
}

/**
 * All variables of a MAT file of version 7.3; structs and cell arrays as the arrays they hold, named as MATLAB does.
 * Damage in one variable concerns only whoever opens it.
 * @throws UnreadableFileError where the list of variables is damaged
 */
export async function readContents(h5: Hdf5File): Promise<MatContents> {
  const root = await readObject(h5, '', h5.root);
  if (root?.kind !== 'group') throw h5.damaged('it has no list of variables', h5.root);
  const walk: Walk = { h5, allowance: wholeAllowance(), contents: { arrays: [], others: [] } };
  for (const link of root.links) {
    if (OWN_GROUPS.includes(link.name)) continue;
    const path = topPath(link.name);
    if (link.kind === 'object') await visit(walk, path, link.address, 0);
    else addOther(walk, path, 'link to another variable');
  }
  return { ...walk.contents, arrays: distinct(walk.contents.arrays) };
}

/** Each name once: names that only other programs than MATLAB give could be those of what is inside another. */
function distinct(arrays: readonly FoundArray[]): FoundArray[] {
  const byName = new Map<string, FoundArray>();
  for (const found of arrays) {
    const known = byName.get(found.path.name);
    if (!known || found.path.parent === '') byName.set(found.path.name, found);
  }
  return [...byName.values()];
}

async function visit(walk: Walk, path: Path, address: number, depth: number): Promise<void> {
  throwIfCancelled(walk.h5.signal);
  try {
    const found = await readObject(walk.h5, path.name, address);
    if (found) await visitObject(walk, path, found, depth);
  } catch (error) {
    if (!(error instanceof UnreadableFileError)) throw error;
    addOther(walk, path, 'damaged variable', error);
  }
}

async function visitObject(walk: Walk, path: Path, found: FoundObject, depth: number): Promise<void> {
  const attributes = await found.attributes();
  const type = await textIn(walk.h5, attributes.get('MATLAB_class'));
  const container = containerKind(found, type, attributes);
  if (!container) {
    if (found.kind === 'dataset') await addArray(walk, path, found, type, attributes);
    else addOther(walk, path, attributes.has('MATLAB_sparse') ? 'sparse matrix' : 'object');
    return;
  }
  if (depth >= DEEPEST) return addOther(walk, path, `deeply nested ${container}`);
  const before = walk.contents.others.length;
  const arrays = walk.allowance.arrays;
  const whole = await (found.kind === 'group'
    ? visitFields(walk, path, found, depth)
    : visitCells(walk, path, found, depth));
  if (!whole) {
    const problem = moreThanListed(walk.h5.file, path.name, container);
    addOther(walk, path, `${container} that holds more than is listed`, problem);
  } else if (walk.allowance.arrays === arrays && !damagedSince(walk, before)) {
    walk.contents.others.length = before;
    addOther(walk, path, container);
  }
}

function damagedSince({ contents }: Walk, before: number): boolean {
  return contents.others.slice(before).some(({ problem }) => problem instanceof UnreadableFileError);
}

function containerKind(
  found: FoundObject,
  type: string | undefined,
  attributes: Map<string, Attribute>,
): 'struct' | 'cell array' | undefined {
  if (found.kind === 'dataset') {
    const isList = found.dataset.type.kind === 'reference' && !attributes.has('MATLAB_object_decode');
    return isList && (type === 'cell' || type === undefined) ? 'cell array' : undefined;
  }
  const isStruct = type === 'struct' || type === undefined;
  return isStruct && !attributes.has('MATLAB_sparse') ? 'struct' : undefined;
}

/** Returns whether all was visited. */
async function visitFields(walk: Walk, path: Path, group: FoundGroup, depth: number): Promise<boolean> {
  const fields: { name: string; address: number; elements?: References }[] = [];
  for (const link of group.links) {
    if (link.kind !== 'object') continue;
    const elements = await elementsOf(walk.h5, link.name, link.address);
    if (elements === 'too many') return false;
    fields.push({ name: link.name, address: link.address, elements });
  }
  const count = fields.reduce((most, { elements }) => Math.max(most, elements?.length ?? 1), 0);
  for (let index = 1; index <= count; index++) {
    for (const { name, address, elements } of fields) {
      const target = elements ? elements[index - 1] : index === 1 ? address : undefined;
      if (isUsedUp(walk)) return false;
      if (target !== undefined) await visit(walk, fieldPath(path, index, count, name), target, depth + 1);
    }
  }
  return true;
}

/** Of an array of structs every field is a list of references without a class of its own. */
async function elementsOf(h5: Hdf5File, name: string, address: number) {
  const found = await readObject(h5, name, address).catch(orDamaged);
  if (found?.kind !== 'dataset' || found.dataset.type.kind !== 'reference') return undefined;
  const attributes = await found.attributes();
  return attributes.has('MATLAB_class') ? undefined : readReferences(h5, found);
}

/** Whoever visits the object will meet the damage again. */
function orDamaged(error: unknown): undefined {
  if (!(error instanceof UnreadableFileError)) throw error;
}

async function visitCells(walk: Walk, path: Path, found: FoundDataset, depth: number): Promise<boolean> {
  const cells = await readReferences(walk.h5, found);
  if (cells === 'too many') return false;
  for (const [index, address] of cells.entries()) {
    if (isUsedUp(walk)) return false;
    if (address !== undefined) await visit(walk, cellPath(path, index + 1), address, depth + 1);
  }
  return true;
}

function isUsedUp({ allowance }: Walk): boolean {
  return allowance.elements-- <= 0 || allowance.arrays <= 0;
}

const INTEGERS = /^u?int(8|16|32|64)$/;
const OTHER_NUMBERS: Record<string, Dtype> = { double: 'float64', single: 'float32', logical: 'uint8' };
const KINDS: Record<string, string> = {
  char: 'text',
  cell: 'cell array',
  struct: 'struct',
  function_handle: 'function',
};

async function addArray(
  walk: Walk,
  path: Path,
  found: FoundDataset,
  type: string | undefined,
  attributes: Map<string, Attribute>,
): Promise<void> {
  const { h5, allowance, contents } = walk;
  if (attributes.has('MATLAB_object_decode')) return addOther(walk, path, KINDS[type ?? ''] ?? 'object');
  const dtype = type === undefined ? undefined : dtypeOf(type);
  if (type !== undefined && !dtype) return addOther(walk, path, KINDS[type] ?? 'object');
  const isEmpty = numbersIn(h5, attributes.get('MATLAB_empty'))?.[0] === 1;
  const dataset = isEmpty && dtype ? await emptyDataset(h5, found, dtype) : found.dataset;
  const array = numericDataset(h5, path.name, dataset, true);
  if ('problem' in array) return addOther(walk, path, array.kind, array.problem);
  if (path.parent !== '') allowance.arrays--;
  contents.arrays.push({ path, array });
}

function dtypeOf(type: string): Dtype | undefined {
  return INTEGERS.test(type) ? (type as Dtype) : OTHER_NUMBERS[type];
}

/** Instead of values that are not there MATLAB writes the lengths of the axes. */
async function emptyDataset(h5: Hdf5File, found: FoundDataset, dtype: Dtype): Promise<Dataset> {
  const lengths = numericDataset(h5, found.path, found.dataset);
  if ('problem' in lengths) throw h5.damaged('an empty array does not tell its shape', found.address);
  const dims = Array.from(await firstValues(h5, lengths, h5.signal)).reverse();
  if (!dims.every(Number.isSafeInteger) || valueCount(dims) !== 0)
    throw h5.damaged('an empty array is not empty', found.address);
  const type = { kind: 'number', dtype, littleEndian: true, half: false, size: storedBytes(dtype) } as const;
  return { ...found.dataset, type, space: { dims, most: dims, empty: false } };
}

function addOther(
  { h5, allowance, contents }: Walk,
  path: Path,
  kind: string,
  problem?: BandscapeError,
): void {
  const { name } = path;
  if (path.parent !== '' && allowance.others-- <= 0) return;
  contents.others.push({ name, kind, problem: problem ?? notNumeric(h5.file, name, kind) });
}
