import { AXIS_NAMES } from '@shared/axes';
import type { AxesFrom, FileInfo, VariableInfo } from '@shared/scene';
import { InvalidSettingsError } from '../../engine/errors';
import type { EngineHost } from '../../engine-host/host';
import { withCubeOptions, type CubeOptions } from '../cube-options';
import { inspect, isFolder, lookInto } from '../engine';
import { findVariable } from '../find-variable';
import { EXIT, print, reportError, table } from '../output';
import { parseVariableName } from '../variable-name';

export interface InfoOptions extends CubeOptions {
  json?: boolean;
}

/**
 * Lists the numeric variables of a file, or the named one; of several files and of folders those of each file. Of
 * several the ones that cannot be read are told of, and the others are listed all the same.
 */
export async function info(
  engine: EngineHost,
  texts: readonly string[],
  options: InfoOptions,
): Promise<number> {
  const asJson = options.json ?? false;
  const [only, ...others] = texts;
  if (others.length === 0 && !isFolder(only)) {
    const found = await oneFile(engine, only, options);
    print(withAxes(found), asJson, () => describe(found));
    return EXIT.ok;
  }
  if (options.wavelengths !== undefined || options.axes !== undefined) {
    throw new InvalidSettingsError(
      'options-of-one-cube',
      '--wavelengths and --axes say something of one cube: name its file alone.',
    );
  }
  const found: FileInfo[] = [];
  let exitCode: number = EXIT.ok;
  for (const text of texts) {
    try {
      if (isFolder(text)) found.push(...(await lookInto(engine, text)));
      else found.push(await oneFile(engine, text, options));
    } catch (error) {
      exitCode = reportError(error);
    }
  }
  if (found.length > 0) print(found.map(withAxes), asJson, () => found.map(describe).join('\n\n\n'));
  return exitCode;
}

async function oneFile(engine: EngineHost, text: string, options: InfoOptions): Promise<FileInfo> {
  const wanted = parseVariableName(text);
  const found = await inspect(engine, wanted.file);
  if (wanted.variable !== undefined) {
    const { variable } = findVariable(found, wanted, 'cube');
    found.variables = found.variables.filter(({ name }) => name === variable);
  }
  found.variables = await withGiven(found, options);
  return found;
}

/** What is given for a cube is shown with every cube of the file; without one, with every variable. */
async function withGiven({ file, variables }: FileInfo, options: CubeOptions): Promise<VariableInfo[]> {
  const noCube = !variables.some(({ role }) => role === 'cube');
  return Promise.all(
    variables.map(async (variable) => {
      if (variable.role !== 'cube' && !noCube) return variable;
      return (await withCubeOptions({ file, variable: variable.name }, variable, options)).info;
    }),
  );
}

/** Of every cube the axes, also where there is nothing to say of them to a person. */
function withAxes(info: FileInfo): FileInfo {
  const variables = info.variables.map((variable) =>
    variable.role === 'cube' ? { axes: [...AXIS_NAMES], ...variable } : variable,
  );
  return { ...info, variables };
}

function describe({ file, format, variables, skipped = [], problem }: FileInfo): string {
  if (problem) return `${file}\n\nNot read: ${problem.message}`;
  const rows = variables.map((variable) => [
    variable.name,
    variable.role,
    variable.shape.join(' x '),
    variable.dtype,
    extras(variable),
  ]);
  const listed = table([['Name', 'Role', 'Shape', 'Type', ''], ...rows]);
  return `${file}  (${format})\n\n${listed}${skipped.length > 0 ? `\n\n${notRead(skipped)}` : ''}`;
}

const MOST_NOT_READ = 20;

function notRead(skipped: NonNullable<FileInfo['skipped']>): string {
  const rows = skipped.slice(0, MOST_NOT_READ).map(({ name, kind }) => [name, kind]);
  const rest = skipped.length - rows.length;
  return `${table([['Not read', ''], ...rows])}${rest > 0 ? `\nand ${rest} more` : ''}`;
}

function extras({ wavelengths, georeferencing, ...variable }: VariableInfo): string {
  const parts: string[] = [];
  if (variable.axes || variable.axesUncertain) parts.push(orderOf(variable));
  if (wavelengths && wavelengths.length > 0) {
    parts.push(`${Math.min(...wavelengths).toFixed(0)} to ${Math.max(...wavelengths).toFixed(0)} nm`);
  }
  if (georeferencing) parts.push(georeferencing.crs ?? 'georeferenced');
  return parts.join(', ');
}

const REASONS: Record<AxesFrom, string> = {
  names: ', by their names',
  wavelengths: ', as its wavelengths fit',
  labels: ', as its labels fit',
  shape: ', guessed from the lengths',
  given: '',
};

/** What the axes in the file are, and why. */
function orderOf({
  axes = [...AXIS_NAMES],
  axesFrom = 'given',
  axesUncertain,
}: Partial<VariableInfo>): string {
  const advice = axesUncertain ? ' (not sure: --axes corrects it)' : '';
  return `in the file ${axes.join(' x ')}${REASONS[axesFrom]}${advice}`;
}
