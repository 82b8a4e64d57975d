/** Installs Debian packages where we are root. */
import { findCommand, runLogged } from './command.mjs';
import { SetUpProblem, problemFrom } from './problem.mjs';

/** Can we install by ourselves here? */
export function mayInstall(environment, userId = process.geteuid?.()) {
  return userId === 0 && findCommand('apt-get', environment) !== undefined;
}

/**
 * @param {string[]} packages
 * @param {string} what for whom, e.g. "the libraries that Electron needs"
 * @throws {SetUpProblem}
 */
export async function installWithApt(packages, what, places, say) {
  const step = say.step(`Installing ${what} (${packages.join(' ')})`);
  await apt(['update'], places, step);
  let result = await apt(['install', '-y', '--no-install-recommends', ...packages], places, step);
  if (result.code !== 0 && /dpkg --configure -a/.test(result.output)) {
    // An earlier installation was cut short; this is what dpkg itself asks for.
    await runLogged('dpkg', ['--configure', '-a'], optionsFor('dpkg', places, step));
    result = await apt(['install', '-y', '--no-install-recommends', ...packages], places, step);
  }
  if (result.code === 0) return step.done();
  const known = problemFrom(`installing ${what}`, result, '/');
  const told = /network|disk/.test(known.message)
    ? known.message
    : `${packages.join(', ')} could not be installed: see ${result.logFile}, run "apt-get install ${packages.join(' ')}" and then the command again.`;
  throw new SetUpProblem(told);
}

function apt(args, places, step) {
  return runLogged(
    'apt-get',
    ['-o', 'DPkg::Lock::Timeout=300', ...args],
    optionsFor(`apt-${args[0]}`, places, step),
  );
}

function optionsFor(log, places, step) {
  return {
    places,
    log,
    environment: { ...places.environment, DEBIAN_FRONTEND: 'noninteractive' },
    onProgress: () => step.progress(),
    mayOutliveUs: true,
  };
}
