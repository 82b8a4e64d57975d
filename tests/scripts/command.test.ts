import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findCommand, runLogged } from '../../scripts/setup/command.mjs';
import { startTime } from '../../scripts/setup/orphans.mjs';
import { openWorkshop } from './workshop';

describe('a program that is run', () => {
  it('has its output kept in a log file', async () => {
    const { places } = openWorkshop();
    const result = await runLogged('sh', ['-c', 'echo out; echo err >&2; exit 3'], { places, log: 'both' });
    expect(result).toMatchObject({ code: 3, timedOut: false, logFile: join(places.logs, 'both.log') });
    expect(result.output).toBe('out\nerr\n');
  });

  it('is ended with what it started when nothing has arrived for too long', async () => {
    const workshop = openWorkshop();
    workshop.command('hang', 'sleep 600 & echo $! ; wait');
    const result = await runLogged(findCommand('hang', workshop.places.environment)!, [], {
      places: workshop.places,
      log: 'hang',
      firstSeconds: 0.3,
    });
    expect(result.timedOut).toBe(true);
    // A killed process is gone only once its parent, or the system in its place, has taken note.
    await expect.poll(() => startTime(Number(result.output)), { timeout: 20_000 }).toBeUndefined();
  });

  it('is left alone while something arrives', async () => {
    const { places } = openWorkshop();
    let arrived = 0;
    const result = await runLogged('sleep', ['1'], {
      places,
      log: 'slow',
      measure: () => (arrived += 1),
      firstSeconds: 0.5,
      idleSeconds: 0.5,
    });
    expect(result).toMatchObject({ code: 0, timedOut: false });
  });

  it('that does not exist says so', async () => {
    const { places } = openWorkshop();
    const result = await runLogged('/no/such/program', [], { places, log: 'none' });
    expect(result.code).not.toBe(0);
    expect(result.output).toMatch(/ENOENT/);
  });
});
