import { spawn } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { duration } from '../../table';
import type { Figures, PartContext } from '../part';

const TEST = 'tests/e2e/smoothness.test.ts';
const RECORD = 'test-results/smoothness.json';

/** What the test of the real window leaves behind, in milliseconds. */
interface Smoothness {
  firstPicture: number[];
  longestTask: number;
  longestMainTask: number;
  longestSilence: number;
}

/** (e): the real window, driven by the test of it. */
export async function window({ signal, say }: PartContext): Promise<Figures> {
  rmSync(RECORD, { force: true });
  say('the window');
  await runTest(signal);
  const { firstPicture, longestTask, longestMainTask, longestSilence } = JSON.parse(
    readFileSync(RECORD, 'utf8'),
  ) as Smoothness;
  const task = Math.max(longestTask, longestMainTask);
  return {
    rows: [
      { what: 'cold start until the first picture', ours: firstPicture[0] / 1000 },
      { what: 'second start until the first picture', ours: firstPicture[1] / 1000 },
      {
        what: 'longest task of the window while training: page, main process',
        ours: `${longestTask === 0 ? 'below 50 ms' : duration(longestTask)}, ${duration(longestMainTask)}`,
        aim: 'below 50 ms',
        reached: task < 50,
      },
      {
        what: 'longest time without progress while training',
        ours: longestSilence / 1000,
        aim: 'at most 1 s',
        reached: longestSilence <= 1000,
      },
    ],
  };
}

function runTest(signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['scripts/test.mjs', TEST], { signal, stdio: 'ignore' });
    child.once('error', reject);
    child.once('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`The test of the window failed; see npm test -- ${TEST}.`)),
    );
  });
}
