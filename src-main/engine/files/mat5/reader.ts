import type { FileInfo, VariableInfo } from '@shared/scene';
import { openFileBytes } from '../bytes';
import { asNanometres, attachWavelengths, couldBeLabel, isWavelengthName, roleOf } from '../roles';
import type { ArraySource, Reader } from '../source';
import { valueCount } from '../values';
import { noSuchVariable, notNumeric } from '../variable-errors';
import type { MatFile } from './mat-file';
import { openNumeric } from './open';
import { peek } from './peek';
import { scanFile, type NumericVariable, type OtherVariable, type Variable } from './scan';

/**
 * MAT files of version 5 (MATLAB's options -v6 and -v7, scipy.io.savemat), in either byte order, compressed or not.
 * Structs, cells, text, objects, sparse and complex arrays are passed over.
 */
export const mat5Reader: Reader = {
  async inspect(file, signal): Promise<FileInfo> {
    const bytes = await openFileBytes(file);
    try {
      const { mat, variables } = await scanFile(bytes, file, signal);
      const described: VariableInfo[] = [];
      for (const variable of variables.filter(isNumeric)) described.push(await describe(mat, variable));
      const wavelengths = await findWavelengths(mat, variables);
      const skipped = variables.filter(isOther).map(({ name, title }) => ({ name, kind: title }));
      return {
        file,
        format: 'mat5',
        variables: attachWavelengths(described, wavelengths),
        ...(skipped.length > 0 && { skipped }),
      };
    } finally {
      await bytes.close();
    }
  },

  async open(file, name, options = {}): Promise<ArraySource> {
    const bytes = await openFileBytes(file);
    try {
      const { mat, variables } = await scanFile(bytes, file, options.signal);
      const variable = findNumeric(variables, file, name);
      const found = await findWavelengths(mat, variables);
      const wavelengths = found?.length === variable.shape[2] ? found : undefined;
      return await openNumeric(mat, variable, wavelengths, options);
    } catch (error) {
      await bytes.close();
      throw error;
    }
  },
};

const isNumeric = (variable: Variable): variable is NumericVariable => variable.kind === 'numeric';
const isOther = (variable: Variable): variable is OtherVariable => variable.kind === 'other';

/**
 * Values stored as integers may be labels. Doubles may be too, since scipy stores whole ones like any other: the
 * first 64 KiB of them decide here, and reading the labels checks all.
 */
async function describe(mat: MatFile, variable: NumericVariable): Promise<VariableInfo> {
  const { name, shape, dtype, storage } = variable;
  let role = roleOf(shape, true);
  if (role === 'labels' && !storage.integer) {
    const first = (await peek(mat, variable)) ?? [];
    role = roleOf(shape, Array.from(first).every(couldBeLabel));
  }
  return { name, role, shape: [...shape], dtype };
}

/** The first vector that its name and its values show to be wavelengths, in nanometres. */
async function findWavelengths(mat: MatFile, variables: readonly Variable[]): Promise<number[] | undefined> {
  for (const variable of variables.filter(isNumeric)) {
    if (!isWavelengthName(variable.name) || roleOf(variable.shape, false) !== 'vector') continue;
    const values = await peek(mat, variable);
    const whole = values?.length === valueCount(variable.shape);
    const nanometres = values && whole ? asNanometres(values) : undefined;
    if (nanometres) return nanometres;
  }
  return undefined;
}

function findNumeric(variables: readonly Variable[], file: string, name: string): NumericVariable {
  const variable = variables.find((candidate) => candidate.name === name);
  if (variable?.kind === 'numeric') return variable;
  if (variable) throw notNumeric(file, name, variable.title);
  throw noSuchVariable(
    file,
    name,
    variables.filter(isNumeric).map((candidate) => candidate.name),
  );
}
