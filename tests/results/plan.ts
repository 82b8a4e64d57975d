import { createHash } from 'node:crypto';
import { USUAL_EXPERIMENT, type Experiment } from '@shared/experiment';
import type { ClassifierDescription, LayerDescription, NetworkDescription } from '@shared/network';
import type { TrainingSettings } from '@shared/training';
import { settingsOf } from '../../src-main/cli/commands/classify';
import { classifiers, describeClassifiers, findClassifier } from '../../src-main/engine/classifiers/registry';
import { findNetwork } from '../../src-main/engine/networks/registry';
import { STUDIED_SPLITS, type StudiedSplit } from './record';

export const CUBE = 'assets/samples/indian-pines/Indian_pines_corrected.mat';
export const TRUTH = 'assets/samples/indian-pines/Indian_pines_gt.mat';
export const TRAINING_SHARE = '0.1';
const CLASSES = 16;
const TRAINING_PIXELS = 1025;
const SIDE = 145;

/** Those whose spread is wanted get as many seeds; every other one seed. */
const SEVERAL_SEEDS: Readonly<Record<string, number>> = {
  'hybridsn-bn': 5,
  'hybridsn-attention': 5,
  svm: 5,
};

/** Measured on the test pixels of every disjoint network too, which depend on the network's window. */
export const BASELINE = 'svm';

/** One run that belongs to the study. */
export interface PlannedRun {
  network: string;
  split: StudiedSplit;
  seed: number;
  /** Side of the windows of the networks on whose pixels it is measured; left out where those are its own. */
  pixelsOf?: number;
  settings: TrainingSettings;
  fingerprint: string;
  convolutional: boolean;
  /** Multiply-accumulates of training and labelling, roughly: for the order and the time left. */
  cost: number;
  command: string;
}

export interface Wanted {
  /** Ids; every one of the registry where left out. */
  only?: readonly string[];
  splits?: readonly StudiedSplit[];
  /** How many, from 0, for each id; as `SEVERAL_SEEDS` says where left out. */
  seeds?: number;
}

/**
 * The runs of the study in the order in which they are done: random splits first, in each the ones with several seeds
 * and their family, then the others, the cheapest first. What the disjoint networks are held against belongs to `svm`.
 * @throws InvalidSettingsError for an id that is not registered
 */
export function planRuns({ only, splits = STUDIED_SPLITS, seeds }: Wanted = {}): PlannedRun[] {
  const ids = only?.map((id) => findClassifier(id).id) ?? classifiers().map(({ id }) => id);
  const methods = ids.map((id) => methodOf(id));
  methods.sort((one, other) => rank(one.id) - rank(other.id) || one.cost - other.cost);
  return STUDIED_SPLITS.filter((split) => splits.includes(split)).flatMap((split) =>
    methods.flatMap((method) => [
      ...seedsOf(method.id, seeds).map((seed) => plan(method, split, seed)),
      ...(split === 'disjoint' && method.id === BASELINE ? baselines(method, seeds) : []),
    ]),
  );
}

export function fileOf({
  network,
  split,
  seed,
  pixelsOf,
}: Pick<PlannedRun, 'network' | 'split' | 'seed' | 'pixelsOf'>): string {
  return `${split}/${network}${windowOf(pixelsOf)}-${seed}.json`;
}

function windowOf(pixelsOf: number | undefined): string {
  return pixelsOf === undefined ? '' : `-window-${pixelsOf}`;
}

/** With the split of every network's window, with as many seeds as a network of that window has. */
function baselines(baseline: Method, asked: number | undefined): PlannedRun[] {
  const seeds = new Map<number, number>();
  for (const { id, recipe } of describeClassifiers({})) {
    const most = Math.max(seeds.get(recipe.patch) ?? 0, seedsOf(id, asked).length);
    if (recipe.patch > 1) seeds.set(recipe.patch, most);
  }
  return [...seeds]
    .sort(([one], [other]) => one - other)
    .flatMap(([patch, count]) => upTo(count).map((seed) => plan(baseline, 'disjoint', seed, patch)));
}

