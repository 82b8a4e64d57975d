/**
 * A set-up that is killed outright cannot end the programs it had started, and an npm that goes on writing
 * would fight the next set-up's npm. Each started program is noted in the cache, and the next set-up, which
 * holds the lock, ends those whose parent is gone. A process is known by its id and its start time, since
 * ids are used again.
 */
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** @returns {string | undefined} when a living process started, in the kernel's ticks; undefined when there is none */
export function startTime(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? undefined : fields[19];
  } catch {
    return undefined;
  }
}

export function recordChild(folder, pid) {
  if (pid === undefined) return;
  mkdirSync(folder, { recursive: true });
  const note = { pid, started: startTime(pid), parent: process.pid, parentStarted: startTime(process.pid) };
  writeFileSync(join(folder, `${pid}.json`), JSON.stringify(note));
}

export function forgetChild(folder, pid) {
  rmSync(join(folder, `${pid}.json`), { force: true });
}

/** Ends what a killed set-up left running and waits until it is gone. */
export async function endOrphans(folder) {
  for (const name of list(folder)) {
    const note = readNote(join(folder, name));
    const parentLives = note && startTime(note.parent) === note.parentStarted;
    if (parentLives) continue;
    if (note) await endOrphan(note);
    rmSync(join(folder, name), { force: true });
  }
}

async function endOrphan({ pid, started }) {
  if (started === undefined) return;
  for (let attempt = 0; attempt < 100 && startTime(pid) === started; attempt += 1) {
    try {
      process.kill(-pid, 'SIGKILL');
    } catch {
      return;
    }
    await sleep(50);
  }
}

function list(folder) {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function readNote(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
