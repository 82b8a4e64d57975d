import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { TrainingProgress } from '@shared/training';
import { JobProgress } from '../../../src-main/engine/jobs/progress';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

type Step = Extract<TrainingProgress, { type: 'step' }>;

function followed(runs = 1) {
  const steps: Step[] = [];
  const progress = new JobProgress((each) => each.type === 'step' && steps.push(each), runs, 10);
  return { progress, steps, last: () => steps[steps.length - 1] };
}

const wait = (seconds: number) => vi.setSystemTime(Date.now() + 1000 * seconds);

it('counts the time left down between steps, whose parts have no pace', () => {
  const { progress, last } = followed();
  progress.begin('training');
  wait(10);
  progress.beat(0.05, 1);
  expect(last().secondsLeft).toBeUndefined();
  progress.step(0.1, 1);
  expect(last()).toMatchObject({ secondsLeft: 90, epoch: 1, epochs: 10 });
  wait(4);
  progress.beat(0.11, 2);
  expect(last()).toMatchObject({ secondsLeft: 86, epoch: 2 });
  wait(6);
  progress.step(0.2, 2);
  expect(last().secondsLeft).toBe(80);
  wait(100);
  progress.beat(0.21, 3);
  expect(last().secondsLeft).toBe(0);
  progress.begin('predicting');
  progress.beat(0.1);
  expect(last().secondsLeft).toBeUndefined();
});

it('moves on with beats as with steps', () => {
  const { progress, steps } = followed();
  progress.begin('training');
  progress.step(0.5, 5);
  progress.beat(0.75, 5);
  expect(steps[1].fraction - steps[0].fraction).toBeCloseTo(0.93 / 4, 10);
});

it('never goes backwards, not even where a later run reads the scene anew', () => {
  const { progress, steps } = followed(2);
  for (const run of [1, 2]) {
    for (const phase of ['reading', 'preprocessing', 'training', 'predicting'] as const) {
      progress.begin(phase, phase === 'reading' ? run : undefined);
      for (const fraction of [0, 0.5, 1]) progress.step(fraction);
    }
  }
  const fractions = steps.map(({ fraction }) => fraction);
  expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
  expect(Math.max(...fractions)).toBeGreaterThan(0.98);
});
