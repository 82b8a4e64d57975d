/**
 * Figures of a confusion matrix (rows = truth, columns = prediction), as Congalton, "A review of assessing the
 * accuracy of classifications of remotely sensed data", Remote Sensing of Environment 37 (1991), defines them and
 * scikit-learn computes them. A figure whose denominator is 0 is 0.
 */
export interface ClassFigures {
  /** User's accuracy: of the pixels predicted as the class, the fraction that belong to it. */
  precision: number;
  /** Producer's accuracy: of the pixels that belong to the class, the fraction predicted as it. */
  recall: number;
  /** Harmonic mean of precision and recall: 2 * hits / (truth + predicted). */
  f1: number;
  /** Pixels that belong to the class. */
  support: number;
}

/** One entry a class, in the matrix's order. */
export function classFigures(confusion: readonly (readonly number[])[]): ClassFigures[] {
  const predicted = columnSums(confusion);
  return confusion.map((row, index) => {
    const hits = row[index];
    const support = sum(row);
    return {
      precision: ratio(hits, predicted[index]),
      recall: ratio(hits, support),
      f1: ratio(2 * hits, support + predicted[index]),
      support,
    };
  });
}

/** OA: the fraction of all pixels that are predicted as what they are. */
export function overallAccuracy(confusion: readonly (readonly number[])[]): number {
  return ratio(sum(confusion.map((row, index) => row[index])), sum(confusion.map(sum)));
}

/** AA: mean recall over the classes that have test pixels (scikit-learn's `balanced_accuracy_score`). */
export function averageAccuracy(confusion: readonly (readonly number[])[]): number {
  const recalls = classFigures(confusion)
    .filter(({ support }) => support > 0)
    .map(({ recall }) => recall);
  return ratio(sum(recalls), recalls.length);
}

/**
 * Cohen's kappa, (observed - expected) / (1 - expected) agreement; J. Cohen, "A coefficient of agreement for nominal
 * scales", Educational and Psychological Measurement 20 (1960). 0 where it has no value because truth and prediction
 * are one and the same class throughout.
 */
export function cohensKappa(confusion: readonly (readonly number[])[]): number {
  const total = sum(confusion.map(sum));
  const predicted = columnSums(confusion);
  const chance = sum(confusion.map((row, index) => sum(row) * predicted[index]));
  const hits = sum(confusion.map((row, index) => row[index]));
  return ratio(total * hits - chance, total * total - chance);
}

/** Mean over the classes, each counted alike. */
export function macroAverage(figures: readonly ClassFigures[]): ClassFigures {
  return average(figures, () => 1);
}

/** Mean over the classes, each weighted by its support. */
export function weightedAverage(figures: readonly ClassFigures[]): ClassFigures {
  return average(figures, ({ support }) => support);
}

function average(figures: readonly ClassFigures[], weight: (figures: ClassFigures) => number): ClassFigures {
  const weights = sum(figures.map(weight));
  const mean = (field: keyof ClassFigures) =>
    ratio(sum(figures.map((entry) => weight(entry) * entry[field])), weights);
  return {
    precision: mean('precision'),
    recall: mean('recall'),
    f1: mean('f1'),
    support: sum(figures.map(({ support }) => support)),
  };
}

function columnSums(confusion: readonly (readonly number[])[]): number[] {
  return confusion.map((_, column) => sum(confusion.map((row) => row[column])));
}

function ratio(numerator: number, denominator: number): number {
  return denominator === 0 ? 0 : numerator / denominator;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