function seedsOf(id: string, asked: number | undefined): number[] {
  return upTo(asked ?? SEVERAL_SEEDS[id] ?? 1);
}

const upTo = (count: number) => Array.from({ length: count }, (_, index) => index);

type Method = { id: string; description: ClassifierDescription; cost: number };

function methodOf(id: string): Method {
  const [{ recipe }] = describeClassifiers({ ids: [id] });
  const { patch, components } = recipe;
  const [description] = describeClassifiers({
    ids: [id],
    input: [patch, patch, components],
    classes: CLASSES,
  });
  // A method without layers takes seconds.
  return { id, description, cost: description.kind === 'network' ? costOf(description) : 0 };
}

function rank(id: string): number {
  return id in SEVERAL_SEEDS || id.startsWith('hybridsn') ? 0 : 1;
}

function plan(
  { id: network, description, cost }: Method,
  split: StudiedSplit,
  seed: number,
  pixelsOf?: number,
): PlannedRun {
  const patch = pixelsOf === undefined ? undefined : String(pixelsOf);
  const typed = { network, train: TRAINING_SHARE, split, patch, seed: String(seed), execution: 'auto' };
  const settings = settingsOf({ ...typed, cube: CUBE, option: [], runs: '1', out: '' }, description.recipe);
  return {
    ...{ network, split, seed, pixelsOf, settings, cost },
    fingerprint: fingerprintOfRun(settings, description),
    convolutional: hasConvolution(layersOf(description)),
    command:
      `npm run -s cli -- classify --cube ${CUBE} --truth ${TRUTH} --network ${network} --train ${TRAINING_SHARE} ` +
      `--split ${split}${patch === undefined ? '' : ` --patch ${patch}`} --seed ${seed} ` +
      `--out out/${network}${windowOf(pixelsOf)}-${split}-${seed}`,
  };
}

/** @param description of what is trained, built as the settings say */
export function fingerprintOfRun(settings: TrainingSettings, description: ClassifierDescription): string {
  return fingerprintOf(settings, beyondSettings(description), layersOf(description));
}

function layersOf(description: ClassifierDescription): readonly LayerDescription[] {
  return description.kind === 'network' ? description.layers : [];
}

/** What decides the result beside settings and layers. */
function beyondSettings(description: ClassifierDescription): unknown {
  if (description.kind === 'classical') return { options: description.chosen };
  return findNetwork(description.id).method;
}

/** Equal where equal figures are to be expected, so that a run is repeated when its recipe or its layers change. */
export function fingerprintOf(
  settings: TrainingSettings,
  method: unknown,
  layers: readonly LayerDescription[],
): string {
  const { experiment = {}, ...plain } = settings;
  // What is as usual is left out, so that an option that is new one day changes nothing.
  const unusual = Object.entries(experiment).filter(
    ([key, value]) => value !== USUAL_EXPERIMENT[key as keyof Experiment],
  );
  const text = JSON.stringify({ plain, unusual, method, layers: layers.map(essence) });
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

function essence({ kind, outputShape, parameters, macs, parts }: LayerDescription): object {
  return { kind, outputShape, parameters, macs, parts: parts?.map(essence) };
}

function hasConvolution(layers: readonly LayerDescription[]): boolean {
  return layers.some(({ kind, parts }) => /conv/i.test(kind) || hasConvolution(parts ?? []));
}

/** As the engine chooses it: windows by themselves, or the trunk over all of the scene in every update. */
function costOf({ recipe, ...network }: NetworkDescription): number {
  const { macs, headMacs, denseMacs, trunkLayers } = network;
  const samples = recipe.epochs * TRAINING_PIXELS;
  const updates = recipe.epochs * Math.ceil(TRAINING_PIXELS / recipe.batch);
  const scene = SIDE ** 2;
  const dense = updates * scene * (denseMacs - headMacs) + samples * headMacs;
  // Backward costs twice as much as forward.
  return 3 * Math.min(samples * macs, trunkLayers > 0 ? dense : Infinity) + scene * Math.min(macs, denseMacs);
}
