import type { NetworkDescription, NetworkOption, OptionValue, OptionValues } from '@shared/network';
import type { VariableRef } from '@shared/scene';
import type { ExecutionChoice, SplitKind, TrainingSettings } from '@shared/training';
import type { Format } from '../messages/format';
import type { Messages } from '../messages/types';
import {
  experimentOfForm,
  experimentProblems,
  usualExperimentForm,
  type ExperimentForm,
} from './experiment-form';

/** The settings as they are typed: a number field that was emptied holds null. */
export interface SettingsForm {
  /** A value for each option of the network. */
  options: Record<string, OptionValue | null>;
  components: number | null;
  patch: number | null;
  training: number | null;
  trainingUnit: 'percent' | 'pixels';
  split: SplitKind;
  epochs: number | null;
  learningRate: number | null;
  batch: number | null;
  seed: number | null;
  runs: number | null;
  execution: ExecutionChoice;
  experiment: ExperimentForm;
}

export interface Masks {
  training: VariableRef | null;
  test: VariableRef | null;
}

export type ProblemField = keyof Omit<SettingsForm, 'options' | 'trainingUnit' | 'execution' | 'experiment'>;
/** A sentence in the language of the window. */
export type Problem = (messages: Messages, format: Format) => string;
export type Problems = Partial<Record<ProblemField | `option ${string}` | `experiment ${string}`, Problem>>;

/** The largest values that the engine takes. */
const MOST = {
  patch: 255,
  components: 10_000,
  epochs: 100_000,
  batch: 65_536,
  seed: 2_147_483_647,
  runs: 100,
};

/** A network's published recipe, with 10 % of the pixels of each class for training. */
export function formFromRecipe({
  recipe,
  options,
}: Pick<NetworkDescription, 'recipe' | 'options'>): SettingsForm {
  return {
    options: Object.fromEntries(options.map(({ id, default: value }) => [id, value])),
    components: recipe.components,
    patch: recipe.patch,
    training: 10,
    trainingUnit: 'percent',
    split: 'random',
    epochs: recipe.epochs,
    learningRate: recipe.learningRate,
    batch: recipe.batch,
    seed: 0,
    runs: 1,
    execution: 'auto',
    experiment: usualExperimentForm(),
  };
}

/** One sentence for every field that cannot be trained with on a scene of the given size. */
export function problemsOf(
  form: SettingsForm,
  masks: Masks,
  scene: { rows: number; columns: number; bands: number } | null,
): Problems {
  const problems: Problems = {};
  const whole = (value: number | null, least: number, most: number) =>
    value !== null && Number.isInteger(value) && value >= least && value <= most;

  const components = Math.min(scene?.bands ?? Infinity, MOST.components);
  if (!whole(form.components, 1, components)) {
    problems.components = (messages, format) => messages.train.problems.components(format.whole(components));
  }
  const side = Math.min(scene?.rows ?? Infinity, scene?.columns ?? Infinity, MOST.patch);
  const patch = side - 1 + (side % 2);
  if (!whole(form.patch, 1, patch) || Number(form.patch) % 2 === 0) {
    problems.patch = (messages, format) => messages.train.problems.patch(format.whole(patch));
  }
  if (form.split === 'masks') {
    if (masks.training === null || masks.test === null)
      problems.split = (messages) => messages.train.problems.masks;
  } else if (form.trainingUnit === 'percent') {
    const share = form.training;
    if (share === null || !(share > 0 && share < 100))
      problems.training = (each) => each.train.problems.percent;
  } else if (!whole(form.training, 1, Number.MAX_SAFE_INTEGER)) {
    problems.training = (messages) => messages.train.problems.pixels;
  }
  if (!whole(form.epochs, 1, MOST.epochs)) {
    problems.epochs = (messages, format) => messages.train.problems.epochs(format.whole(MOST.epochs));
  }
  if (form.learningRate === null || !(form.learningRate > 0 && form.learningRate <= 1)) {
    problems.learningRate = (messages) => messages.train.problems.learningRate;
  }
  if (!whole(form.batch, 1, MOST.batch)) {
    problems.batch = (messages, format) => messages.train.problems.batch(format.whole(MOST.batch));
  }
  if (!whole(form.seed, 0, MOST.seed)) {
    problems.seed = (messages, format) => messages.train.problems.seed(format.whole(MOST.seed));
  }
  if (!whole(form.runs, 1, MOST.runs)) {
    problems.runs = (messages, format) => messages.train.problems.runs(format.whole(MOST.runs));
  }
  for (const [field, problem] of Object.entries(experimentProblems(form.experiment, form.runs))) {
    problems[`experiment ${field}`] = problem;
  }
  return problems;
}

/** One sentence for every option that is no number of its range. */
export function optionProblems(
  declared: readonly NetworkOption[],
  chosen: SettingsForm['options'],
): Problems {
  const problems: Problems = {};
  for (const option of declared) {
    if ('choices' in option) continue;
    const { id, least, most } = option;
    const value = chosen[id];
    if (typeof value === 'number' && value >= least && value <= most) continue;
    problems[`option ${id}`] = (messages, format) =>
      messages.train.problems.option(format.value(least), format.value(most));
  }
  return problems;
}

/** The settings of a form without problems. */
export function settingsOf(network: string, form: SettingsForm): TrainingSettings {
  const { trainingUnit, training, ...rest } = form;
  const amount = Number(training);
  return {
    network,
    ...rest,
    options: { ...form.options } as OptionValues,
    components: Number(form.components),
    patch: Number(form.patch),
    training: trainingUnit === 'percent' ? amount / 100 : amount,
    epochs: Number(form.epochs),
    learningRate: Number(form.learningRate),
    batch: Number(form.batch),
    seed: Number(form.seed),
    runs: Number(form.runs),
    experiment: experimentOfForm(form.experiment),
  };
}
