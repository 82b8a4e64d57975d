/**
 * How far a kernel or a pool steps and what is put around the picture: `valid` nothing, `same` as much as makes the
 * output ceil(size / stride) (TensorFlow's rule: the odd one goes behind), a number that much on every side.
 */
export type Padding = 'valid' | 'same' | number;

export interface Field {
  kernel: readonly [rows: number, columns: number];
  stride: number;
  padding: Padding;
  /** The last, incomplete step counts as well, as in Caffe's pooling. */
  ceil?: boolean;
}

/** Rows (or columns) before and behind the picture, and how many the output has. */
interface Fitted {
  before: number;
  behind: number;
  output: number;
}

function fit(size: number, kernel: number, { stride, padding, ceil = false }: Field): Fitted {
  if (padding === 'same') {
    const output = Math.ceil(size / stride);
    const total = Math.max(0, (output - 1) * stride + kernel - size);
    return { before: Math.floor(total / 2), behind: Math.ceil(total / 2), output };
  }
  const before = padding === 'valid' ? 0 : padding;
  const steps = (size + 2 * before - kernel) / stride;
  const output = 1 + (ceil ? Math.ceil(steps) : Math.floor(steps));
  // A last step that would begin behind the picture sees nothing of it.
  const seeing = ceil && (output - 1) * stride >= size + before ? output - 1 : output;
  return { before, behind: Math.max(before, (seeing - 1) * stride + kernel - size - before), output: seeing };
}

/** Rows and columns of the output. */
export function fieldOutput(rows: number, columns: number, field: Field): [rows: number, columns: number] {
  const [kernelRows, kernelColumns] = field.kernel;
  return [fit(rows, kernelRows, field).output, fit(columns, kernelColumns, field).output];
}

type Around = [down: [before: number, behind: number], across: [before: number, behind: number]];

/** Rows and columns to put around a picture; undefined for none. */
export function paddingAround(rows: number, columns: number, field: Field): Around | undefined {
  const down = fit(rows, field.kernel[0], field);
  const across = fit(columns, field.kernel[1], field);
  const around: Around = [
    [down.before, down.behind],
    [across.before, across.behind],
  ];
  return around.flat().every((count) => count === 0) ? undefined : around;
}

/** The padding in the library's words; undefined where it has none for it and the picture must be padded first. */
export function libraryPadding(rows: number, columns: number, field: Field): 'valid' | 'same' | undefined {
  const around = paddingAround(rows, columns, field);
  if (!around) return 'valid';
  const same = { ...field, padding: 'same' as const };
  const alike =
    fieldOutput(rows, columns, field).join() === fieldOutput(rows, columns, same).join() &&
    around.join() === paddingAround(rows, columns, same)?.join();
  return alike ? 'same' : undefined;
}

/** Whether overlapping windows can share the result, and by how much it is smaller: a square, unpadded, single step. */
export function fieldReach({ kernel, stride, padding }: Field): number | undefined {
  const [rows, columns] = kernel;
  const unpadded =
    padding === 'valid' || padding === 0 || (rows === 1 && columns === 1 && padding === 'same');
  return rows === columns && stride === 1 && unpadded ? rows - 1 : undefined;
}
