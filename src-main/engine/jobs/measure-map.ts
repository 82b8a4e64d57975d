import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { LabelMap } from '@shared/scene';
import type { ClassificationMap, MapAccuracy, NoAccuracy } from '@shared/training';
import type { TrainedModel } from '../classifiers/model-folder';
import { readLabels } from '../cube/labels';
import { evaluate } from '../evaluation/report';
import { SIDE } from '../samples/sides';

/** What is known of where a map comes from. */
interface Origin {
  /** The model's folder. */
  directory: string;
  /** The mapped scene as `FILE:NAME`. */
  cube: string;
}

const NONE = new Int32Array(0);

/**
 * Compares the map of a saved model with a ground truth of the same classes, on every labelled pixel. On the scene that
 * the model learnt from only its test pixels count: the others would flatter it.
 * @throws UnreadableFileError, UnusableDataError where the split in the model's folder is damaged
 */
export async function measureMap(
  map: ClassificationMap,
  truth: LabelMap,
  model: TrainedModel,
  origin: Origin,
): Promise<MapAccuracy | NoAccuracy> {
  if (!knowsClasses(model, truth)) return { reason: 'other-classes' };
  const sides = await ownSplit(map, model, origin);
  const test = Int32Array.from(truth.labels.keys()).filter(
    (pixel) => truth.labels[pixel] > 0 && map.labels[pixel] > 0 && (!sides || sides[pixel] === SIDE.test),
  );
  if (test.length === 0) return { reason: 'nothing-labelled' };
  const { labels } = truth;
  const evaluation = evaluate({ labels, classes: model.classes }, { train: NONE, test }, map.labels);
  return { ...evaluation, pixels: test.length, testPixelsOnly: sides !== undefined };
}

/** Whether every class of the truth is one of the model: the same label and, where both have a name, the same name. */
function knowsClasses({ classes }: TrainedModel, truth: LabelMap): boolean {
  const known = new Map(classes.map(({ label, name }) => [label, name]));
  return truth.classes.every(({ label, name }) => {
    const trained = known.get(label);
    const nameless = `Class ${label}`;
    return trained !== undefined && (trained === name || trained === nameless || name === nameless);
  });
}

/** Rows x columns, values of `SIDE`, where this is the scene that the model learnt from and it says which pixels. */
async function ownSplit(
  { rows, columns }: ClassificationMap,
  { trainedOn }: TrainedModel,
  { directory, cube }: Origin,
): Promise<ArrayLike<number> | undefined> {
  const file = join(directory, 'split.npy');
  // The scene may have been moved since; one of the same name and size in another folder is taken for the same.
  if (!trainedOn || basename(trainedOn.cube) !== basename(cube) || !existsSync(file)) return undefined;
  const split = await readLabels({ file, variable: 'split' });
  return split.rows === rows && split.columns === columns ? split.labels : undefined;
}
