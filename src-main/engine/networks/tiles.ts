/** A preprocessed scene in memory: rows x columns x channels, channel fastest. */
export interface Picture {
  rows: number;
  columns: number;
  channels: number;
  values: Float32Array;
}

/** A rectangle of pixels to label or to learn from, halo not included. Half-open. */
export interface Tile {
  row: number;
  column: number;
  rows: number;
  columns: number;
}

/** Tiles of at most `side` x `side` pixels that cover the scene, all of nearly the same size. */
export function coverWithTiles(rows: number, columns: number, side: number): Tile[] {
  const rowCuts = cuts(rows, side);
  const columnCuts = cuts(columns, side);
  const tiles: Tile[] = [];
  for (let i = 0; i + 1 < rowCuts.length; i++)
    for (let j = 0; j + 1 < columnCuts.length; j++)
      tiles.push({
        row: rowCuts[i],
        column: columnCuts[j],
        rows: rowCuts[i + 1] - rowCuts[i],
        columns: columnCuts[j + 1] - columnCuts[j],
      });
  return tiles;
}

function cuts(length: number, side: number): number[] {
  const parts = Math.max(1, Math.ceil(length / side));
  return Array.from({ length: parts + 1 }, (_, part) => Math.round((part * length) / parts));
}

/**
 * A tile with `margin` pixels around it, zero where it leaves the scene (the paper's zero padding; after PCA, zero is
 * the scene's mean). Shape (rows + 2 margin, columns + 2 margin, channels).
 */
export function paddedTile(picture: Picture, tile: Tile, margin: number): Picture {
  const rows = tile.rows + 2 * margin;
  const columns = tile.columns + 2 * margin;
  const { channels } = picture;
  const values = new Float32Array(rows * columns * channels);
  const firstColumn = Math.max(0, tile.column - margin);
  const lastColumn = Math.min(picture.columns, tile.column + tile.columns + margin);
  for (let row = 0; row < rows; row++) {
    const sceneRow = tile.row - margin + row;
    if (sceneRow < 0 || sceneRow >= picture.rows) continue;
    const from = (sceneRow * picture.columns + firstColumn) * channels;
    const to = (sceneRow * picture.columns + lastColumn) * channels;
    const at = (row * columns + (firstColumn - (tile.column - margin))) * channels;
    values.set(picture.values.subarray(from, to), at);
  }
  return { rows, columns, channels, values };
}
