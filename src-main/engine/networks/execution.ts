import type { ExecutionChoice } from '@shared/training';
import { InvalidSettingsError } from '../errors';
import type { Network } from './network';
import {
  cutNetwork,
  headFloats,
  headPeak,
  trunkFloatsPerPixel,
  trunkLength,
  trunkMacsPerPixel,
  trunkPeakPerPixel,
  windowTrunkMacs,
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

/**
 * Floats of features that one step may leave behind while training: 0.7 GB, and as much again for gradients. Where features
 * do not depend on the tile, large tiles gain little: with fewer, a scene of any size takes what Indian Pines takes.
 */
const TRAINING_FLOATS = 180e6;
const LOCAL_TRAINING_FLOATS = 75e6;

/**
 * Floats that prediction holds of a tile's features, and of windows in the head: with the library's own 300 MB, its
 * working copies and what its allocator keeps between tiles about 0.5 GB. 33e6 labels HybridSN-BN in 15 % less processor
 * time and takes 0.65 GB.
 */
const TRUNK_FLOATS = 14e6;
export const HEAD_FLOATS = 8e6;

/** Side of a square tile such that it and its halo have no more than so many pixels, but never below the window's. */
function tileSide({ input: [patch] }: Network, pixels: number): number {
  return Math.max(Math.floor(Math.sqrt(pixels)) - (patch - 1), patch);
}

function denseTraining(network: Network): Execution {
  const plan = cutNetwork(network, trunkLength(network));
  const floats = plan.local ? LOCAL_TRAINING_FLOATS : TRAINING_FLOATS;
  return {
    kind: 'dense',
    plan,
    tileSide: tileSide(network, floats / trunkFloatsPerPixel(plan)),
    windowsAtOnce: Math.max(1, Math.floor(floats / headFloats(plan))),
  };
}

/** Floats of the scene that patches are cut from at once while every pixel is labelled: 12 MB, three times. */
const PATCH_TILE_FLOATS = 3e6;

function patchTileSide(network: Network): number {
  return tileSide(network, PATCH_TILE_FLOATS / network.input[2]);
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
  const dense = denseTraining(network);
  const { plan } = dense;
  if (choice === 'dense') return dense;
  const halo = network.input[0] - 1;
  const tilesDown = Math.ceil(scene.rows / dense.tileSide);
  const tilesAcross = Math.ceil(scene.columns / dense.tileSide);
  const pixels = (scene.rows + tilesDown * halo) * (scene.columns + tilesAcross * halo);
  const windows = batch * windowTrunkMacs(plan);
  return pixels * trunkMacsPerPixel(plan) < windows ? dense : patch;
}

/**
 * How to label every pixel: dense wherever the network has a trunk. Each layer's output is freed once the next has used
 * it, so a tile is as large as its widest two layers allow.
 */
export function predictionExecution(network: Network, choice: ExecutionChoice): Execution {
  requireTrunk(network, choice);
  const length = choice === 'patch' ? 0 : trunkLength(network);
  const plan = cutNetwork(network, length);
  return {
    kind: length > 0 ? 'dense' : 'patch',
    plan,
    tileSide: length > 0 ? tileSide(network, TRUNK_FLOATS / trunkPeakPerPixel(plan)) : patchTileSide(network),
    windowsAtOnce: Math.max(1, Math.floor(HEAD_FLOATS / headPeak(plan))),
  };
}
