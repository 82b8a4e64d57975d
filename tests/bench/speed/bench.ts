import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { UsageError, type Bench, type BenchContext } from '../bench';
import { documentOf, shownTime } from './document';
import type { Figures, PartContext, SpeedOptions } from './part';
import { accuracy } from './parts/accuracy';
import { growth } from './parts/growth';
import { labelling } from './parts/labelling';
import { memory } from './parts/memory';
import { passes } from './parts/passes';
import { window } from './parts/window';
import { findPeer } from './peers';
import { measure } from './run-child';

const PARTS: Record<string, (context: PartContext) => Promise<Figures>> = {
  passes,
  labelling,
  accuracy,
  growth,
  memory,
  window,
};

const USAGE =
  `npm run bench -- speed [--only ${Object.keys(PARTS).join(',')}] [--no-peers] [--seeds 3] [--epochs 200] ` +
  '[--peer-epochs 50]';

export const speedBench: Bench = {
  id: 'speed',
  title: 'training and labelling Indian Pines beside Keras and PyTorch, growth, memory, the window',
  document: 'docs/performance.md',
  async run(args, context) {
    const options = readOptions(args);
    const folder = mkdtempSync(join(tmpdir(), 'bandscape-speed-'));
    try {
      return await measureAll(args, options, folder, context);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

async function measureAll(
  args: string[],
  options: SpeedOptions,
  folder: string,
  { say, signal }: BenchContext,
): Promise<string> {
  const { tensorflow } = await measure(
    'files',
    { folder, seeds: [...new Set([0, ...options.seeds])] },
    signal,
  );
  const left = 'left out';
  const peers = options.peers
    ? { keras: await findPeer('keras', signal), torch: await findPeer('torch', signal) }
    : { keras: left, torch: left };
  const context: PartContext = {
    ...{ options, signal, say, peers, folder },
    measure: (kind, task) => measure(kind, task, signal),
  };
  const found: Figures[] = [];
  for (const part of options.parts) {
    const figures = await orFailure(part, context);
    for (const { what, ours } of figures.rows) say(`${what}: ${shownTime(ours)}`);
    found.push(figures);
  }
  return documentOf(['npm run bench -- speed', ...args].join(' '), found, peers, tensorflow);
}

/** What else was measured in an hour is not lost because one part fails. */
async function orFailure(part: string, context: PartContext): Promise<Figures> {
  try {
    return await PARTS[part](context);
  } catch (error) {
    context.signal.throwIfAborted();
    return { rows: [{ what: part, ours: `failed: ${(error as Error).message.split('\n')[0]}` }] };
  }
}

function readOptions(args: string[]): SpeedOptions {
  let values;
  try {
    ({ values } = parseArgs({
      args,
      options: {
        only: { type: 'string' },
        'no-peers': { type: 'boolean', default: false },
        seeds: { type: 'string', default: '3' },
        epochs: { type: 'string', default: '200' },
        'peer-epochs': { type: 'string', default: '50' },
      },
    }));
  } catch (error) {
    throw new UsageError(`${(error as Error).message}\n${USAGE}`);
  }
  const wanted = values.only?.split(',');
  const unknown = wanted?.find((id) => !Object.hasOwn(PARTS, id));
  if (unknown !== undefined) throw new UsageError(`There is no part named "${unknown}".\n${USAGE}`);
  return {
    parts: Object.keys(PARTS).filter((id) => wanted?.includes(id) ?? true),
    peers: !values['no-peers'],
    seeds: Array.from({ length: wholeNumber(values.seeds) }, (_, seed) => seed),
    epochs: wholeNumber(values.epochs),
    peerEpochs: wholeNumber(values['peer-epochs']),
  };
}

function wholeNumber(text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 1) return value;
  throw new UsageError(`"${text}" is not a whole number from 1.\n${USAGE}`);
}
