import { candidatesOf, isDerived, pairingsOf, type Candidate, type Pairing } from '@shared/pairing';
import type { FileInfo, VariableInfo, VariableRef } from '@shared/scene';
import { UnusableDataError, visible } from '../engine/errors';
import type { EngineHost } from '../engine-host/host';
import { asOrdered } from './cube-options';
import { inspect, isFolder, lookInto } from './engine';
import { findVariable, infoOf, shortened } from './find-variable';
import { parseVariableName } from './variable-name';

export interface FoundCube {
  /** With the order of its axes, where only labels beside it told that. */
  ref: VariableRef;
  /** As it is read so. */
  info: VariableInfo;
  /** The file that it is in. */
  file: FileInfo;
  /** Where the cube was looked for in a folder: that, and what its files hold. */
  folder?: { path: string; infos: FileInfo[] };
}

/** What belongs to a cube that was found in a folder. */
export interface Beside extends Pairing {
  folder: string;
}

/**
 * The cube that `text` (FILE, FILE:NAME, FOLDER or FOLDER:NAME) means.
 * @throws UnusableDataError where there is none or several could be meant; lists what to type
 */
export async function findCube(engine: EngineHost, text: string): Promise<FoundCube> {
  const name = parseVariableName(text);
  if (!isFolder(name.file)) {
    const file = await inspect(engine, name.file);
    const ref = findVariable(file, name, 'cube');
    return { file, ref, info: infoOf(file, ref) };
  }
  const infos = await lookInto(engine, name.file);
  const found = candidatesOf(infos);
  const cubes = found.cubes.filter(({ variable }) => variable === (name.variable ?? variable));
  const pairings = pairingsOf({ ...found, cubes });
  if (pairings.length === 0) throw noneIn(name.file, infos, 'cube (rows x columns x bands)');
  if (pairings.length > 1)
    throw severalIn(
      name.file,
      pairings.map(({ cube }) => cube),
      'cube',
    );
  const [{ cube }] = pairings;
  say('Cube', cube);
  const file = infos.find((info) => info.file === cube.file) as FileInfo;
  const { variable, axes } = cube;
  const ref = { file: cube.file, variable, ...(axes && { axes }) };
  const described = infoOf(file, ref);
  const info = axes ? { ...asOrdered(described, axes), axesFrom: 'labels' as const } : described;
  return { ref, info, file, folder: { path: name.file, infos } };
}

/**
 * What lies beside a cube in the folder that it was found in; undefined where it was named itself.
 * @param info the cube as it is read
 */
export function besideCube({ ref, folder }: FoundCube, info: VariableInfo): Beside | undefined {
  if (!folder) return undefined;
  const cube = candidateOf(ref, info);
  const [pairing] = pairingsOf({ ...candidatesOf(folder.infos), cubes: [cube] });
  return { ...pairing, folder: folder.path };
}

/** @throws UnusableDataError where no labels are likely to be the truth, or several are as likely */
export function truthBeside({ cube, folder, ...found }: Beside): VariableRef {
  return chosen(found, cube, folder);
}

/**
 * The labels that `text` (FILE, FILE:NAME or FOLDER) means.
 * @param info the cube as it is read, in the order of the file that the labels are in
 */
export async function findLabels(
  engine: EngineHost,
  text: string,
  ref: VariableRef,
  info: VariableInfo,
): Promise<VariableRef> {
  const name = parseVariableName(text);
  if (!isFolder(name.file)) return findVariable(await inspect(engine, name.file), name, 'labels', info);
  const infos = await lookInto(engine, name.file);
  const labels = candidatesOf(infos).labels.filter(
    ({ variable }) => variable === (name.variable ?? variable),
  );
  const [pairing] = pairingsOf({ cubes: [candidateOf(ref, info)], labels, wavelengths: [] });
  return chosen(pairing, pairing.cube, name.file);
}

/** @throws UnusableDataError where there are not one mask of each kind */
export function masksBeside({ masks, folder, cube }: Beside): {
  trainingMask: VariableRef;
  testMask: VariableRef;
} {
  if (!masks) throw noLabels(folder, cube, 'training and test masks', '--train-mask and --test-mask');
  const only = (candidates: Candidate[], what: string) => {
    if (candidates.length > 1) throw severalIn(folder, candidates, what);
    const [{ file, variable }] = candidates;
    say(what === 'test mask' ? 'Test mask' : 'Training mask', candidates[0]);
    return { file, variable };
  };
  return {
    trainingMask: only(masks.training, 'training mask'),
    testMask: only(masks.test, 'test mask'),
  };
}

/** A cube with the wavelengths of a list beside it, where it has none itself and nobody gave any. */
export function withWavelengthsBeside(ref: VariableRef, beside: Beside | undefined): VariableRef {
  const list = ref.wavelengths ? undefined : beside?.wavelengths;
  if (!list) return ref;
  say('Wavelengths', list);
  return { ...ref, wavelengths: list.wavelengths };
}

function chosen(
  { truths, likely }: Pick<Pairing, 'truths' | 'likely'>,
  cube: Candidate,
  folder: string,
): VariableRef {
  const [first] = truths;
  if (!first || isDerived(first)) throw noLabels(folder, cube, 'ground truth', '--truth');
  if (likely > 1) throw severalIn(folder, truths.slice(0, likely), 'ground truth');
  say('Ground truth', first);
  return { file: first.file, variable: first.variable };
}

function candidateOf({ file, variable }: VariableRef, info: VariableInfo): Candidate {
  const { shape, wavelengths, axes, axesFrom } = info;
  return {
    ...{ file, variable, shape },
    ...(axes && { taken: axes }),
    ...(axesFrom && { axesFrom }),
    ...(wavelengths && { wavelengths }),
  };
}

/** What a person did not name is told, on stderr, so that a mistake is seen before it has cost anything. */
function say(what: string, { file, variable }: VariableRef): void {
  process.stderr.write(`${what}: ${visible(`${file}:${variable}`)}\n`);
}

function noneIn(folder: string, infos: readonly FileInfo[], what: string): UnusableDataError {
  const files = shortened(infos.map(({ file }) => file));
  return new UnusableDataError('none-in-folder', `${folder} holds no ${what}; looked into were ${files}.`, {
    file: folder,
  });
}

function noLabels(folder: string, cube: Candidate, what: string, option: string): UnusableDataError {
  const [rows, columns] = cube.shape;
  return new UnusableDataError(
    'no-labels-in-folder',
    `${folder} holds no ${what} of ${rows} x ${columns} pixels for ${cube.file}:${cube.variable}: name it with ${option}.`,
    { file: folder },
  );
}

function severalIn(folder: string, candidates: readonly Candidate[], what: string): UnusableDataError {
  const names = shortened(candidates.map(({ file, variable }) => `${file}:${variable}`));
  return new UnusableDataError(
    'several-in-folder',
    `${folder} holds several arrays that can be the ${what}: name one of ${names}.`,
    { file: folder, names },
  );
}
