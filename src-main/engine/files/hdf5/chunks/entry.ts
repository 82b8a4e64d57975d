/** Where a chunk lies. */
export interface ChunkPlace {
  address: number;
  /** Bytes as stored. */
  length: number;
  /** Bits of the filters that were not applied. */
  mask: number;
}

export interface ChunkEntry extends ChunkPlace {
  /** In C order over the grid of chunks. */
  number: number;
}
