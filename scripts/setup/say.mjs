/**
 * One line a step, on stderr, so that a command's own output stays clean. On a terminal the line is
 * rewritten with the progress; elsewhere (a log) a few lines are printed.
 */
const frames = ['|', '/', '-', '\\'];
const quietMilliseconds = 10_000;

/** @param {{ stream?: { isTTY?: boolean, columns?: number, write(text: string): unknown }, now?: () => number }} [options] */
export function createSpeaker({ stream = process.stderr, now = Date.now } = {}) {
  let openLine = false;

  function line(text) {
    stream.write(`${openLine ? '\r\u001b[K' : ''}${text}\n`);
    openLine = false;
  }

  /** @param {string} what what the step does, e.g. "Installing npm packages" */
  function step(what) {
    const started = now();
    let lastPrinted = started;
    let frame = 0;
    if (!stream.isTTY) line(`${what} ...`);

    /** @param {string} [detail] e.g. "45 % of 207 MB" */
    function progress(detail = '') {
      if (stream.isTTY) {
        const text = `${frames[frame++ % frames.length]} ${what} ... ${detail || seconds(now() - started)}`;
        stream.write(`\r\u001b[K${text.slice(0, (stream.columns || 80) - 1)}`);
        openLine = true;
      } else if (now() - lastPrinted >= quietMilliseconds) {
        lastPrinted = now();
        line(`  ${detail || seconds(now() - started)}`);
      }
    }

    function done(note = '') {
      const tail = note ? `${note}, ${seconds(now() - started)}` : seconds(now() - started);
      line(stream.isTTY ? `${what}: done (${tail})` : `  done (${tail})`);
    }

    /** The step was tried, did not work out and something else follows. */
    function givenUp(reason) {
      line(stream.isTTY ? `${what}: ${reason}` : `  ${reason}`);
    }

    return { progress, done, givenUp };
  }

  return { step, line };
}

function seconds(milliseconds) {
  return milliseconds < 9_950
    ? `${(milliseconds / 1000).toFixed(1)} s`
    : `${Math.round(milliseconds / 1000)} s`;
}

/** "45 % of 207 MB" */
export function share(bytes, total) {
  const percent = Math.min(100, Math.floor((100 * bytes) / total));
  return `${percent} % of ${megabytes(total)}`;
}

export function megabytes(bytes) {
  return `${Math.round(bytes / 1e6)} MB`;
}
