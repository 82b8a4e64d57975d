import { describe, expect, it } from 'vitest';
import { plannedFor, someRecord } from './some-record';
import { missingRuns, runStudy, type Study } from './study';
import { expectedSeconds, secondsOfAll } from './time-left';

const records = [someRecord('svm', 0.86), someRecord('cnn', 0.9), someRecord('vgg11', 0.95)];
const plan = records.map(plannedFor);
const answer = async (run: { network: string }) => records.find(({ network }) => network.id === run.network)!;

function study(changes: Partial<Study> = {}) {
  const kept: string[] = [];
  const said: string[] = [];
  const given: Study = {
    ...{ plan, records: [], signal: new AbortController().signal, measure: answer },
    say: (line) => said.push(line),
    keep: async ({ network }) => void kept.push(network.id),
    now: () => 0,
    ...changes,
  };
  return { kept, said, run: () => runStudy(given) };
}

describe('what is missing', () => {
  it('is what no run with the same fingerprint is kept of', () => {
    const changed = someRecord('vgg11', 0.9, { fingerprint: 'another recipe' });
    expect(missingRuns(plan, [records[0], changed])).toEqual([plan[1], plan[2]]);
    expect(missingRuns(plan, records)).toEqual([]);
  });

  it('tells seeds and splits apart', () => {
    const others = [someRecord('cnn', 0.9, { seed: 1 }), someRecord('cnn', 0.9, { split: 'disjoint' })];
    expect(missingRuns([plan[1]], others)).toEqual([plan[1]]);
  });
});

describe('the study', () => {
  it('does what is missing in the order of the plan and keeps each at once', async () => {
    const { run, kept, said } = study({ records: [records[1]] });
    expect(await run()).toEqual({ done: 2, failed: [], postponed: [] });
    expect(kept).toEqual(['svm', 'vgg11']);
    expect(said[0]).toBe('1 of 3 runs are kept already; 2 are to be done.');
    expect(said[1]).toBe('1 of 2: svm, random split, seed 0, about 10 s; all: about 20 s left');
  });

  it('does what is kept again where that is asked for', async () => {
    const { run, kept } = study({ records, again: true });
    expect(await run()).toMatchObject({ done: 3 });
    expect(kept).toEqual(['svm', 'cnn', 'vgg11']);
  });

  it('goes on after a run that fails, and says why', async () => {
    const { run, kept, said } = study({
      measure: (asked) =>
        asked.network === 'cnn' ? Promise.reject(new Error('It diverged.')) : answer(asked),
    });
    expect(await run()).toEqual({ done: 2, failed: [plan[1]], postponed: [] });
    expect(kept).toEqual(['svm', 'vgg11']);
    expect(said).toContain('  failed: It diverged.');
  });

  it('loses only the run in hand when it is stopped', async () => {
    const stop = new AbortController();
    const { run, kept } = study({
      signal: stop.signal,
      measure: async (asked) => {
        if (asked.network !== 'cnn') return answer(asked);
        stop.abort();
        throw new Error('ended');
      },
    });
    await expect(run()).rejects.toThrow(/abort/i);
    expect(kept).toEqual(['svm']);
  });

  it('begins nothing that would not end within the budget, but what still fits', async () => {
    const long = { ...plan[1], cost: 100 * plan[1].cost };
    const { run, kept } = study({ plan: [plan[0], long, plan[2]], budgetSeconds: 60 });
    expect(await run()).toEqual({ done: 2, failed: [], postponed: [long] });
    expect(kept).toEqual(['svm', 'vgg11']);
  });
});

describe('the time left', () => {
  it('comes from the same network, else from the nearest in cost', () => {
    const run = { ...plan[1], network: 'new', cost: 3000 };
    const all = [run, { ...plan[0], cost: 1000 }, { ...plan[2], cost: 1e6 }];
    const finished = [someRecord('svm', 0.9, { wall: 10 }), someRecord('vgg11', 0.9, { wall: 500 })];
    expect(expectedSeconds(run, all, finished)).toBeCloseTo(30);
    expect(expectedSeconds(all[2], all, finished)).toBe(500);
    expect(secondsOfAll(all, all, finished)).toBeCloseTo(540);
  });

  it('is not known before anything is finished', () => {
    expect(expectedSeconds(plan[0], plan, [])).toBeUndefined();
    expect(secondsOfAll(plan, plan, [])).toBeUndefined();
  });
});
