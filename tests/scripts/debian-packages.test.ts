import { describe, expect, it } from 'vitest';
import {
  commandElsewhere,
  debianPackages,
  isDebianLike,
  usesTimeSixtyFour,
} from '../../scripts/setup/debian-packages.mjs';

const systems = {
  debian12: 'ID=debian\nVERSION_ID="12"\nVERSION_CODENAME=bookworm\n',
  debian13: 'ID=debian\nVERSION_ID="13"\nVERSION_CODENAME=trixie\n',
  ubuntu22: 'ID=ubuntu\nID_LIKE=debian\nVERSION_CODENAME=jammy\nUBUNTU_CODENAME=jammy\n',
  ubuntu24: 'ID=ubuntu\nID_LIKE=debian\nVERSION_CODENAME=noble\nUBUNTU_CODENAME=noble\n',
  mint21: 'ID=linuxmint\nID_LIKE="ubuntu debian"\nVERSION_CODENAME=vanessa\nUBUNTU_CODENAME=jammy\n',
  fedora: 'ID=fedora\nVERSION_ID=42\n',
  rocky: 'ID="rocky"\nID_LIKE="rhel centos fedora"\n',
  unknown: 'ID=plan9\n',
};

describe('the packages that bring a library', () => {
  it('have their old names up to Debian 12 and Ubuntu 22.04', () => {
    const missing = ['libgtk-3.so.0', 'libgdk-3.so.0', 'libnss3.so', 'libasound.so.2', 'libgbm.so.1'];
    expect(debianPackages(missing, false).packages).toEqual([
      'libasound2',
      'libgbm1',
      'libgtk-3-0',
      'libnss3',
    ]);
    expect([systems.debian12, systems.ubuntu22, systems.mint21].map(usesTimeSixtyFour)).toEqual([
      false,
      false,
      false,
    ]);
  });

  it('have their new names later', () => {
    const missing = ['libgtk-3.so.0', 'libnss3.so', 'libasound.so.2', 'libgbm.so.1'];
    expect(debianPackages(missing, true).packages).toEqual([
      'libasound2t64',
      'libgbm1',
      'libgtk-3-0t64',
      'libnss3',
    ]);
    expect([systems.debian13, systems.ubuntu24].map(usesTimeSixtyFour)).toEqual([true, true]);
  });

  it('are not guessed', () => {
    expect(debianPackages(['libmoon.so.1'], true)).toEqual({ packages: [], unknown: ['libmoon.so.1'] });
  });
});

describe('the family of a system', () => {
  it('is Debian for what is made from it', () => {
    expect([systems.debian12, systems.ubuntu24, systems.mint21].every(isDebianLike)).toBe(true);
    expect([systems.fedora, systems.rocky, systems.unknown].some(isDebianLike)).toBe(false);
  });

  it('gives the command of another family', () => {
    expect(commandElsewhere(systems.rocky)).toMatch(/^sudo dnf install gtk3/);
    expect(commandElsewhere(systems.unknown)).toBeUndefined();
  });
});
