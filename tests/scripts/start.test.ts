import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openWorkshop } from './workshop';

/** Runs a script of the project as a person without a display would. */
function run(script: string, args: string[], environment: NodeJS.ProcessEnv = {}) {
  const { DISPLAY: _x, WAYLAND_DISPLAY: _wayland, ...rest } = process.env;
  return spawnSync(process.execPath, [script, ...args], {
    encoding: 'utf8',
    env: { ...rest, ...environment },
  });
}

describe('npm start without a display', () => {
  it('says in one line how to classify a file that it cannot show', () => {
    const { status, stderr, stdout } = run('scripts/start.mjs', ['scene.mat']);
    expect(status).toBe(1);
    expect(stdout).toBe('');
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(stderr).toMatch(/no display to open scene\.mat on.*npm run -s cli -- classify --cube scene\.mat/);
  });
});

describe('npm run dev without a display', () => {
  it('says that it needs one', () => {
    const { status, stderr } = run('scripts/dev.mjs', []);
    expect(status).toBe(1);
    expect(stderr.trim()).toBe('npm run dev opens a window: set DISPLAY to a screen and run it again.');
  });
});

describe('npm run cli', () => {
  it('runs the command line with nothing of the set-up in its output once all is there', () => {
    run('scripts/cli.mjs', ['--version']);
    const { status, stderr, stdout } = run('scripts/cli.mjs', ['--version']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  it('passes its exit code on', () => {
    expect(run('scripts/cli.mjs', ['no-such-command']).status).toBe(2);
  });

  it('reads names of files from where it was typed', () => {
    const { folder } = openWorkshop();
    writeFileSync(join(folder, 'notes.mat'), 'no scene at all');
    const typedIn = { npm_lifecycle_event: 'cli', INIT_CWD: folder };
    const { status, stderr } = run('scripts/cli.mjs', ['info', 'notes.mat'], typedIn);
    expect(status).toBe(2);
    expect(stderr).toContain('notes.mat');
    expect(stderr).not.toContain('There is no file');
  });
});
