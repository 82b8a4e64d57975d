import type { Network } from '../networks/network';
import { trunkMacsPerPixel, windowTrunkMacs, type Plan } from '../networks/plan';
import type { Tile } from '../networks/tiles';

/** What a trunk over a tile costs, in multiply-accumulates. */
export interface TileCost {
  /** Rows and columns that a tile needs around it. */
  halo: number;
  macsPerPixel: number;
  /** Of one more tile: its operations, and gradients of all weights that are added to the others'. */
  tile: number;
  /** Of one window by itself. */
  window: number;
}

/** About five milliseconds of a processor. */
const CALLS = 0.3e9;
/** A gradient is written, read and added. */
const PER_PARAMETER = 20;

export function tileCost(network: Network, plan: Plan): TileCost {
  const parameters = network.weights.reduce(
    (sum, { shape }) => sum + shape.reduce((size, each) => size * each, 1),
    0,
  );
  return {
    halo: network.input[0] - 1,
    macsPerPixel: trunkMacsPerPixel(plan),
    tile: CALLS + PER_PARAMETER * parameters,
    window: windowTrunkMacs(plan),
  };
}

/** Some of a tile's pixels, by their places in a list, and a smaller tile that holds them all. */
export interface TightTile {
  tile: Tile;
  members: number[];
}

/** Smaller tiles have to save this share, or the whole tile stays: it is read once for all steps. */
const WORTH_IT = 0.15;

/**
 * Smaller tiles that hold the same pixels, where the trunk over these costs less: a few labelled pixels of a large
 * tile need not have all of it looked at. The features of a pixel are the same numbers in any tile.
 * @param positions row * tile.columns + column of each pixel
 */
export function tightTiles(tile: Tile, positions: Int32Array, cost: TileCost): TightTile[] {
  const whole = { tile, members: Array.from(positions.keys()) };
  if (positions.length === 0) return [whole];
  const tight = divide(tile, positions, whole.members, cost);
  return totalCost(tight, cost) < (1 - WORTH_IT) * costOf(tile, cost) ? tight : [whole];
}

/** Multiply-accumulates of the trunk over all of them. */
export function totalCost(tiles: readonly { tile: Tile }[], cost: TileCost): number {
  return tiles.reduce((sum, { tile }) => sum + costOf(tile, cost), 0);
}

function costOf({ rows, columns }: Tile, { halo, macsPerPixel, tile }: TileCost): number {
  return (rows + halo) * (columns + halo) * macsPerPixel + tile;
}

/** Cuts at the widest gap between rows or columns for as long as the two sides cost less than what holds both. */
function divide(tile: Tile, positions: Int32Array, members: number[], cost: TileCost): TightTile[] {
  const whole = { tile: boxOf(tile, positions, members), members };
  const sides = widestGap(tile, positions, members);
  if (!sides) return [whole];
  const boxes = sides.map((side) => ({ tile: boxOf(tile, positions, side) }));
  if (totalCost(boxes, cost) >= costOf(whole.tile, cost)) return [whole];
  return sides.flatMap((side) => divide(tile, positions, side, cost));
}

const rowIn = (tile: Tile, position: number): number => Math.floor(position / tile.columns);
const columnIn = (tile: Tile, position: number): number => position % tile.columns;

function boxOf(tile: Tile, positions: Int32Array, members: readonly number[]): Tile {
  let [top, left, bottom, right] = [Infinity, Infinity, -1, -1];
  for (const member of members) {
    const row = rowIn(tile, positions[member]);
    const column = columnIn(tile, positions[member]);
    top = Math.min(top, row);
    bottom = Math.max(bottom, row);
    left = Math.min(left, column);
    right = Math.max(right, column);
  }
  return {
    row: tile.row + top,
    column: tile.column + left,
    rows: bottom - top + 1,
    columns: right - left + 1,
  };
}

/** The pixels before and behind the widest gap, in their own order; undefined where all lie at one place. */
function widestGap(tile: Tile, positions: Int32Array, members: number[]): [number[], number[]] | undefined {
  let widest = 0;
  let isBefore: ((member: number) => boolean) | undefined;
  for (const along of [rowIn, columnIn]) {
    const at = Int32Array.from(members, (member) => along(tile, positions[member])).sort();
    for (let i = 1; i < at.length; i++) {
      if (at[i] - at[i - 1] <= widest) continue;
      widest = at[i] - at[i - 1];
      const last = at[i - 1];
      isBefore = (member) => along(tile, positions[member]) <= last;
    }
  }
  if (!isBefore) return undefined;
  const before = isBefore;
  return [members.filter(before), members.filter((member) => !before(member))];
}
