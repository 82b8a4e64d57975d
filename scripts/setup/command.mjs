/** Runs other programs: their output goes to a log file, they end with us, and they are ended when they hang. */
import { spawn } from 'node:child_process';
import { accessSync, closeSync, constants, mkdirSync, openSync, readFileSync, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { forgetChild, recordChild } from './orphans.mjs';

const children = new Set();
const tickMilliseconds = 250;

/** @returns {string | undefined} the full path of an executable on PATH */
export function findCommand(name, environment = process.env) {
  for (const folder of (environment.PATH ?? '').split(delimiter).filter(Boolean)) {
    const file = join(folder, name);
    try {
      accessSync(file, constants.X_OK);
      if (statSync(file).isFile()) return file;
    } catch {
      // Not in this folder.
    }
  }
  return undefined;
}

/**
 * @param {string} file
 * @param {string[]} args
 * @param {object} options
 * @param {ReturnType<import('./places.mjs').findPlaces>} options.places
 * @param {string} options.log name of the log file, without its ending
 * @param {string} [options.cwd]
 * @param {NodeJS.ProcessEnv} [options.environment] in place of the places' environment
 * @param {() => number} [options.measure] called four times a second: what has arrived so far, in any unit
 * @param {(measured: number) => void} [options.onProgress]
 * @param {number} [options.firstSeconds] ended when nothing was measured after these
 * @param {number} [options.idleSeconds] ended when the measure has not changed for these
 * @param {boolean} [options.mayOutliveUs] true for a program that must not be cut short (a package manager)
 * @returns {Promise<{ code: number | null, signal: string | null, timedOut: boolean, output: string, logFile: string }>}
 */
export function runLogged(file, args, options) {
  const { places, cwd = places.project, environment = places.environment, mayOutliveUs = false } = options;
  mkdirSync(places.logs, { recursive: true });
  const logFile = join(places.logs, `${options.log}.log`);
  const descriptor = openSync(logFile, 'w');
  // A group of its own: a time limit or Ctrl-C ends the compiler's helpers with the compiler.
  const child = spawn(file, args, {
    cwd,
    env: environment,
    detached: true,
    stdio: ['ignore', descriptor, descriptor],
  });
  closeSync(descriptor);
  if (!mayOutliveUs) {
    children.add(child);
    recordChild(places.running, child.pid);
  }
  const watch = watchProgress(child, options);
  return new Promise((resolve) => {
    const finish = (code, signal, complaint = '') => {
      const timedOut = watch.stop();
      children.delete(child);
      forgetChild(places.running, child.pid);
      resolve({ code, signal, timedOut, output: complaint + readTail(logFile), logFile });
    };
    child.once('error', (error) => finish(null, null, `${error.message}\n`));
    child.once('close', (code, signal) => finish(code, signal));
  });
}

function watchProgress(child, { measure, onProgress, firstSeconds = Infinity, idleSeconds = Infinity }) {
  let last = 0;
  let changed = Date.now();
  let timedOut = false;
  const timer = setInterval(() => {
    const measured = measure?.() ?? 0;
    if (measured !== last) changed = Date.now();
    last = measured;
    onProgress?.(measured);
    const limit = last === 0 ? firstSeconds : idleSeconds;
    if (Date.now() - changed > limit * 1000) {
      timedOut = true;
      endGroup(child);
    }
  }, tickMilliseconds);
  return {
    stop() {
      clearInterval(timer);
      return timedOut;
    },
  };
}

function endGroup(child) {
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // It leads no group, or it has ended by itself.
    child.kill('SIGTERM');
  }
}

/** Has a program that was started elsewhere ended with us too. */
export function endWithUs(child) {
  children.add(child);
  child.once('close', () => children.delete(child));
}

/** Ends every program that is still running for us; called when we are told to end. */
export function endChildren() {
  for (const child of children) endGroup(child);
}

function readTail(file) {
  try {
    return readFileSync(file, 'utf8').slice(-100_000);
  } catch {
    return '';
  }
}
