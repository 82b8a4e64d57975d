import { STEP_EXPERIMENT, STEP_SETTINGS, variedByClassical } from '@shared/classical-settings';
import { USUAL_EXPERIMENT, type Experiment } from '@shared/experiment';
import type { ClassifierDescription } from '@shared/network';
import type { SplitKind } from '@shared/training';
import type { ExperimentForm } from './experiment-form';

type Chosen = Pick<ClassifierDescription, 'kind'> | null;

/** Whether a setting means something for what is chosen; what does not is neither shown, checked nor sent. */
export function applies(
  field: string,
  chosen: Chosen,
  { split, experiment }: { split: SplitKind; experiment: ExperimentForm },
): boolean {
  if (chosen?.kind !== 'classical') return true;
  if (field === 'patch') return split === 'disjoint';
  if (field === 'components') return experiment.reduction !== 'none';
  return !STEP_SETTINGS.some((each) => each === field);
}

/** The same for the experiment. */
export function experimentApplies(field: keyof Experiment, chosen: ClassifierDescription | null): boolean {
  if (chosen?.kind !== 'classical') return true;
  if (field === 'orderSeed') return chosen.random;
  return !STEP_EXPERIMENT.some((each) => each === field);
}

/** The experiment without what was set for a network and means nothing here. */
export function applicableExperiment(
  form: ExperimentForm,
  chosen: ClassifierDescription | null,
): ExperimentForm {
  const usual = Object.entries(USUAL_EXPERIMENT).filter(
    ([field]) => !experimentApplies(field as keyof Experiment, chosen),
  );
  const varied = chosen?.kind === 'classical' ? variedByClassical(chosen.random) : [form.vary];
  const vary = varied.includes(form.vary) ? form.vary : 'all';
  return { ...form, vary, ...Object.fromEntries(usual) };
}
