import type { ExecutionChoice } from '@shared/training';
import { trainingExecution, type Execution } from '../networks/execution';
import type { Network } from '../networks/network';
import { trunkLength } from '../networks/plan';
import type { Picture } from '../preprocessing/picture';
import { splitByTile, tilesOf, type LabelledPixels } from './batches';
import { hasRunningStatistics } from './calibrate';
import { tileCost, totalCost, type TileCost } from './tight-tiles';

/** How a network is trained and, where its tiles may be made smaller, what they cost. */
export interface TrainingExecution extends Execution {
  cost?: TileCost;
}

interface Asked {
  network: Network;
  picture: Picture;
  labelled: LabelledPixels;
  settings: { execution: ExecutionChoice };
}

/**
 * Dense or window by window, whichever costs less for this scene and these labelled pixels. Statistics of a batch are
 * those of the whole tile, so a network that has them keeps its tiles whole.
 * @throws InvalidSettingsError where dense is asked of a network without a trunk
 */
export function chooseExecution(asked: Asked, batch: number): TrainingExecution {
  const { network, picture, settings } = asked;
  const chosen = trainingExecution(network, settings.execution, picture, batch);
  if (hasRunningStatistics(network) || trunkLength(network) === 0 || settings.execution === 'patch')
    return chosen;
  const dense = chosen.kind === 'dense' ? chosen : trainingExecution(network, 'dense', picture, batch);
  const tight = { ...dense, cost: tileCost(network, dense.plan) };
  return chosen.kind === 'dense' || costOfBatch(asked, tight, batch) < batch * tight.cost.window
    ? tight
    : chosen;
}

/** Multiply-accumulates of the trunk for one batch drawn evenly out of all labelled pixels. */
function costOfBatch(
  { picture, labelled }: Asked,
  execution: TrainingExecution & { cost: TileCost },
  batch: number,
): number {
  const step = labelled.pixels.length / batch;
  const typical = Int32Array.from({ length: batch }, (_, index) => Math.floor(index * step));
  const parts = splitByTile(typical, labelled, tilesOf(execution, picture), picture.columns, execution);
  return totalCost(parts, execution.cost);
}
