import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { endOrphans, recordChild, startTime } from '../../scripts/setup/orphans.mjs';
import { openWorkshop } from './workshop';
import type { Workshop } from './workshop';

/** A set-up that has started a long program; the second value is that program's process id. */
async function setUpAtWork(
  places: Workshop['places'],
): Promise<[kill: () => Promise<void>, program: number]> {
  const module = pathToFileURL(resolve('scripts/setup/command.mjs')).href;
  const script = `
    const { runLogged } = await import('${module}');
    void runLogged('sleep', ['600'], { places: ${JSON.stringify(places)}, log: 'long', cwd: '/' });
    process.stdout.write('started');`;
  const parent = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(parent.stdout, 'data');
  const kill = async () => {
    parent.kill('SIGKILL');
    await once(parent, 'exit');
  };
  const [note] = readdirSync(places.running);
  return [kill, Number(note.replace('.json', ''))];
}

describe('programs that a killed set-up left running', () => {
  it('are ended by the next set-up', async () => {
    const { places } = openWorkshop();
    const [kill, program] = await setUpAtWork(places);
    await kill();
    expect(startTime(program)).toBeDefined();
    await endOrphans(places.running);
    expect(startTime(program)).toBeUndefined();
    expect(readdirSync(places.running)).toEqual([]);
  });

  it('are left alone while their set-up lives', async () => {
    const { places } = openWorkshop();
    const [kill, program] = await setUpAtWork(places);
    await endOrphans(places.running);
    expect(startTime(program)).toBeDefined();
    expect(readdirSync(places.running)).toEqual([`${program}.json`]);
    await kill();
    await endOrphans(places.running);
  });

  it('are told from a later program with the same process id', async () => {
    const { places } = openWorkshop();
    const stranger = spawn('sleep', ['600'], { detached: true, stdio: 'ignore' });
    recordChild(places.running, stranger.pid);
    const file = join(places.running, `${stranger.pid}.json`);
    const note = { ...JSON.parse(readFileSync(file, 'utf8')), started: '1', parentStarted: '1' };
    writeFileSync(file, JSON.stringify(note));
    await endOrphans(places.running);
    expect(startTime(stranger.pid!)).toBeDefined();
    stranger.kill('SIGKILL');
  });
});
