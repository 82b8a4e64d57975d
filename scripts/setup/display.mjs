/** Is there a screen, and if a test needs one, a virtual one. */
import { spawn } from 'node:child_process';
import { installWithApt, mayInstall } from './apt.mjs';
import { findCommand } from './command.mjs';
import { SetUpProblem } from './problem.mjs';

/** @param {NodeJS.ProcessEnv} environment */
export function hasDisplay(environment) {
  return Boolean(environment.DISPLAY || environment.WAYLAND_DISPLAY);
}

/** @throws {SetUpProblem} with the command to run, where Xvfb is missing and cannot be installed by us */
export async function provideXvfb(places, say) {
  if (findCommand('Xvfb', places.environment)) return;
  if (mayInstall(places.environment))
    return installWithApt(['xvfb', 'xauth'], 'a virtual screen', places, say);
  throw new SetUpProblem(
    'The tests of the window need a virtual screen: run "sudo apt-get install xvfb xauth" (elsewhere, install what brings Xvfb) and then the command again.',
  );
}

/**
 * Starts Xvfb on a free display number of its own choice.
 * @returns {Promise<{ display: string, stop: () => void }>}
 * @throws {SetUpProblem}
 */
export function startXvfb(environment) {
  const args = ['-displayfd', '3', '-screen', '0', '1600x1000x24', '-nolisten', 'tcp', '-noreset'];
  const child = spawn('Xvfb', args, { env: environment, stdio: ['ignore', 'ignore', 'pipe', 'pipe'] });
  const stop = () => child.kill('SIGTERM');
  process.once('exit', stop);
  return new Promise((resolve, reject) => {
    let complaint = '';
    child.stderr.on('data', (text) => (complaint = `${complaint}${text}`.slice(-2000)));
    child.stdio[3].once('data', (number) => resolve({ display: `:${String(number).trim()}`, stop }));
    const failed = (reason) =>
      reject(
        new SetUpProblem(
          `Xvfb, the virtual screen for the tests, does not start (${reason}): run "Xvfb :99" to see why.`,
        ),
      );
    child.once('error', (error) => failed(error.message));
    child.once('close', (code) => failed(complaint.trim().split('\n').at(-1) || `code ${code}`));
  });
}
