/** What `npm start` does where there is no screen: the main job on the sample, in the terminal. */
import { join, relative } from 'node:path';
import { SetUpProblem } from './problem.mjs';
import { runCli } from './run-cli.mjs';
import { setUp } from './set-up.mjs';

/**
 * @param {string[]} args files that a window would have opened
 * @param {() => void} setUpIsDone
 * @throws {SetUpProblem}
 */
export async function classifySample(args, setUpIsDone) {
  const file = args.find((argument) => !argument.startsWith('-'));
  if (file !== undefined) {
    throw new SetUpProblem(
      `There is no display to open ${file} on: set DISPLAY, or classify it here with "npm run -s cli -- classify --cube ${file} --out out/result".`,
    );
  }
  const { places } = await setUp();
  setUpIsDone();
  const sample = join(places.project, 'assets', 'samples', 'indian-pines');
  const out = join(places.built, 'sample-result');
  process.stderr.write(
    `There is no display, so no window opens. Classifying the sample (Indian Pines) into ${relative(process.cwd(), out) || out} instead\n`,
  );
  const cube = join(sample, 'Indian_pines_corrected.mat');
  const truth = join(sample, 'Indian_pines_gt.mat');
  await runCli(places, [
    'classify',
    '--cube',
    cube,
    '--truth',
    truth,
    '--network',
    'hybridsn-bn',
    '--force',
    '--out',
    out,
  ]);
}
