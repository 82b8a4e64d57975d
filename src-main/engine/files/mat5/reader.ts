import type { FileInfo, VariableInfo } from '@shared/scene';
import { inMeantOrder, meantAxes, openOrdered, type OrderedArray } from '../axes/order';
import { openFileBytes } from '../bytes';
import { isWithin } from '../matlab/containers';
import { wavelengthsOfAxes, type Wavelengths } from '../matlab/wavelengths';
import { asNanometres, couldBeLabel, roleOf } from '../roles';
import type { ArraySource, Reader } from '../source';
import { valueCount } from '../values';
import { noSuchVariable, notNumeric, notOneArray } from '../variable-errors';
import type { MatFile } from './mat-file';
import { openNumeric } from './open';
import { isMaybeLabels, isMaybeWavelengths, peek } from './peek';
import { scanFile } from './scan';
import { isNumeric, isOther, type NumericVariable, type Variable } from './variables';

/**
 * MAT files of version 5 (MATLAB's options -v6 and -v7, scipy.io.savemat), in either byte order, compressed or not.
 * Arrays inside structs and cell arrays are variables too, named as MATLAB writes them: `data.cube`, `s(3).gt`, `c{2}`.
 * Text, objects, sparse and complex arrays are passed over.
 */
export const mat5Reader: Reader = {
  async inspect(file, signal): Promise<FileInfo> {
    const bytes = await openFileBytes(file);
    try {
      const { mat, variables } = await scanFile(bytes, file, signal);
      const wavelengths = await findWavelengths(mat, variables);
      const described: VariableInfo[] = [];
      for (const variable of variables.filter(isNumeric)) described.push(await describe(mat, variable));
      const labels = described.filter(({ role }) => role === 'labels').map(({ shape }) => shape);
      const ordered = described.map((info) => {
        const array = orderedOf(wavelengths, info);
        return inMeantOrder(info, meantAxes(array, labels), array.ofBands);
      });
      const skipped = variables.filter(isOther).map(({ name, title }) => ({ name, kind: title }));
      return {
        file,
        format: 'mat5',
        variables: ordered,
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
      const array = orderedOf(await findWavelengths(mat, variables), variable);
      const meant = meantAxes(array, options.axes ? [] : await labelsBeside(mat, variables, variable));
      return await openOrdered({ ...array, file, variable: name }, meant, options, ({ wavelengths }) =>
        openNumeric(mat, variable, wavelengths, options),
      );
    } catch (error) {
      await bytes.close();
      throw error;
    }
  },
};

async function describe(mat: MatFile, variable: NumericVariable): Promise<VariableInfo> {
  const { name, shape, dtype } = variable;
  let role = roleOf(shape, true);
  if (isMaybeLabels(variable)) {
    const first = (await peek(mat, variable)) ?? [];
    role = roleOf(shape, Array.from(first).every(couldBeLabel));
  }
  return { name, role, shape: [...shape], dtype };
}

function orderedOf(
  wavelengths: readonly Wavelengths[],
  variable: { name: string; shape: readonly number[] },
): OrderedArray {
  return { shape: variable.shape, axisNames: [], ofBands: wavelengthsOfAxes(wavelengths, variable) };
}

/** Shapes of the maps of labels in a cube's file. */
async function labelsBeside(
  mat: MatFile,
  variables: readonly Variable[],
  { shape }: NumericVariable,
): Promise<number[][]> {
  if (roleOf(shape, false) !== 'cube') return [];
  const labels: number[][] = [];
  for (const variable of variables.filter(isNumeric)) {
    const info = await describe(mat, variable);
    if (info.role === 'labels') labels.push(info.shape);
  }
  return labels;
}

/** The vectors that their names and their values show to be wavelengths. */
async function findWavelengths(mat: MatFile, variables: readonly Variable[]): Promise<Wavelengths[]> {
  const found: Wavelengths[] = [];
  for (const variable of variables.filter(isNumeric).filter(isMaybeWavelengths)) {
    const values = await peek(mat, variable);
    const whole = values?.length === valueCount(variable.shape);
    const nanometres = values && whole ? asNanometres(values) : undefined;
    if (nanometres) found.push({ parent: variable.nested?.parent ?? '', nanometres });
  }
  return found;
}

function findNumeric(variables: readonly Variable[], file: string, name: string): NumericVariable {
  const variable = variables.find((candidate) => candidate.name === name);
  if (variable?.kind === 'numeric') return variable;
  const damaged = variables.filter(isOther).filter(({ problem }) => problem);
  const lost = damaged.find((other) => other.name === name || (!variable && isWithin(name, other.name)));
  if (lost?.problem) throw lost.problem;
  const names = variables.filter(isNumeric).map((candidate) => candidate.name);
  const inside = names.filter((candidate) => isWithin(candidate, name));
  const kind = inside[0]?.charAt(name.length) === '{' ? 'cell array' : 'struct';
  if (inside.length > 0) throw notOneArray(file, name, kind, inside);
  if (variable) throw notNumeric(file, name, variable.title);
  throw noSuchVariable(file, name, names);
}
