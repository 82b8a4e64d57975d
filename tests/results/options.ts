import { parseArgs } from 'node:util';
import { UsageError } from '../bench/bench';
import type { Wanted } from './plan';
import { STUDIED_SPLITS, type StudiedSplit } from './record';

export interface ResultsOptions {
  wanted: Wanted;
  budgetMinutes?: number;
  /** Whether what is kept is done again too, say because the way of training has changed. */
  again: boolean;
  /** Only the page, from the runs that are kept. */
  table: boolean;
}

const USAGE =
  'npm run results -- [--only ID,ID] [--split random|disjoint] [--seeds COUNT] [--budget MINUTES] [--again] [--table]';

/** @throws UsageError */
export function readOptions(args: readonly string[]): ResultsOptions {
  const { only, split, seeds, budget, again, table } = parsed(args);
  return {
    wanted: {
      only: only?.split(',').map((id) => id.trim()),
      splits: split === undefined ? undefined : [splitOf(split)],
      seeds: seeds === undefined ? undefined : positive(seeds, '--seeds', Number.isInteger),
    },
    budgetMinutes: budget === undefined ? undefined : positive(budget, '--budget', Number.isFinite),
    again,
    table,
  };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        only: { type: 'string' },
        split: { type: 'string' },
        seeds: { type: 'string' },
        budget: { type: 'string' },
        again: { type: 'boolean', default: false },
        table: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    throw new UsageError(`${(error as Error).message}\n${USAGE}`);
  }
}

function splitOf(text: string): StudiedSplit {
  const split = STUDIED_SPLITS.find((known) => known === text);
  if (split) return split;
  throw new UsageError(`--split is "${text}", but it must be ${STUDIED_SPLITS.join(' or ')}.\n${USAGE}`);
}

function positive(text: string, option: string, accepts: (value: number) => boolean): number {
  const value = Number(text);
  if (accepts(value) && value > 0) return value;
  throw new UsageError(`${option} is "${text}", but it must be a number above 0.\n${USAGE}`);
}
