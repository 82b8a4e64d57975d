import type { PlannedRun } from './plan';
import type { RunRecord, StudiedSplit } from './record';

/** A run as it might be kept, small, for the tests. */
export function someRecord(
  id: string,
  oa: number,
  changes: {
    seed?: number;
    pixelsOf?: number;
    split?: StudiedSplit;
    fingerprint?: string;
    convolutional?: boolean;
    wall?: number;
  } = {},
): RunRecord {
  const {
    seed = 0,
    pixelsOf,
    split = 'random',
    fingerprint = `${id}-today`,
    convolutional = true,
    wall = 10,
  } = changes;
  return {
    ...{ fingerprint, seed, pixelsOf, oa, aa: oa - 0.02, kappa: oa - 0.01 },
    command: `npm run -s cli -- classify --network ${id} --seed ${seed}`,
    network: { id, title: id, parameters: 1234, macs: 56789, convolutional },
    split: { kind: split, train: 10, validation: 0, test: 90, overlap: split === 'random' ? 0.95 : 0 },
    classes: [
      { label: 1, name: 'Corn', train: 5, test: 45, recall: oa, f1: oa },
      { label: 2, name: 'Oats', train: 5, test: 0, recall: 0, f1: 0 },
    ],
    seconds: {
      training: { wall: wall - 2, processor: wall / 2 },
      prediction: { wall: 1, processor: 0.5 },
      whole: { wall, processor: wall / 2 + 1 },
    },
    peakBytes: 400e6,
    settings: {
      ...{ network: id, options: {}, patch: 5, components: 30, training: 0.1, split, epochs: 7 },
      ...{
        learningRate: 0.001,
        batch: 64,
        seed,
        runs: 1,
        execution: 'auto',
        cube: 'c.mat:c',
        truth: 't.mat:t',
      },
    },
    method: {
      ...{ optimizer: 'Adam', schedule: 'cosine', augmentation: 'symmetries' },
      ...{ labelSmoothing: 0, weightDecay: 0.05, keep: 'last', labelling: 'once' },
    },
    execution: 'dense',
    machine: { processor: 'Some processor', cores: 2, gibibytes: 8, system: 'Linux 6', load: 1 },
    environment: {
      ...{ bandscape: '0.1.0', tensorflow: '2.15.1', tfjs: '4.22.0', backend: 'tensorflow', node: '20.20.2' },
      ...{ platform: 'linux-x64', onednn: true, threads: 2, date: '2026-11-27T12:00:00.000Z' },
    },
  };
}

/** What the plan says of the run that a record is of. */
export function plannedFor({ network, split, ...record }: RunRecord): PlannedRun {
  const { id, convolutional, macs: cost } = network;
  const { seed, pixelsOf, settings, fingerprint, command } = record;
  return {
    network: id,
    split: split.kind,
    seed,
    pixelsOf,
    settings,
    fingerprint,
    command,
    convolutional,
    cost,
  };
}
