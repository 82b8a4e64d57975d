/** Opens the program's window with the runtime that the set-up found. */
import { spawn } from 'node:child_process';
import { electronSwitches } from './electron.mjs';
import { SetUpProblem } from './problem.mjs';
import { setUp, tensorflowSettings } from './set-up.mjs';

/** What Chromium writes for its own developers: "[123:0522/101112.345:ERROR:bus.cc(399)] ...", "ERR: Display.cpp:1004 ..." */
const chatter = /^\[\d+:\d{4}\/\d{6}\.\d+:(?:ERROR|WARNING|INFO|VERBOSE\d*):|^(?:ERR|WARN): \w+\.cpp:/;

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
  for (const signal of wanted) process.on(signal, () => child.kill(signal));
  const complaints = passErrorsOn(child.stderr);
  const end = await ended(child);
  const sentence = sentenceForEnd(end, complaints(), electron, places.environment);
  if (sentence) throw new SetUpProblem(sentence);
  process.exitCode = end.code ?? 0;
}

const wanted = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * @param {{ code?: number | null, signal?: string | null, error?: Error }} end how the program ended
 * @param {string} complaints the end of what it wrote on stderr
 * @param {string} electron its executable
 * @param {NodeJS.ProcessEnv} environment
 * @returns {string | undefined} what to tell the person, where it did not end as it should
 */
export function sentenceForEnd({ code, signal, error }, complaints, electron, environment) {
  if (error)
    return `Electron cannot be started (${error.message}): delete ${electron} and run the command again.`;
  const crashed = Boolean(signal && !wanted.includes(signal));
  if (
    (crashed || code !== 0) &&
    /Missing X server|cannot open display|Failed to connect to Wayland/i.test(complaints)
  ) {
    const display = environment.DISPLAY || environment.WAYLAND_DISPLAY;
    return `The display ${display} does not answer: set DISPLAY to one that does, or unset it to classify the sample without a window.`;
  }
  if (!crashed) return undefined;
  return `The window ended unexpectedly (${signal}): run the command again, with BANDSCAPE_DEBUG=1 to see what Electron says.`;
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
