import type { ExecutionChoice } from '@shared/training';
import { trainingExecution, type Execution } from '../networks/execution';
import { totalParameters, type Network } from '../networks/network';
import { trunkLength, windowTrunkMacs } from '../networks/plan';
import { macsOver, regionCost, regionsAround } from '../networks/regions';
import { cornersOf } from '../networks/window-logits';
import type { Picture } from '../preprocessing/picture';
import { splitByTile, tilesOf, type LabelledPixels } from './batches';

interface Asked {
  network: Network;
  picture: Picture;
  labelled: LabelledPixels;
  settings: { execution: ExecutionChoice };
}

/** Of one more tile with pixels, for each parameter: its gradient is written, read and added. */
const PER_PARAMETER = 20;

/**
 * Dense or window by window, whichever costs less for this scene and these labelled pixels.
 * @throws InvalidSettingsError where dense is asked of a network without a trunk
 */
export function chooseExecution(asked: Asked, batch: number): Execution {
  const { network, picture, settings } = asked;
  const chosen = trainingExecution(network, settings.execution, picture, batch);
  if (chosen.kind === 'dense' || settings.execution === 'patch' || trunkLength(network) === 0) return chosen;
  const dense = trainingExecution(network, 'dense', picture, batch);
  if (!dense.plan.local) return chosen;
  return costOfBatch(asked, dense, batch) < batch * windowTrunkMacs(dense.plan) ? dense : chosen;
}

/** Multiply-accumulates of the trunk, forward, for one batch drawn evenly out of all labelled pixels. */
function costOfBatch({ network, picture, labelled }: Asked, execution: Execution, batch: number): number {
  const { plan } = execution;
  const step = labelled.pixels.length / batch;
  const typical = Int32Array.from({ length: batch }, (_, index) => Math.floor(index * step));
  const parts = splitByTile(typical, labelled, tilesOf(execution, picture), picture.columns, execution);
  const cost = regionCost(plan);
  const ofTile = PER_PARAMETER * totalParameters(network.weights);
  return parts.reduce((sum, { tile, positions }) => {
    const margin = plan.window - 1;
    const features = { rows: tile.rows + margin, columns: tile.columns + margin };
    const corners = cornersOf(positions, tile.columns, features.columns);
    return sum + ofTile + macsOver(regionsAround(corners, features, plan.window, cost), cost);
  }, 0);
}
