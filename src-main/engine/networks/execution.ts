import type { ExecutionChoice } from '@shared/training';
import { InvalidSettingsError } from '../errors';
import type { Network } from './network';
import {
  cutNetwork,
  headFloats,
  trunkFloatsPerPixel,
  trunkLength,
  trunkMacsPerPixel,
  type Plan,
} from './plan';

/** How one network runs on one scene. */
export interface Execution {
  kind: 'dense' | 'patch';
  plan: Plan;
  /** Largest tile, in pixels a side; where windows are cut from the scene wherever they lie, there is one tile. */
  tileSide: number;
  /** Most windows that pass through the head at once. */
  windowsAtOnce: number;
}

/** Floats of features that one step may leave behind while training: 0.7 GB, and as much again for gradients. */
const TRAINING_FLOATS = 180e6;

/** Prediction frees each layer as it goes, so a smaller budget still fills the cores. */
const PREDICTION_FLOATS = 90e6;

function denseExecution(network: Network, floats: number): Execution {
  const plan = cutNetwork(network, trunkLength(network));
  const halo = network.input[0] - 1;
  const side = Math.floor(Math.sqrt(floats / trunkFloatsPerPixel(plan))) - halo;
  return {
    kind: 'dense',
    plan,
    tileSide: Math.max(side, network.input[0]),
    windowsAtOnce: Math.max(1, Math.floor(floats / headFloats(plan))),
  };
}

/** Floats of the scene that patches are cut from at once while every pixel is labelled: 32 MB. */
const PATCH_TILE_FLOATS = 8e6;

function patchTileSide({ input }: Network): number {
  const [patch, , channels] = input;
  return Math.max(Math.floor(Math.sqrt(PATCH_TILE_FLOATS / channels)) - (patch - 1), patch);
}

/** The patch form: windows of the scene itself, nothing shared. */
function patchExecution(network: Network, floats: number, tileSide: number): Execution {
  const plan = cutNetwork(network, 0);
  return {
    kind: 'patch',
    plan,
    tileSide,
    windowsAtOnce: Math.max(1, Math.floor(floats / headFloats(plan))),
  };
}

function requireTrunk(network: Network, choice: ExecutionChoice): void {
  if (choice === 'dense' && trunkLength(network) === 0)
    throw new InvalidSettingsError(
      'network-not-dense',
      `${network.spec.title} has no layers that windows can share, so dense execution is not possible; ` +
        'choose auto or patch.',
      { network: network.spec.title },
    );
}

/**
 * How to train: dense where a step over every tile costs fewer multiply-accumulates in the trunk than `batch` windows
 * one by one.
 * @throws InvalidSettingsError where dense is asked of a network without a trunk
 */
export function trainingExecution(
  network: Network,
  choice: ExecutionChoice,
  scene: { rows: number; columns: number },
  batch: number,
): Execution {
  requireTrunk(network, choice);
  const patch = patchExecution(network, 2 * TRAINING_FLOATS, Infinity);
  if (choice === 'patch' || trunkLength(network) === 0) return patch;
  const dense = denseExecution(network, TRAINING_FLOATS);
  const { plan } = dense;
  if (choice === 'dense') return dense;
  const halo = network.input[0] - 1;
  const tilesDown = Math.ceil(scene.rows / dense.tileSide);
  const tilesAcross = Math.ceil(scene.columns / dense.tileSide);
  const pixels = (scene.rows + tilesDown * halo) * (scene.columns + tilesAcross * halo);
  const windows = batch * plan.trunk.reduce((sum, { macs }) => sum + macs, 0);
  return pixels * trunkMacsPerPixel(plan) < windows ? dense : patch;
}

/** How to label every pixel: dense wherever the network has a trunk. */
export function predictionExecution(network: Network, choice: ExecutionChoice): Execution {
  requireTrunk(network, choice);
  if (choice === 'patch' || trunkLength(network) === 0)
    return patchExecution(network, PREDICTION_FLOATS, patchTileSide(network));
  return denseExecution(network, PREDICTION_FLOATS);
}
