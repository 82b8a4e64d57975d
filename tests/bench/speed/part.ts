import type { Peer, PeerId } from './peers';
import type { Results, TaskKind, Tasks } from './tasks';

/** Seconds, seconds that were not enough, or why there are none. */
export type Measured = number | { moreThan: number } | string;

/** One line of the table. */
export interface Row {
  what: string;
  ours: Measured;
  peers?: Partial<Record<PeerId, Measured>>;
  /** How many times faster than each peer it is meant to be; of figures that no peer has, in words. */
  aim?: Partial<Record<PeerId, number>> | string;
  /** Whether an aim in words is reached. */
  reached?: boolean;
}

export interface Figures {
  rows: Row[];
  /** Markdown for below the table. */
  notes?: string[];
}

export interface PartContext {
  options: SpeedOptions;
  signal: AbortSignal;
  say(line: string): void;
  /** In a process of its own. */
  measure<K extends TaskKind>(kind: K, task: Tasks[K]): Promise<Results[K]>;
  /** Those that are there, or why one is not. */
  peers: Record<PeerId, Peer | string>;
  /** Where the scene lies for the peers. */
  folder: string;
}

export interface SpeedOptions {
  parts: readonly string[];
  peers: boolean;
  seeds: number[];
  /** Of the recipe whose accuracy is followed, and of the peer's. */
  epochs: number;
  peerEpochs: number;
}

/** What a peer answers, or why it cannot. */
export async function ask<T>(
  { peers, folder, say, signal }: PartContext,
  id: PeerId,
  mode: string,
  ...more: string[]
): Promise<T[] | string> {
  const peer = peers[id];
  if (typeof peer === 'string') return peer;
  say(`${id} ${mode} ${more.join(' ')}`);
  try {
    return await peer.ask<T>(mode, folder, ...more);
  } catch (error) {
    signal.throwIfAborted();
    say((error as Error).message);
    return 'failed';
  }
}
