import { describe, expect, it } from 'vitest';
import { hasDisplay, startXvfb } from '../../scripts/setup/display.mjs';
import { startTime } from '../../scripts/setup/orphans.mjs';
import { openWorkshop } from './workshop';

describe('a display', () => {
  it('is there with X or with Wayland', () => {
    expect(hasDisplay({ DISPLAY: ':0' })).toBe(true);
    expect(hasDisplay({ WAYLAND_DISPLAY: 'wayland-0' })).toBe(true);
    expect(hasDisplay({ DISPLAY: '' })).toBe(false);
    expect(hasDisplay({})).toBe(false);
  });
});

describe('the virtual screen', () => {
  it('tells its number and ends when it is told to', async () => {
    const workshop = openWorkshop();
    workshop.command('Xvfb', 'echo 42 >&3; echo $$ > "$CALLS"; exec sleep 600');
    const screen = await startXvfb(workshop.places.environment);
    expect(screen.display).toBe(':42');
    screen.stop();
    const process = Number(workshop.calls()[0]);
    await expect.poll(() => startTime(process)).toBeUndefined();
  });

  it('that does not start says why', async () => {
    const workshop = openWorkshop();
    workshop.command('Xvfb', 'echo "(EE) no room" >&2; exit 1');
    await expect(startXvfb(workshop.places.environment)).rejects.toThrow(/does not start \(\(EE\) no room\)/);
  });
});
