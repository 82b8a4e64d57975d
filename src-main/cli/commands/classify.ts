import { join, resolve } from 'node:path';
import { AXIS_NAMES } from '@shared/axes';
import type { ClassifierDescription } from '@shared/network';
import { axesThatFit } from '@shared/labels-fit';
import type { VariableInfo, VariableRef } from '@shared/scene';
import type { ClassificationInput, TrainingSettings } from '@shared/training';
import { summaryText } from '../../engine/export/report-text';
import { InvalidSettingsError } from '../../engine/errors';
import { parseTrainingSettings } from '../../engine/samples/settings';
import type { EngineHost } from '../../engine-host/host';
import { asOrdered, parseTruthAxes, withCubeOptions, type CubeOptions } from '../cube-options';
import { inspect } from '../engine';
import { typedExperiment, type ExperimentOptions } from '../experiment-options';
import {
  besideCube,
  findCube,
  findLabels,
  masksBeside,
  truthBeside,
  withWavelengthsBeside,
  type Beside,
  type FoundCube,
} from '../find-scene';
import { findVariable } from '../find-variable';
import { listenForInterrupts } from '../interrupt';
import { parseOptions } from '../network-options';
import { numberOf } from '../number-of';
import { print } from '../output';
import { ProgressDisplay } from '../progress';
import { parseVariableName } from '../variable-name';

/** As typed: numbers are still text. */
export interface ClassifyOptions extends CubeOptions, ExperimentOptions {
  cube: string;
  truth?: string;
  truthAxes?: string;
  trainMask?: string;
  testMask?: string;
  network: string;
  option: string[];
  patch?: string;
  components?: string;
  train: string;
  split: string;
  epochs?: string;
  learningRate?: string;
  batch?: string;
  seed: string;
  runs: string;
  execution: string;
  out: string;
  probabilities?: boolean;
  force?: boolean;
  json?: boolean;
}

/** Trains on a scene, maps all of it, prints the per-class table and writes the result's folder. */
export async function classify(engine: EngineHost, options: ClassifyOptions): Promise<void> {
  const directory = resolve(options.out);
  const overwrite = options.force ?? false;
  const [{ recipe }] = await engine.call('describeNetworks', { ids: [options.network] });
  const settings = settingsOf(options, recipe);
  const input = await findInput(engine, options);

  const display = new ProgressDisplay();
  const interrupts = listenForInterrupts(
    () => display.isTraining,
    (sentence) => display.say(sentence),
  );
  try {
    const { report } = await engine.call(
      'classify',
      {
        ...{ input, settings, outputDirectory: directory, overwrite },
        probabilities: options.probabilities ?? false,
      },
      {
        onProgress: (progress) => display.update(progress),
        stop: interrupts.stop,
        signal: interrupts.cancel,
      },
    );
    display.clear();
    print({ ...report, out: directory }, options.json ?? false, () =>
      [summaryText(report), '', `Map: ${join(directory, 'map.png')}`, `All files: ${directory}`].join('\n'),
    );
  } finally {
    display.clear();
    interrupts.release();
  }
}

/** What was typed, with the recipe for what was not. */
export function settingsOf(
  options: ClassifyOptions,
  recipe: ClassifierDescription['recipe'],
): TrainingSettings {
  const steps = 'epochs' in recipe ? recipe : undefined;
  return parseTrainingSettings({
    network: options.network,
    options: parseOptions(options.option),
    patch: numberOf(options.patch) ?? recipe.patch,
    components: numberOf(options.components) ?? recipe.components,
    training: numberOf(options.train),
    split: options.split,
    epochs: numberOf(options.epochs) ?? steps?.epochs,
    learningRate: numberOf(options.learningRate) ?? steps?.learningRate,
    batch: numberOf(options.batch) ?? steps?.batch,
    seed: numberOf(options.seed),
    runs: numberOf(options.runs),
    execution: options.execution,
    experiment: typedExperiment(options, recipe),
  });
}

async function findInput(engine: EngineHost, options: ClassifyOptions): Promise<ClassificationInput> {
  const found = await findCube(engine, options.cube);
  const { info: asTyped } = await withCubeOptions(found.ref, found.info, { axes: options.axes });
  const truth = await findTruth(engine, found, asTyped, options);
  const axes = options.axes ?? (await axesFittedTo(engine, found.info, truth));
  const { ref, info } = await withCubeOptions(found.ref, found.info, { ...options, axes });
  const beside = besideCube(found, info);
  const cube = withWavelengthsBeside(ref, beside);
  return { cube, truth, ...(await findMasks(engine, info, beside, options)) };
}

/** The order in which a cube whose axes were only guessed fits its truth, should it not fit as it is. */
async function axesFittedTo(
  engine: EngineHost,
  cube: VariableInfo,
  truth: VariableRef,
): Promise<string | undefined> {
  if (cube.axesFrom === undefined) return undefined;
  const { variables } = await inspect(engine, truth.file);
  const labels = variables.find(({ name }) => name === truth.variable);
  return labels && axesThatFit(cube, truth.axes ? asOrdered(labels, truth.axes) : labels)?.join();
}

/** Labels that lie in their file as columns x rows are looked for, and read, so. */
async function findTruth(
  engine: EngineHost,
  found: FoundCube,
  info: VariableInfo,
  { truth, truthAxes }: ClassifyOptions,
): Promise<VariableRef> {
  const axes = truthAxes === undefined ? undefined : parseTruthAxes(truthAxes);
  const cube = axes?.[0] === 'columns' ? withRowsForColumns(info) : info;
  const beside = besideCube(found, cube);
  const { file } = found.ref;
  const ref =
    truth !== undefined
      ? await findLabels(engine, truth, found.ref, cube)
      : beside
        ? truthBeside(beside)
        : findVariable(found.file, { file }, 'labels', cube);
  return { ...ref, ...(axes && { axes }) };
}

/** A cube as labels see it whose rows and columns are exchanged. */
function withRowsForColumns(cube: VariableInfo): VariableInfo {
  const { shape, axes = AXIS_NAMES } = cube;
  const [rows, columns, bands] = shape;
  const exchanged = { rows: 'columns', columns: 'rows', bands: 'bands' } as const;
  return { ...cube, shape: [columns, rows, bands], axes: axes.map((axis) => exchanged[axis]) };
}

async function findMasks(
  engine: EngineHost,
  cube: VariableInfo,
  beside: Beside | undefined,
  { split, trainMask, testMask }: ClassifyOptions,
): Promise<Pick<ClassificationInput, 'trainingMask' | 'testMask'>> {
  const isNamed = trainMask !== undefined || testMask !== undefined;
  if (split !== 'masks') {
    if (!isNamed) return {};
    throw new InvalidSettingsError(
      'masks-without-split',
      `--train-mask and --test-mask belong to --split masks, but the split is ${split}.`,
      { split },
    );
  }
  if (!isNamed && beside) return masksBeside(beside);
  if (trainMask === undefined || testMask === undefined) {
    throw new InvalidSettingsError('mask-missing', '--split masks needs both --train-mask and --test-mask.', {
      split,
    });
  }
  const mask = (text: string) => findMask(engine, text, cube);
  return { trainingMask: await mask(trainMask), testMask: await mask(testMask) };
}

async function findMask(engine: EngineHost, text: string, cube: VariableInfo): Promise<VariableRef> {
  const name = parseVariableName(text);
  return findVariable(await inspect(engine, name.file), name, 'labels', cube);
}
