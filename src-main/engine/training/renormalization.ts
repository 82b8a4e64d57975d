import type { Execution } from '../networks/execution';
import type { Renormalization } from '../networks/layer';
import type { Network } from '../networks/network';
import type { TileGrid } from '../networks/tiles';
import { hasRunningStatistics } from './calibrate';

/**
 * Whether batch normalisation would see other statistics in one part of a step than in the next: where the trunk runs
 * tile by tile. Parts that are cut from one heap of windows are alike, as chance has made them.
 */
export function hasUnlikeParts({ kind, plan }: Execution, network: Network, grid: TileGrid): boolean {
  return kind === 'dense' && !plan.local && grid.tiles.length > 1 && hasRunningStatistics(network);
}

/**
 * How far unlike parts are corrected after this share of training: from a tenth on as far as in Ioffe 2017
 * (arXiv:1702.03275, section 4). Running statistics are of use early, as they follow the tiles of a few updates.
 */
export function renormalizationAt(done: number): Renormalization {
  const grown = Math.min(1, Math.max(0, (done - 0.02) / 0.08));
  return { factor: 1 + 2 * grown, shift: 5 * grown };
}
