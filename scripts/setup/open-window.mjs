/** Opens the program's window with the runtime that the set-up found. */
import { spawn } from 'node:child_process';
import { electronSwitches } from './electron.mjs';
import { SetUpProblem } from './problem.mjs';
import { setUp, tensorflowSettings } from './set-up.mjs';

/** What Chromium writes for its own developers: "[123:0522/101112.345:ERROR:bus.cc(399)] ..." */
const chatter = /^\[\d+:\d{4}\/\d{6}\.\d+:(?:ERROR|WARNING|INFO|VERBOSE\d*):/;

/**
 * @param {string[]} args files to open, and switches for Electron
 * @param {() => void} setUpIsDone
 * @throws {SetUpProblem}
 */
export async function openWindow(args, setUpIsDone) {
  const { places, electron } = await setUp({ window: true, sandbox: !args.includes('--no-sandbox') });
  setUpIsDone();
  const child = spawn(electron, [...electronSwitches(places.environment), places.project, ...args], {
    // Where the command was typed: names of files are meant from there.
    cwd: places.environment.INIT_CWD ?? process.cwd(),
    env: windowEnvironment(places.environment),
    stdio: ['ignore', 'inherit', 'pipe'],
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  const complaints = passErrorsOn(child.stderr);
  const { code, signal, error } = await ended(child);
  if (error)
    throw new SetUpProblem(
      `Electron cannot be started (${error.message}): delete ${electron} and run the command again.`,
    );
  if (signal && !['SIGINT', 'SIGTERM', 'SIGHUP'].includes(signal)) {
    throw new SetUpProblem(
      `The window ended unexpectedly (${signal}): run the command again, with BANDSCAPE_DEBUG=1 to see what Electron says.`,
    );
  }
  if (code !== 0 && /Missing X server|cannot open display/i.test(complaints())) {
    throw new SetUpProblem(
      `The display ${places.environment.DISPLAY ?? places.environment.WAYLAND_DISPLAY} does not answer: set DISPLAY to one that does, or unset it to classify the sample without a window.`,
    );
  }
  process.exitCode = code ?? 0;
}

/**
 * Terminals inside other Electron programs hand ELECTRON_RUN_AS_NODE on, with which no window would open.
 * @param {NodeJS.ProcessEnv} environment
 */
export function windowEnvironment(environment) {
  const ours = { ...tensorflowSettings, ...environment };
  delete ours.ELECTRON_RUN_AS_NODE;
  return ours;
}

/** Passes on what the program says and leaves out what Chromium says, unless that is asked for. */
function passErrorsOn(stream) {
  let rest = '';
  let kept = '';
  stream.setEncoding('utf8');
  stream.on('data', (text) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop();
    kept = `${kept}${text}`.slice(-20_000);
    for (const line of lines) {
      if (process.env.BANDSCAPE_DEBUG || (line !== '' && !chatter.test(line)))
        process.stderr.write(`${line}\n`);
    }
  });
  return () => kept;
}

function ended(child) {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve({ error }));
    child.once('close', (code, signal) => resolve({ code, signal }));
  });
}
