import type { ClassReport, Report } from '@shared/report';
import type { ErrorReportLike, LabelMap } from '@shared/scene';
import { windowOverlap } from '../samples/overlap';
import { SIDE } from '../samples/sides';
import type { Split } from '../samples/split';
import { confusionMatrix } from './confusion';
import { averageAccuracy, classFigures, cohensKappa, overallAccuracy } from './metrics';
import { summariseRuns, type EvaluatedRun } from './runs';

/** OA, AA and kappa of a prediction on test pixels only. */
export interface Evaluation {
  oa: number;
  aa: number;
  kappa: number;
  classes: ClassReport[];
  confusion: number[][];
}

/**
 * @param predicted rows x columns, 1-based labels of every pixel
 * @throws EngineError where a prediction is none of the truth's classes
 */
export function evaluate(
  truth: Pick<LabelMap, 'labels'> & { classes: readonly Pick<ClassReport, 'label' | 'name' | 'color'>[] },
  split: Pick<Split, 'train' | 'test'>,
  predicted: Uint16Array,
): Evaluation {
  const labels = truth.classes.map(({ label }) => label);
  const confusion = confusionMatrix(truth.labels, predicted, split.test, labels);
  const trained = countByLabel(truth.labels, split.train);
  const classes = classFigures(confusion).map(({ support, ...figures }, index) => {
    const { label, name, color } = truth.classes[index];
    return { label, name, color, train: trained.get(label) ?? 0, test: support, ...figures };
  });
  return {
    oa: overallAccuracy(confusion),
    aa: averageAccuracy(confusion),
    kappa: cohensKappa(confusion),
    classes,
    confusion,
  };
}

/** All of `report.json` that does not come from evaluating the map. */
export interface RunFacts extends Pick<Report, 'timing' | 'network' | 'config' | 'environment' | 'training'> {
  /** Every run, this one first. */
  runs: readonly EvaluatedRun[];
  /** Warnings beside those of the split, e.g. of preprocessing. */
  warnings?: ErrorReportLike[];
}

/** The report of one run; keys are in the order in which `report.json` shows them. */
export function buildReport(truth: LabelMap, split: Split, evaluation: Evaluation, facts: RunFacts): Report {
  const { oa, aa, kappa, classes, confusion } = evaluation;
  return {
    oa,
    aa,
    kappa,
    classes,
    confusion,
    split: {
      kind: facts.config.split,
      train: split.train.length,
      validation: split.sides.reduce((count, side) => (side === SIDE.validation ? count + 1 : count), 0),
      test: split.test.length,
      overlap: windowOverlap(split, truth.rows, truth.columns, facts.config.patch),
    },
    warnings: [...split.warnings, ...(facts.warnings ?? [])],
    timing: facts.timing,
    network: facts.network,
    config: facts.config,
    environment: facts.environment,
    training: facts.training,
    runs: summariseRuns(facts.runs),
  };
}

function countByLabel(labels: Uint16Array, pixels: Int32Array): Map<number, number> {
  const counts = new Map<number, number>();
  for (const pixel of pixels) counts.set(labels[pixel], (counts.get(labels[pixel]) ?? 0) + 1);
  return counts;
}
