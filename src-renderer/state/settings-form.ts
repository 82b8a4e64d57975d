import type { ClassifierDescription, NetworkOption, OptionValue, OptionValues } from '@shared/network';
import { USUAL_EXPERIMENT } from '@shared/experiment';
import type { VariableRef } from '@shared/scene';
import type { ExecutionChoice, SplitKind, TrainingSettings } from '@shared/training';
import type { Format } from '../messages/format';
import type { Messages } from '../messages/types';
import { applicableExperiment, applies } from './applicable';
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

/** A recipe as it was published, with 10 % of the pixels of each class for training. */
export function formFromRecipe({
  recipe,
  options,
}: Pick<ClassifierDescription, 'recipe' | 'options'>): SettingsForm {
  const steps = 'epochs' in recipe ? recipe : undefined;
  return {
    options: Object.fromEntries(options.map(({ id, default: value }) => [id, value])),
    components: recipe.components,
    patch: recipe.patch,
    training: 10,
    trainingUnit: 'percent',
    split: 'random',
    epochs: steps?.epochs ?? null,
    learningRate: steps?.learningRate ?? null,
    batch: steps?.batch ?? null,
    seed: 0,
    runs: 1,
    execution: 'auto',
    experiment: { ...usualExperimentForm(), ...preprocessingOf(recipe) },
  };
}

/** What a recipe says of bands and components. */
function preprocessingOf(
  recipe: ClassifierDescription['recipe'],
): Pick<ExperimentForm, 'scaling' | 'reduction'> {
  const { scaling, reduction } = 'reduction' in recipe ? recipe : USUAL_EXPERIMENT;
  return { scaling, reduction };
}

/** The experiment for another recipe: bands and components as that has them, unless they were set by hand. */
export function carriedOver(
  experiment: ExperimentForm,
  before: ClassifierDescription['recipe'],
  next: ClassifierDescription['recipe'],
): ExperimentForm {
  const [old, own] = [preprocessingOf(before), preprocessingOf(next)];
  const untouched = experiment.scaling === old.scaling && experiment.reduction === old.reduction;
  return untouched ? { ...experiment, ...own } : experiment;
}

/** One sentence for every field that cannot be trained with on a scene of the given size. */
export function problemsOf(
  form: SettingsForm,
  masks: Masks,
  scene: { rows: number; columns: number; bands: number } | null,
  chosen: ClassifierDescription | null = null,
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
  const experiment = experimentProblems(applicableExperiment(form.experiment, chosen), form.runs);
  for (const [field, problem] of Object.entries(experiment)) problems[`experiment ${field}`] = problem;
  return Object.fromEntries(Object.entries(problems).filter(([field]) => applies(field, chosen, form)));
}

/** One sentence for every option that is no number of its range. */
export function optionProblems(
  declared: readonly NetworkOption[],
  chosen: SettingsForm['options'],
): Problems {
  const problems: Problems = {};
  for (const option of declared) {
    if ('choices' in option) continue;
    const { id, least, most, whole, instead } = option;
    const value = chosen[id] ?? instead;
    if (instead !== undefined && value === instead) continue;
    const fits = typeof value === 'number' && (!whole || Number.isInteger(value));
    if (fits && value >= least && value <= most) continue;
    problems[`option ${id}`] = ({ train }, format) =>
      train.problems[whole ? 'wholeOption' : 'option'](format.value(least), format.value(most));
  }
  return problems;
}

/** The settings of a form without problems. */
export function settingsOf(chosen: ClassifierDescription, form: SettingsForm): TrainingSettings {
  const { trainingUnit, training, ...rest } = form;
  const amount = Number(training);
  const has = (field: string) => applies(field, chosen, form);
  return {
    network: chosen.id,
    ...rest,
    options: optionsOf(chosen.options, form.options),
    components: has('components') ? Number(form.components) : chosen.recipe.components,
    patch: has('patch') ? Number(form.patch) : chosen.recipe.patch,
    training: trainingUnit === 'percent' ? amount / 100 : amount,
    epochs: has('epochs') ? Number(form.epochs) : undefined,
    learningRate: has('learningRate') ? Number(form.learningRate) : undefined,
    batch: has('batch') ? Number(form.batch) : undefined,
    execution: has('execution') ? form.execution : 'auto',
    seed: Number(form.seed),
    runs: Number(form.runs),
    experiment: experimentOfForm(applicableExperiment(form.experiment, chosen)),
  };
}

/** An empty field stands for the word that some options have instead of a number. */
export function optionsOf(declared: readonly NetworkOption[], chosen: SettingsForm['options']): OptionValues {
  return Object.fromEntries(
    declared.map((option) => {
      const instead = 'instead' in option ? option.instead : undefined;
      return [option.id, (chosen[option.id] ?? instead) as OptionValue];
    }),
  );
}
