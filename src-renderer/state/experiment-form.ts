import { parseBandList } from '@shared/band-list';
import { USUAL_EXPERIMENT, type Experiment } from '@shared/experiment';
import type { Format } from '../messages/format';
import type { Messages } from '../messages/types';

/** The experiment as it is typed: a number field that was emptied holds null. */
export type ExperimentForm = {
  [Field in keyof Experiment]: Experiment[Field] extends number ? number | null : Experiment[Field];
} & {
  /** What `validation` counts in. */
  validationUnit: 'percent' | 'pixels';
};

/** A sentence in the language of the window. */
type Problem = (messages: Messages, format: Format) => string;
export type ExperimentProblems = Partial<Record<keyof Experiment, Problem>>;

const MOST_EPOCHS = 100_000;
const MOST_NOISE = 10;
const MOST_DROPOUT = 0.95;
const GREATEST_SEED = 2_147_483_647;

export function usualExperimentForm(): ExperimentForm {
  return { ...USUAL_EXPERIMENT, validationUnit: 'percent' };
}

/** One sentence for every field that cannot be trained with. */
export function experimentProblems(form: ExperimentForm, runs: number | null): ExperimentProblems {
  const problems: ExperimentProblems = {};
  const say = (field: keyof Experiment, problem: Problem) => (problems[field] = problem);
  const share = form.validation;
  if (form.validationUnit === 'percent' && !(share !== null && share >= 0 && share < 100)) {
    say('validation', ({ experiment }) => experiment.problems.percent);
  }
  if (form.validationUnit === 'pixels' && !isWhole(share, Number.MAX_SAFE_INTEGER)) {
    say('validation', ({ experiment }) => experiment.problems.pixels);
  }
  if (!isWhole(form.patience, MOST_EPOCHS)) {
    say('patience', ({ experiment }, format) => experiment.problems.patience(format.whole(MOST_EPOCHS)));
  } else if (form.patience !== 0 && share === 0) {
    say('patience', ({ experiment }) => experiment.problems.patienceAlone);
  }
  for (const field of ['splitSeed', 'weightSeed', 'orderSeed'] as const) {
    if (form[field] === null || isWhole(form[field], GREATEST_SEED)) continue;
    say(field, ({ experiment }, format) => experiment.problems.seed(format.whole(GREATEST_SEED)));
  }
  const bands = parseBandList(form.removedBands);
  if (!Array.isArray(bands)) {
    say('removedBands', ({ experiment }) => experiment.problems.removedBands(bands.unreadable));
  }
  if (!isBetween(form.spectralNoise, MOST_NOISE)) {
    say('spectralNoise', ({ experiment }, format) =>
      experiment.problems.spectralNoise(format.value(MOST_NOISE)),
    );
  }
  if (form.dropout !== null && !isBetween(form.dropout, MOST_DROPOUT)) {
    say('dropout', ({ experiment }, format) => experiment.problems.dropout(format.value(MOST_DROPOUT)));
  }
  if (form.vary !== 'all' && runs === 1) say('vary', ({ experiment }) => experiment.problems.vary);
  return problems;
}

/** The experiment of a form without problems. */
export function experimentOfForm({ validationUnit, ...form }: ExperimentForm): Experiment {
  const validation = Number(form.validation);
  return {
    ...form,
    validation: validationUnit === 'percent' ? validation / 100 : validation,
    patience: Number(form.patience),
    spectralNoise: Number(form.spectralNoise),
  };
}

/** Whether anything is asked for that is not as usual. */
export function isUnusual(form: ExperimentForm, usual = usualExperimentForm()): boolean {
  const { validationUnit: _, ...fields } = usual;
  return (Object.keys(fields) as (keyof Experiment)[]).some((field) => form[field] !== usual[field]);
}

function isBetween(value: number | null, most: number): boolean {
  return value !== null && value >= 0 && value <= most;
}

function isWhole(value: number | null, most: number): boolean {
  return value !== null && Number.isInteger(value) && value >= 0 && value <= most;
}
