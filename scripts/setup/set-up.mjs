/** All that must be there before the program can run, in order; what is there already is only looked at. */
import { existsSync, mkdirSync } from 'node:fs';
import { constants } from 'node:os';
import { bindingIsReady, provideBinding } from './tensorflow.mjs';
import { buildIsFresh, buildProgram } from './build.mjs';
import { clearTemporary } from './whole-folder.mjs';
import { endChildren } from './command.mjs';
import { endOrphans } from './orphans.mjs';
import { findElectron, provideElectron } from './electron.mjs';
import { findPlaces } from './places.mjs';
import { installPackages, packagesMatch } from './packages.mjs';
import { missingLibraries, provideLibraries, requireSandbox } from './system-libraries.mjs';
import { SetUpProblem, sentenceFor } from './problem.mjs';
import { createSpeaker } from './say.mjs';
import { withLocks } from './lock.mjs';

/** What TensorFlow reads when it is loaded: its faster kernels, and warnings only. */
export const tensorflowSettings = { TF_ENABLE_ONEDNN_OPTS: '1', TF_CPP_MIN_LOG_LEVEL: '2' };

/** @typedef {{ isReady: () => boolean | Promise<boolean>, provide: () => Promise<void> }} Step */

/**
 * @param {object} needs
 * @param {boolean} [needs.packagesOnly] nothing but npm packages, for the checks of the source
 * @param {boolean} [needs.window] Electron and its libraries too
 * @param {boolean} [needs.build] false where something else builds the program
 * @param {boolean} [needs.sandbox] false where the person chose to run without Chromium's sandbox
 * @returns {Promise<{ places: ReturnType<typeof findPlaces>, electron?: string }>}
 * @throws {SetUpProblem}
 */
export async function setUp({ packagesOnly = false, window = false, build = true, sandbox = true } = {}) {
  requirePlatform();
  const places = findPlaces();
  const say = createSpeaker();
  const steps = stepsFor({ packagesOnly, window, build }, places, say);
  if (!(await allReady(steps))) {
    mkdirSync(places.cache, { recursive: true });
    const onWait = (holder) =>
      say.line(`Another set-up is at work (process ${holder}); waiting for it to end`);
    await withLocks([places.project, places.cache], onWait, () => provideAll(steps, places));
  }
  const electron = window ? findElectron(places) : undefined;
  if (electron && sandbox) await requireSandbox(electron, places.environment);
  return { places, electron };
}

function stepsFor({ packagesOnly, window, build }, places, say) {
  /** @type {Step[]} */
  const steps = [{ isReady: () => packagesMatch(places), provide: () => installPackages(places, say) }];
  if (packagesOnly) return steps;
  steps.push({ isReady: () => bindingIsReady(places), provide: () => provideBinding(places, say) });
  if (window) {
    steps.push({ isReady: () => Boolean(findElectron(places)), provide: () => provideElectron(places, say) });
    steps.push({
      isReady: async () => (await missingLibraries(findElectron(places))).length === 0,
      provide: () => provideLibraries(findElectron(places), places, say),
    });
  }
  if (build) steps.push({ isReady: () => buildIsFresh(places), provide: () => buildProgram(places, say) });
  return steps;
}

async function allReady(steps) {
  for (const step of steps) if (!(await step.isReady())) return false;
  return true;
}

/** Looked at again one by one: another set-up may have done the work while we waited for it. */
async function provideAll(steps, places) {
  await endOrphans(places.running);
  clearTemporary(places);
  for (const step of steps) if (!(await step.isReady())) await step.provide();
  clearTemporary(places);
}

function requirePlatform() {
  const { platform, arch } = process;
  if (platform !== 'linux' || arch !== 'x64') {
    throw new SetUpProblem(
      `The set-up knows Linux on 64-bit x86 only, and this is ${platform} on ${arch}: run it on such a machine.`,
    );
  }
  if (!existsSync('/lib64/ld-linux-x86-64.so.2')) {
    throw new SetUpProblem(
      'TensorFlow and Electron are made for systems with glibc, which this one lacks: run it on Debian, Ubuntu, Fedora or another system with glibc.',
    );
  }
}

/**
 * Runs a command's main part: one sentence for a problem and exit code 1, never a stack trace; on Ctrl-C what
 * was started ends with us.
 * @param {(setUpIsDone: () => void) => Promise<unknown>} main calls its argument before it leaves signals to another program
 */
export async function runMain(main) {
  const endWith = (signal) => {
    endChildren();
    process.stderr.write('\n');
    process.exit(128 + constants.signals[signal]);
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const signal of signals) process.on(signal, endWith);
  try {
    await main(() => signals.forEach((signal) => process.removeListener(signal, endWith)));
  } catch (error) {
    endChildren();
    process.stderr.write(
      `${process.stderr.isTTY ? '\r\u001b[K' : ''}${sentenceFor(error, findPlaces().cache)}\n`,
    );
    if (process.env.BANDSCAPE_DEBUG && !(error instanceof SetUpProblem)) console.error(error);
    process.exitCode = 1;
  }
}
