import { describe, expect, it } from 'vitest';
import type { TrainingProgress } from '@shared/training';
import { ProgressDisplay, timeLeft } from '../../src-main/cli/progress';

function displayOn(isTTY: boolean, columns = 200) {
  const screen = { isTTY, columns, text: '', write: (text: string) => (screen.text += text) };
  const clock = { now: 0 };
  return { screen, clock, display: new ProgressDisplay(screen, () => clock.now) };
}

const TRAINING: TrainingProgress = { type: 'phase', phase: 'training', run: 1, runs: 1 };
const EPOCH: TrainingProgress = {
  type: 'epoch',
  record: { run: 1, epoch: 3, loss: 0.12345, accuracy: 0.9876, learningRate: 0.001, seconds: 1 },
};
const step = (fraction: number): TrainingProgress => ({
  type: 'step',
  phase: 'training',
  fraction,
  epoch: 3,
  epochs: 10,
  secondsLeft: 65,
});

describe('ProgressDisplay', () => {
  it('draws a bar over itself on a terminal, with epoch, loss, accuracy and time left', () => {
    const { screen, clock, display } = displayOn(true);
    display.update(TRAINING);
    display.update(EPOCH);
    clock.now += 150;
    display.update(step(0.25));
    expect(screen.text.split('\r').pop()).toBe(
      '[######------------------]  25 %  Training  epoch 3/10  1 min 05 s left  loss 0.1235  accuracy 98.76 %\x1b[K',
    );
    expect(screen.text).not.toContain('\n');
  });

  it.each([
    [40, 39],
    [66, 65],
    [0, 79],
  ])('never draws past the edge of a terminal of %i columns', (columns, most) => {
    const { screen, clock, display } = displayOn(true, columns);
    display.update(step(0.5));
    clock.now += 150;
    display.update(EPOCH);
    for (const line of barsIn(screen.text)) expect(line.length).toBeLessThanOrEqual(most);
    expect(screen.text).toContain('####');
  });

  it('forgets the time that was left once the next phase begins', () => {
    const { screen, display } = displayOn(false);
    display.update(step(0.5));
    display.update({ type: 'phase', phase: 'predicting', run: 1, runs: 1 });
    expect(screen.text.trimEnd().split('\n').pop()).toBe(' 50 %  Mapping');
  });

  it('writes a line for each phase and then only now and then where there is no terminal', () => {
    const { screen, clock, display } = displayOn(false);
    display.update(TRAINING);
    for (let second = 1; second <= 20; second++) {
      clock.now = 1000 * second;
      display.update(step(second / 20));
    }
    const lines = screen.text.trimEnd().split('\n');
    expect(lines).toHaveLength(5);
    expect(lines.every((line) => !line.includes('\r') && line.includes('Training'))).toBe(true);
    expect(lines[4]).toContain('100 %');
  });

  it('names the run where there are several', () => {
    const { screen, display } = displayOn(false);
    display.update({ type: 'phase', phase: 'predicting', run: 2, runs: 3 });
    expect(screen.text).toBe('  0 %  Mapping  run 2/3\n');
  });

  it('knows when the network learns', () => {
    const { display } = displayOn(false);
    expect(display.isTraining).toBe(false);
    display.update(TRAINING);
    expect(display.isTraining).toBe(true);
    display.update({ type: 'phase', phase: 'predicting', run: 1, runs: 1 });
    expect(display.isTraining).toBe(false);
  });

  it('clears the bar before a sentence', () => {
    const { screen, display } = displayOn(true);
    display.update(step(0.5));
    display.say('Stopping.');
    expect(screen.text.endsWith('\r\x1b[KStopping.\n')).toBe(true);
  });
});

function barsIn(text: string): string[] {
  return text.split('\r').map((line) => line.replace('\x1b[K', ''));
}

it.each([
  [0, '0 s'],
  [59.4, '59 s'],
  [60, '1 min 00 s'],
  [3599, '59 min 59 s'],
  [3720, '1 h 02 min'],
])('says %d seconds as %s', (seconds, text) => {
  expect(timeLeft(seconds)).toBe(text);
});
