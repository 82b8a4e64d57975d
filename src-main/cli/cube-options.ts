import { Option } from 'commander';
import { AXIS_NAMES, inFileOrder, inOrder, isAxisOrder, isUsualOrder, type AxisName } from '@shared/axes';
import type { VariableInfo, VariableRef } from '@shared/scene';
import { readWavelengths } from '../engine/cube/wavelengths';
import { InvalidSettingsError } from '../engine/errors';

/** How a variable is to be read, where its file does not say it or says it wrongly; as typed. */
export interface CubeOptions {
  wavelengths?: string;
  axes?: string;
}

export function wavelengthsOption(): Option {
  return new Option(
    '--wavelengths <file>',
    'text file of band centres in nm or um, one line a band, instead of what the file of the cube says',
  );
}

export function axesOption(): Option {
  return new Option('--axes <names>', 'what each axis of the cube is in its file, e.g. bands,rows,columns');
}

/**
 * A variable's description with what the options say of it, and its reference with the same.
 * @throws InvalidSettingsError where they do not fit the variable
 * @throws as `readWavelengths`
 */
export async function withCubeOptions(
  ref: VariableRef,
  info: VariableInfo,
  options: CubeOptions,
): Promise<{ ref: VariableRef; info: VariableInfo }> {
  const axes = options.axes === undefined ? undefined : parseAxes(options.axes, info);
  const turned = axes ? asOrdered(info, axes) : info;
  const wavelengths = await wavelengthsOf(turned, options);
  return {
    ref: { ...ref, ...(axes && { axes }), ...(wavelengths && { wavelengths }) },
    info: { ...turned, ...(wavelengths && { wavelengths }) },
  };
}

async function wavelengthsOf({ name, role, shape }: VariableInfo, { wavelengths }: CubeOptions) {
  if (wavelengths === undefined) return undefined;
  if (role === 'cube') return readWavelengths(wavelengths, shape[2]);
  throw new InvalidSettingsError(
    'not-a-cube-to-option',
    `--wavelengths belongs to a cube, but ${name} is ${shape.join(' x ')}: leave it out or name the cube.`,
    { variable: name },
  );
}

/** @throws InvalidSettingsError where the text does not name rows and columns */
export function parseTruthAxes(text: string): AxisName[] {
  const axes = named(text);
  if (isAxisOrder(axes, 2)) return axes as AxisName[];
  throw new InvalidSettingsError(
    'truth-axes-not-understood',
    `--truth-axes ${text} does not say what the axes of the ground truth are: give rows,columns or columns,rows.`,
    { axes: text },
  );
}

function named(text: string): string[] {
  return text.split(',').map((part) => part.trim().toLowerCase());
}

function parseAxes(text: string, info: VariableInfo): AxisName[] {
  const { name } = info;
  const shape = info.axes ? inFileOrder(info.shape, info.axes) : info.shape;
  const axes = named(text);
  if (isAxisOrder(axes, shape.length)) return axes as AxisName[];
  const wanted = AXIS_NAMES.slice(0, Math.max(2, shape.length)).join(', ');
  const example = shape.length === 2 ? 'columns,rows' : 'bands,rows,columns';
  const reason =
    shape.length === 2 || shape.length === 3
      ? `name each of ${wanted} once, in the order of the file, such as ${example}`
      : 'the order can be said of two or three axes only, so leave it out';
  throw new InvalidSettingsError(
    'axes-not-understood',
    `--axes ${text} does not fit ${name}, which is ${shape.join(' x ')} in its file: ${reason}.`,
    { axes: text, variable: name, shape: shape.join(' x ') },
  );
}

/** A variable with its axes in another order; what its file says of bands and places, it says of its own order. */
export function asOrdered(info: VariableInfo, axes: AxisName[]): VariableInfo {
  const { name, role, dtype, nodata, leastShape } = info;
  const before = info.axes ?? AXIS_NAMES.slice(0, axes.length);
  if (String(before) === String(axes)) return { ...info, ...given(info, axes) };
  return {
    ...{ name, role, dtype },
    shape: inOrder(inFileOrder(info.shape, before), axes),
    ...(leastShape && { leastShape }),
    ...(nodata !== undefined && { nodata }),
    ...given(info, axes),
    ...(axes.indexOf('bands') === before.indexOf('bands') && bandsOf(info)),
  };
}

function given({ axesFrom }: VariableInfo, axes: AxisName[]): Partial<VariableInfo> {
  const isKnown = axesFrom === undefined && isUsualOrder(axes);
  return isKnown ? {} : { axes, axesFrom: 'given', axesUncertain: undefined };
}

function bandsOf({ wavelengths, fwhm, badBands }: VariableInfo): Partial<VariableInfo> {
  return {
    ...(wavelengths && { wavelengths }),
    ...(fwhm && { fwhm }),
    ...(badBands && { badBands }),
  };
}
