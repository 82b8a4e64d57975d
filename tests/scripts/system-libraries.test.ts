import { describe, expect, it } from 'vitest';
import {
  missingLibraries,
  parseLdd,
  provideLibraries,
  requireSandbox,
} from '../../scripts/setup/system-libraries.mjs';
import { openWorkshop } from './workshop';

const bookworm = 'ID=debian\nVERSION_CODENAME=bookworm\n';
const asRoot = { osRelease: bookworm, userId: 0 };
const asUser = { osRelease: bookworm, userId: 1000 };
const lacking = `
\tlinux-vdso.so.1 (0x00007fff)
\tlibgtk-3.so.0 => not found
\tlibnss3.so => not found
\tlibnss3.so => not found
\tlibc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x00007f)`;

describe('the libraries that Electron is linked with', () => {
  it('are missing where the loader does not find them', () => {
    expect(parseLdd(lacking)).toEqual(['libgtk-3.so.0', 'libnss3.so']);
  });

  it('are found for a program of this very system', async () => {
    expect(await missingLibraries(process.execPath)).toEqual([]);
  });

  it('are installed where we may, and looked for again', async () => {
    const workshop = openWorkshop();
    workshop.command('ldd', `[ -e "${workshop.folder}/installed" ] || cat <<'END'${lacking}\nEND`);
    workshop.command(
      'apt-get',
      `echo "$*" >> "$CALLS"; case "$*" in *install*) touch "${workshop.folder}/installed";; esac`,
    );
    await provideLibraries('electron', workshop.places, workshop.say, asRoot);
    expect(workshop.calls()).toHaveLength(2);
    expect(workshop.calls()[0]).toMatch(/ update$/);
    expect(workshop.calls()[1]).toMatch(/ install -y --no-install-recommends libgtk-3-0 libnss3$/);
  });

  it('are installed after an earlier installation that was cut short', async () => {
    const workshop = openWorkshop();
    const { folder } = workshop;
    workshop.command('ldd', `[ -e "${folder}/installed" ] || echo ' libnss3.so => not found'`);
    workshop.command('dpkg', `echo "dpkg $*" >> "$CALLS"; touch "${folder}/configured"`);
    workshop.command(
      'apt-get',
      `case "$*" in *install*) ;; *) exit 0;; esac
      [ -e "${folder}/configured" ] && touch "${folder}/installed" && exit 0
      echo "E: dpkg was interrupted, you must manually run 'dpkg --configure -a'"; exit 100`,
    );
    await provideLibraries('electron', workshop.places, workshop.say, asRoot);
    expect(workshop.calls()).toEqual(['dpkg --configure -a']);
  });

  it('are named with the command when installing them fails', async () => {
    const workshop = openWorkshop();
    workshop.command('ldd', `echo ' libnss3.so => not found'`);
    workshop.command('apt-get', 'echo "E: Unable to locate package libnss3"; exit 100');
    const providing = provideLibraries('electron', workshop.places, workshop.say, asRoot);
    await expect(providing).rejects.toThrow(
      /libnss3 could not be installed: see .*run "apt-get install libnss3"/,
    );
  });

  it('are named with the command that installs them where we may not', async () => {
    const workshop = openWorkshop({ withSystem: false });
    workshop.command('ldd', `printf '%s\\n' 'libgtk-3.so.0 => not found' ' libnss3.so => not found'`);
    await expect(provideLibraries('electron', workshop.places, workshop.say, asUser)).rejects.toThrow(
      'Electron needs libraries that this system lacks (libgtk-3.so.0, libnss3.so): run "sudo apt-get install libgtk-3-0 libnss3" and then the command again.',
    );
  });

  it('are named with the command of another system', async () => {
    const workshop = openWorkshop({ withSystem: false });
    workshop.command('ldd', `echo ' libnss3.so => not found'`);
    const providing = provideLibraries('electron', workshop.places, workshop.say, {
      osRelease: 'ID=fedora\n',
    });
    await expect(providing).rejects.toThrow(/run "sudo dnf install gtk3 nss alsa-lib mesa-libgbm"/);
  });

  it('are named alone on a system that nobody knows', async () => {
    const workshop = openWorkshop({ withSystem: false });
    workshop.command('ldd', `echo ' libmoon.so.1 => not found'`);
    const providing = provideLibraries('electron', workshop.places, workshop.say, {
      osRelease: 'ID=plan9\n',
    });
    await expect(providing).rejects.toThrow(/install what brings libmoon\.so\.1/);
  });
});

describe("Chromium's sandbox", () => {
  it('is not asked for as root, which runs without it', async () => {
    await expect(requireSandbox('/nowhere/electron', {}, 0)).resolves.toBeUndefined();
  });

  it('is explained where the system forbids it', async () => {
    const workshop = openWorkshop();
    workshop.command(
      'unshare',
      'echo "unshare: write failed /proc/self/uid_map: Operation not permitted" >&2; exit 1',
    );
    const asking = requireSandbox('/some/electron', workshop.places.environment, 1000);
    await expect(asking).rejects.toThrow(
      "run \"sudo chown root:root '/some/chrome-sandbox' && sudo chmod 4755 '/some/chrome-sandbox'\"",
    );
  });

  it('is taken for granted where the system allows it', async () => {
    const workshop = openWorkshop();
    workshop.command('unshare', 'exit 0');
    await expect(
      requireSandbox('/some/electron', workshop.places.environment, 1000),
    ).resolves.toBeUndefined();
  });
});
