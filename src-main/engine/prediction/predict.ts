import type { Tensor } from '@tensorflow/tfjs-core';
import type { Labelling } from '@shared/experiment';
import type { ExecutionChoice } from '@shared/training';
import { predictionExecution } from '../networks/execution';
import type { Network } from '../networks/network';
import { PaddedScene } from '../networks/padded-scene';
import { IDENTITY, SYMMETRIES } from '../networks/symmetry';
import { TileGrid } from '../networks/tiles';
import type { Picture } from '../preprocessing/picture';
import { LabelledScene, type MappingOptions, type Prediction } from './labelled-scene';
import { TilePrediction } from './tile-prediction';

export interface PredictionOptions extends MappingOptions {
  execution: ExecutionChoice;
  /** `once` where left out. */
  labelling?: Exclude<Labelling, 'recipe'>;
}

/**
 * Labels every pixel of a scene, borders included, tile by tile; beside the result, memory holds one tile. Pixels that
 * lack a value get the label 0, unclassified, and no probability.
 * @throws CancelledError when the signal is aborted
 */
export async function predictScene(
  network: Network,
  weights: readonly Tensor[],
  picture: Picture,
  options: PredictionOptions,
): Promise<Prediction> {
  const { rows, columns } = picture;
  const execution = predictionExecution(network, options.execution);
  const scene = new PaddedScene(picture, (network.input[0] - 1) / 2, options.signal);
  const symmetries = options.labelling === 'symmetries' ? SYMMETRIES : [IDENTITY];
  const tilePrediction = new TilePrediction(execution, weights, network.classes, options, symmetries);
  const labelled = new LabelledScene(picture, network.classes, options);
  const { tiles } = new TileGrid(rows, columns, execution.tileSide);
  let done = 0;
  try {
    for (const [index, tile] of tiles.entries()) {
      const input = await scene.tile(tile, tiles[index + 1]);
      const after = done + tile.rows * tile.columns;
      const stretch = [done / (rows * columns), after / (rows * columns)] as const;
      const { found, probabilities } = await tilePrediction.of(tile, input, stretch);
      await labelled.put(tile, found, probabilities);
      done = after;
    }
  } finally {
    scene.dispose();
  }
  return labelled.prediction;
}
