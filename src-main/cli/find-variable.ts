import { axesThatFit, labelsFit, type CubeShape } from '@shared/labels-fit';
import type { FileInfo, VariableInfo, VariableRef } from '@shared/scene';
import { UnusableDataError } from '../engine/errors';
import { notNumeric } from '../engine/files/variable-errors';
import type { VariableName } from './variable-name';

const WORDS = {
  cube: { one: 'cube', shape: 'rows x columns x bands' },
  labels: { one: 'map of labels', shape: 'rows x columns of whole numbers' },
} as const;

/**
 * The variable that `wanted` means in an inspected file: the one of that name, else the only one that can be a cube
 * (or labels). A picture that is none is given as if it were: whoever opens it says why.
 *
 * @param cube that labels must fit where several maps of labels are in the file: as it is read, else in another order
 * @throws UnusableDataError where there is no such variable or several could be meant; lists what to type
 */
export function findVariable(
  info: FileInfo,
  wanted: VariableName,
  role: 'cube' | 'labels',
  cube?: CubeShape,
): VariableRef {
  if (wanted.variable !== undefined) return named(info, wanted.variable);
  const candidates = info.variables.filter((variable) => variable.role === role);
  if (candidates.length === 0 && role === 'labels' && info.noLabels)
    return { file: info.file, variable: info.noLabels[0] };
  if (candidates.length === 0) throw missing(info, role);
  const choice = cube ? likeliest(candidates, cube) : candidates;
  if (choice.length > 1) throw ambiguous(info, choice, role);
  return { file: info.file, variable: choice[0].name };
}

function likeliest(labels: VariableInfo[], cube: CubeShape): VariableInfo[] {
  const asRead = labels.filter((each) => labelsFit(each, cube.shape));
  const fitting = asRead.length > 0 ? asRead : labels.filter((each) => axesThatFit(cube, each));
  return fitting.length > 0 ? fitting : labels;
}

/** What the file tells of a variable that was found in it. */
export function infoOf({ variables }: FileInfo, { variable }: VariableRef): VariableInfo {
  return variables.find(({ name }) => name === variable) as VariableInfo;
}

function named(info: FileInfo, name: string): VariableRef {
  if (info.variables.some((variable) => variable.name === name) || info.noLabels?.includes(name))
    return { file: info.file, variable: name };
  const other = info.skipped?.find((candidate) => candidate.name === name);
  if (other) throw notNumeric(info.file, name, other.kind);
  throw new UnusableDataError(
    'variable-missing',
    `${info.file} has no variable "${name}"; it has ${listed(info.variables)}.`,
    { file: info.file, name },
  );
}

function missing(info: FileInfo, role: 'cube' | 'labels'): UnusableDataError {
  const { one, shape } = WORDS[role];
  return new UnusableDataError(
    `no-${role}-in-file`,
    `${info.file} holds no ${one} (${shape}); it holds ${listed(info.variables)}${unread(info)}.`,
    { file: info.file },
  );
}

function ambiguous(info: FileInfo, candidates: VariableInfo[], role: 'cube' | 'labels'): UnusableDataError {
  const names = candidates.map(({ name }) => `${info.file}:${name}`).join(', ');
  return new UnusableDataError(
    `several-${role}-in-file`,
    `${info.file} holds several variables that can be the ${WORDS[role].one}: name one of ${names}.`,
    { file: info.file, names },
  );
}

function listed(variables: readonly VariableInfo[]): string {
  if (variables.length === 0) return 'no numeric variable';
  return shortened(variables.map(({ name, shape }) => `${name} (${shape.join(' x ')})`));
}

function unread({ skipped = [] }: FileInfo): string {
  if (skipped.length === 0) return '';
  return `, and what Bandscape does not read: ${shortened(skipped.map(({ name, kind }) => `${name} (${kind})`))}`;
}

const MOST_LISTED = 20;

/** What is said of many things would fill the screen. */
export function shortened(items: readonly string[]): string {
  const rest = items.length - MOST_LISTED;
  return items.slice(0, MOST_LISTED).join(', ') + (rest > 0 ? ` and ${rest} more` : '');
}
