import { throwIfCancelled } from '../../errors';
import { wholeAllowance } from '../matlab/containers';
import type { ByteSource } from '../bytes';
import { damaged, truncated, type Place } from './damage';
import { readTag } from './elements';
import { inflate } from './inflate';
import type { MatFile } from './mat-file';
import { readMatrixHeader, type Matrix } from './matrix';
import { distinct, nestedVariables } from './nested';
import { HEADER_LENGTH, byteOrder } from './signature';
import { streamOf } from './stream';
import { ELEMENT, LAST_ELEMENT_TYPE } from './types';
import { checkPacking, type Block, type Variable } from './variables';

const TAG_LENGTH = 8;
const MOST_VARIABLES = 100_000;
/** Inflating this much at a time reaches behind a header without unpacking the values. */
const HEADER_PIECE = 512;

/**
 * Reads every header of a MAT v5 file and no values. Variables are in file order; of several with one name only the
 * last counts, as MATLAB loads them. Structs and cell arrays that hold numeric arrays are listed as what they hold.
 * @throws UnreadableFileError where the file is truncated or contradicts itself
 */
export async function scanFile(
  bytes: ByteSource,
  file: string,
  signal?: AbortSignal,
): Promise<{ mat: MatFile; variables: Variable[] }> {
  const header = await bytes.read(0, HEADER_LENGTH, signal);
  const order = byteOrder(header);
  if (!order) throw damaged({ file, byte: 126 }, 'its header does not tell the order of bytes');
  const littleEndian = order === 'little';
  const mat: MatFile = { bytes, file, littleEndian, signal };
  // MATLAB keeps the contents of objects in a nameless variable of its own, whose place is told here.
  const subsystem = new DataView(header.buffer, header.byteOffset).getUint32(116, littleEndian);
  const variables = new Map<string, Variable[]>();
  const allowance = wholeAllowance();
  let count = 0;
  for (let at = HEADER_LENGTH; at < bytes.length;) {
    throwIfCancelled(signal);
    const place = { file, byte: at };
    if (++count > MOST_VARIABLES) throw damaged(place, `it holds more than ${MOST_VARIABLES} variables`);
    const element = await readTopTag(mat, place);
    const variable = await readVariable(mat, element, place);
    if (variable && variable.name !== '' && at !== subsystem) {
      variables.delete(variable.name);
      const holds = variable.kind === 'other' && variable.holds;
      variables.set(variable.name, holds ? await nestedVariables(mat, variable, allowance) : [variable]);
    }
    at = element.stop;
  }
  return { mat, variables: distinct(variables) };
}

async function readTopTag(mat: MatFile, place: Place): Promise<Block & { type: number }> {
  const start = place.byte + TAG_LENGTH;
  if (start > mat.bytes.length) throw truncated(place, mat.bytes.length);
  const stream = streamOf(mat, { start: place.byte, stop: start }, place);
  const tag = await readTag(stream, mat.littleEndian, place);
  if (tag.small || tag.type < 1 || tag.type > LAST_ELEMENT_TYPE)
    throw damaged(place, 'no variable begins where one should');
  return { type: tag.type, start, stop: start + tag.length, compressed: tag.type === ELEMENT.compressed };
}

async function readVariable(
  mat: MatFile,
  element: Block & { type: number },
  place: Place,
): Promise<Variable | undefined> {
  const { start, stop, compressed } = element;
  const holdsVariable = compressed || (element.type === ELEMENT.matrix && stop > start);
  if (!holdsVariable) {
    if (stop > mat.bytes.length) throw truncated(place, mat.bytes.length);
    return undefined;
  }
  const block = { start, stop, compressed };
  const matrix = await readHeader(mat, block, place);
  if (stop > mat.bytes.length) throw truncated({ ...place, variable: matrix?.name }, mat.bytes.length);
  return matrix && { ...matrix, block };
}

async function readHeader(mat: MatFile, block: Block, place: Place): Promise<Matrix | undefined> {
  const present = { ...block, stop: Math.min(block.stop, mat.bytes.length) };
  try {
    if (block.compressed) return await readPackedHeader(mat, present, place);
    const stream = streamOf(mat, present, place);
    const matrix = await readMatrixHeader(stream, block.stop - block.start, mat.littleEndian, place);
    return matrix.kind === 'numeric' ? { ...matrix, start: matrix.start + block.start } : matrix;
  } catch (error) {
    throwIfCancelled(mat.signal);
    // What the header lacks may lie behind the end of a file that was cut off; that is the better explanation.
    throw block.stop > mat.bytes.length ? truncated(place, mat.bytes.length) : error;
  }
}

async function readPackedHeader(mat: MatFile, block: Block, place: Place): Promise<Matrix | undefined> {
  const stream = await inflate(mat, block, place, HEADER_PIECE);
  try {
    const tag = await readTag(stream, mat.littleEndian, place);
    if (tag.small || tag.type !== ELEMENT.matrix)
      throw damaged(place, 'a compressed block does not hold a variable');
    if (tag.length === 0) return undefined;
    const matrix = await readMatrixHeader(stream, tag.start + tag.length, mat.littleEndian, place);
    if (matrix.kind === 'numeric') checkPacking(matrix.length, block, { ...place, variable: matrix.name });
    return matrix;
  } finally {
    await stream.close();
  }
}
